"""What the owner of an inbox does with it. What was read is nobody else's business: no record names a message."""

from django.utils import timezone

from ..models import Notice


def mark_read(person, *ids: int) -> int:
    """Mark messages of this person read; others' are not found. How many changed."""
    return Notice.objects.of(person).unread().filter(pk__in=ids).update(read_at=timezone.now())


def mark_unread(person, *ids: int) -> int:
    """The opposite, for what shall be looked at again."""
    return Notice.objects.of(person).filter(pk__in=ids).update(read_at=None)


def mark_all_read(person, kind: str = "", up_to: int | None = None) -> int:
    """Everything, or one kind. `up_to` is the newest message that was on the screen: later ones stay unread."""
    found = Notice.objects.of(person).unread().matching(kind=kind)
    found = found.filter(pk__lte=up_to) if up_to is not None else found
    return found.update(read_at=timezone.now())
