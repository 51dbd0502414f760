"""What happens to pages outside our own verbs (Wagtail's move and delete, a renamed tag, a new picture) still reaches the publisher."""

from publishing.services import record_change

from .models import ContentTag, HomePage, PublicPage, RetiredPath, SiteIdentity, TaggedPage
from .services.actor import current_actor
from .services.readdress import readdress
from .services.touch import referring_pages, touch, touch_dependents


def left_the_site(instance, **kwargs) -> None:
    if isinstance(instance, PublicPage):
        touch_dependents(instance, current_actor())


def moved(instance, parent_page_before, parent_page_after, **kwargs) -> None:
    page = instance.specific
    if not isinstance(page, PublicPage) or not page.public_path:
        return
    if not page.keeps_address:
        readdress(page)
    record_change(page.document_id, "move", actor=current_actor())
    touch({parent_page_before.pk, parent_page_after.pk}, "touch", current_actor())
    touch(page.get_siblings(inclusive=False).values_list("pk", flat=True)[:200], "reorder", current_actor())
    touch_dependents(page, current_actor())


def deleted(instance, **kwargs) -> None:
    """`pre_delete` of any public page, also as part of a deleted branch: its address will answer 410."""
    if not isinstance(instance, PublicPage) or not instance.public_path:
        return
    facts = {
        "document_id": instance.document_id,
        "deleted": True,
        "title": instance.title,
        "locale": instance.locale.language_code,
    }
    RetiredPath.objects.update_or_create(path=instance.public_path, defaults=facts)
    record_change(instance.document_id, "delete", actor=current_actor())
    touch_dependents(instance, current_actor())


def tag_changed(instance, **kwargs) -> None:
    pages = TaggedPage.objects.filter(tag=instance).values_list("content_object_id", flat=True)
    touch(pages, "retag", current_actor())


def library_changed(instance, **kwargs) -> None:
    touch(referring_pages(instance), "touch", current_actor())


def identity_changed(instance, **kwargs) -> None:
    for code in HomePage.objects.filter(live=True).values_list("locale__language_code", flat=True):
        record_change(f"site:{code}", "identity", actor=current_actor())


def connect() -> None:
    from django.db.models.signals import post_save, pre_delete
    from wagtail.signals import page_unpublished, post_page_move

    from cms.library.models import SiteDocument, SiteImage

    page_unpublished.connect(left_the_site, dispatch_uid="pages.left")
    post_page_move.connect(moved, dispatch_uid="pages.moved")
    pre_delete.connect(deleted, dispatch_uid="pages.deleted")
    post_save.connect(tag_changed, sender=ContentTag, dispatch_uid="pages.tag")
    pre_delete.connect(tag_changed, sender=ContentTag, dispatch_uid="pages.tag_deleted")
    for model in (SiteImage, SiteDocument):
        post_save.connect(library_changed, sender=model, dispatch_uid=f"pages.{model.__name__}")
        pre_delete.connect(library_changed, sender=model, dispatch_uid=f"pages.{model.__name__}.deleted")
    post_save.connect(identity_changed, sender=SiteIdentity, dispatch_uid="pages.identity")
