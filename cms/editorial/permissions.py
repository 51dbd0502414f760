"""What the table of rights means inside Wagtail. Publishing is nobody's Wagtail permission: it belongs to the verbs."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from foundation.accounts.roles import ROLES
from foundation.rights.scopes import Scope
from foundation.rights.table import scopes_of_role

LIST_VERBS = ("view", "add", "change", "delete")
CONTENT_APPS = (
    "wagtailadmin",
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

#: (verb, scope) of the table of rights → what Wagtail calls it. "add" alone lets people change only what they own.
PAGE_PERMISSIONS = {
    ("content.write", Scope.OWN): ("add_page",),
    ("content.write", Scope.ALL): ("add_page", "change_page", "lock_page", "unlock_page"),
}
#: The same for pictures and files in the root collection.
COLLECTION_PERMISSIONS = {
    ("content.write", Scope.ALL): ("choose_image", "choose_document"),
    # without "change": of pictures and files, too, people change only what they own
    ("content.media", Scope.OWN): ("add_image", "choose_image", "add_document", "choose_document"),
    ("content.media", Scope.ALL): (
        *COLLECTION_VERBS["images"],
        "delete_image",
        *COLLECTION_VERBS["documents"],
        "delete_document",
    ),
}
#: The same for Django's own permissions: they open Wagtail's admin and its screens of lists.
MODEL_PERMISSIONS = {
    ("content.desk", Scope.ALL): ("access_admin",),
    ("content.media", Scope.ALL): ("access_admin",),
    ("system.jobs", Scope.ALL): ("access_admin",),
    ("accounts.keep", Scope.ALL): ("access_admin", "add_user", "change_user", "view_user"),
    ("site.identity", Scope.ALL): ("change_siteidentity",),
    ("content.rules", Scope.ALL): ("view_editorialrule", "change_editorialrule"),
    ("content.lists", Scope.ALL): tuple(
        f"{verb}_{model}" for verb in LIST_VERBS for model in ("termlist", "term", "leader", "contenttag")
    ),
}


@transaction.atomic
def grant_role_permissions() -> None:
    """Make the permissions of the roles exactly these. Safe to run again, and after every migrate."""
    root_page, root_collection = Page.objects.filter(depth=1).first(), Collection.get_first_root_node()
    for role in ROLES:
        group = Group.objects.get_or_create(name=role.group)[0]
        held = scopes_of_role(role.key).items()
        _set_model_permissions(group, _named(MODEL_PERMISSIONS, held))
        _set_page_permissions(group, root_page, _named(PAGE_PERMISSIONS, held))
        _set_collection_permissions(group, root_collection, _named(COLLECTION_PERMISSIONS, held))


def _named(permissions, held) -> list[str]:
    return [codename for right in held for codename in permissions.get(right, ())]


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
