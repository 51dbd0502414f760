"""Wagtail's own log entries (page edited, published, image deleted, …) become audit records, once each."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry

from .services import record


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def mirror(instance, created, raw=False, **kwargs) -> None:
    """In the transaction of the act, so that act and trace stand or fall together. Titles are content: left out."""
    if not created or raw:
        return
    detail = {"revision": instance.revision_id} if instance.revision_id else {}
    record(actor=instance.user, verb=instance.action[:64], object_key=_key(instance), **detail)


def _key(entry) -> str:
    """page:12, library.siteimage:7."""
    if isinstance(entry, PageLogEntry):
        return f"page:{entry.page_id}"
    kind = entry.content_type
    return f"{kind.app_label}.{kind.model}:{entry.object_id}" if kind else str(entry.object_id)
