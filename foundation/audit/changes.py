"""Notes, while a request is traced, what each row looked like before and after: as digests."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from .digests import digest_of, state_key
from .trace import Trace, current

# rows that are themselves bookkeeping, or too many to matter
QUIET_APPS = frozenset({"audit", "sessions", "contenttypes", "search", "wagtailsearch", "modelsearch"})


def _watching(sender) -> Trace | None:
    trace = current()
    return trace if trace and trace.gather and sender._meta.app_label not in QUIET_APPS else None


@receiver(pre_save)
def note_before(sender, instance, raw=False, **kwargs) -> None:
    trace = _watching(sender)
    if trace is None or raw or instance.pk is None or state_key(instance) in trace.states:
        return
    old = None if instance._state.adding else sender._base_manager.filter(pk=instance.pk).first()
    trace.saw(state_key(instance), digest_of(old) if old else "", "")


@receiver(post_save)
def note_after(sender, instance, raw=False, **kwargs) -> None:
    trace = _watching(sender)
    if trace and not raw:
        trace.saw(state_key(instance), "", digest_of(instance))


@receiver(pre_delete)
def note_last(sender, instance, **kwargs) -> None:
    trace = _watching(sender)
    if trace and instance.pk is not None:
        trace.saw(state_key(instance), digest_of(instance), "")


@receiver(post_delete)
def note_gone(sender, instance, **kwargs) -> None:
    trace = _watching(sender)
    if trace and instance.pk is not None:
        trace.saw(state_key(instance), "", "")
