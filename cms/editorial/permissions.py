"""What each role may do inside Wagtail. Publishing is nobody's Wagtail permission: it belongs to the verbs."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from foundation.accounts.roles import BY_KEY

from .roles import REVIEW_ROLES

OFFICE = ("editor", *REVIEW_ROLES, "chief_editor")
LIST_VERBS = ("view", "add", "change", "delete")
CONTENT_APPS = (
    "wagtailcore",
    "wagtailimages",
    "wagtaildocs",
    "library",
    "pages",
    "editorial",
    "editorial_gate",
)
#: Wagtail asks for the permissions of its own models, whatever model stands in for them.
COLLECTION_APPS = ("wagtailimages", "wagtaildocs")
COLLECTION_VERBS = {
    "images": ("add_image", "change_image", "choose_image"),
    "documents": ("add_document", "change_document", "choose_document"),
}

#: role → Wagtail page permissions at the root. "add" alone lets people change only what they own.
PAGE_PERMISSIONS = {
    "editor": ("add_page",),
    "chief_editor": ("add_page", "change_page", "lock_page", "unlock_page"),
}
#: role → permissions on pictures and files in the root collection.
COLLECTION_PERMISSIONS = {
    "editor": (*COLLECTION_VERBS["images"], *COLLECTION_VERBS["documents"]),
    "chief_editor": ("choose_image", "choose_document"),
    "media_operator": (
        *COLLECTION_VERBS["images"],
        "delete_image",
        *COLLECTION_VERBS["documents"],
        "delete_document",
    ),
}
#: role → plain Django permissions. Releasing a warning of the gate is a reviewer's act.
MODEL_PERMISSIONS = {
    # a system administrator sees the jobs in the admin, and no page
    **dict.fromkeys(("editor", "media_operator", "system_admin"), ("access_admin",)),
    "security_admin": ("access_admin", "add_user", "change_user", "view_user"),  # accounts, no content
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
#: Roles that must see no content at all.
BLIND_ROLES = ("system_admin", "security_admin", "audit_admin")


@transaction.atomic
def grant_role_permissions() -> None:
    """Make the permissions of the roles exactly these. Safe to run again, and after every migrate."""
    root_page, root_collection = Page.objects.filter(depth=1).first(), Collection.get_first_root_node()
    for key in (*OFFICE, "media_operator", *BLIND_ROLES):
        group = Group.objects.get_or_create(name=BY_KEY[key].group)[0]
        _set_model_permissions(group, MODEL_PERMISSIONS.get(key, ()))
        _set_page_permissions(group, root_page, PAGE_PERMISSIONS.get(key, ()))
        _set_collection_permissions(group, root_collection, COLLECTION_PERMISSIONS.get(key, ()))


def _set_model_permissions(group, codenames) -> None:
    """Exactly these of the apps about content; what other apps grant to the same people is theirs to say."""
    wanted = set(_permissions(codenames))
    held = group.permissions.filter(content_type__app_label__in=CONTENT_APPS)
    group.permissions.remove(*[permission for permission in held if permission not in wanted])
    group.permissions.add(*wanted)


def _permissions(codenames):
    return Permission.objects.filter(codename__in=codenames)


def _set_page_permissions(group, page, codenames) -> None:
    wanted = set(_permissions(codenames).filter(content_type__app_label="wagtailcore"))
    GroupPagePermission.objects.filter(group=group).exclude(page=page, permission__in=wanted).delete()
    for permission in wanted if page else ():
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _set_collection_permissions(group, collection, codenames) -> None:
    wanted = set(_permissions(codenames).filter(content_type__app_label__in=COLLECTION_APPS))
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=collection, permission__in=wanted
    ).delete()
    for permission in wanted if collection else ():
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
