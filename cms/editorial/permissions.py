"""What each role may do inside Wagtail. Publishing is nobody's Wagtail permission: it belongs to the verbs."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from foundation.accounts.roles import BY_KEY

from .roles import REVIEW_ROLES

OFFICE = ("editor", *REVIEW_ROLES, "chief_editor")
LIST_VERBS = ("view", "add", "change", "delete")
COLLECTION_VERBS = {
    "images": ("add_siteimage", "change_siteimage", "choose_siteimage"),
    "documents": ("add_sitedocument", "change_sitedocument", "choose_sitedocument"),
}

#: role → Wagtail page permissions at the root. "add" alone lets people change only what they own.
PAGE_PERMISSIONS = {
    "editor": ("add_page",),
    "chief_editor": ("add_page", "change_page", "lock_page", "unlock_page"),
}
#: role → permissions on pictures and files in the root collection.
COLLECTION_PERMISSIONS = {
    "editor": (*COLLECTION_VERBS["images"], *COLLECTION_VERBS["documents"]),
    "chief_editor": ("choose_siteimage", "choose_sitedocument"),
    "media_operator": (
        *COLLECTION_VERBS["images"],
        "delete_siteimage",
        *COLLECTION_VERBS["documents"],
        "delete_sitedocument",
    ),
}
#: role → plain Django permissions. Releasing a warning of the gate is a reviewer's act.
MODEL_PERMISSIONS = {
    # a system administrator sees the jobs in the admin, and no page
    **dict.fromkeys(("editor", "media_operator", "system_admin"), ("access_admin",)),
    **dict.fromkeys(REVIEW_ROLES, ("access_admin", "add_gatewaiver")),
    "chief_editor": (
        "access_admin",
        "add_gatewaiver",
        "release_own",
        "import_content",
        "change_siteidentity",
        "view_editorialrule",
        "change_editorialrule",
        *(f"{verb}_{model}" for verb in LIST_VERBS for model in ("termlist", "term", "leader", "contenttag")),
    ),
}
MODEL_PERMISSIONS["security_admin"] = (
    "access_admin",
    "add_user",
    "change_user",
    "view_user",
)  # accounts, no content
#: Roles that must see no content at all.
BLIND_ROLES = ("system_admin", "security_admin", "audit_admin")


@transaction.atomic
def grant_role_permissions() -> None:
    """Make the permissions of the roles exactly these. Safe to run again, and after every migrate."""
    root_page, root_collection = Page.objects.filter(depth=1).first(), Collection.get_first_root_node()
    for key in (*OFFICE, "media_operator", *BLIND_ROLES):
        group = Group.objects.get_or_create(name=BY_KEY[key].group)[0]
        group.permissions.set(_permissions(MODEL_PERMISSIONS.get(key, ())))
        _set_page_permissions(group, root_page, PAGE_PERMISSIONS.get(key, ()))
        _set_collection_permissions(group, root_collection, COLLECTION_PERMISSIONS.get(key, ()))


def _permissions(codenames):
    return Permission.objects.filter(codename__in=codenames)


def _set_page_permissions(group, page, codenames) -> None:
    wanted = set(_permissions(codenames).filter(content_type__app_label="wagtailcore"))
    GroupPagePermission.objects.filter(group=group).exclude(page=page, permission__in=wanted).delete()
    for permission in wanted if page else ():
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _set_collection_permissions(group, collection, codenames) -> None:
    wanted = set(_permissions(codenames).filter(content_type__app_label="library"))
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=collection, permission__in=wanted
    ).delete()
    for permission in wanted if collection else ():
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
