"""Wagtail's own log entries (page edited, published, image deleted, …) become acts of the record of their request."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from .digests import StateKey, named_state
from .services.record import note


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def mirror(instance, created, raw=False, **kwargs) -> None:
    """In the transaction of the act, so that act and trace stand or fall together. Titles are content: left out."""
    if not created or raw:
        return
    detail = {"revision": instance.revision_id} if instance.revision_id else {}
    note(instance.user, instance.action, _key(instance), state=_state(instance), detail=detail)


def _key(entry) -> str:
    """page:12, library.siteimage:7."""
    if isinstance(entry, PageLogEntry):
        return f"page:{entry.page_id}"
    kind = entry.content_type
    return f"{kind.app_label}.{kind.model}:{entry.object_id}" if kind else str(entry.object_id)


def _state(entry) -> StateKey | None:
    if isinstance(entry, PageLogEntry):
        return named_state(Page, entry.page_id)
    model = entry.content_type.model_class() if entry.content_type else None
    return named_state(model, entry.object_id) if model else None
