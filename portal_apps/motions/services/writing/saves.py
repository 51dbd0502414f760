"""What was typed, save by save: so that nothing is lost, and an earlier wording can be had back."""

from datetime import timedelta

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rulebook.reading import number

from ...models import Event, Item, Saved, Sponsor

WRITING = ("write", "edit")


def remember(item: Item, by: User, words: dict[str, str], *, page: str = "", applied: bool = True) -> Saved:
    """`words` are title and parts. Saves of one page within a few minutes are one row, the last of them."""
    last = Saved.objects.filter(item=item).last()
    count = last.number + 1 if last else 1
    since = timezone.now() - timedelta(minutes=number("motions.history_minutes"))
    goes_with_last = (
        last is not None
        and page != ""
        and (last.page, last.by_id, last.applied) == (page, by.pk, applied)
        and last.begun_at > since
    )
    row = last if last is not None and goes_with_last else Saved(item=item, page=page, by=by, applied=applied)
    row.number = count
    for name, value in words.items():
        setattr(row, name, value)
    row.save()
    return row


def goes_on(item: Item, by: User) -> bool:
    """Whether this save belongs to the sitting that the last row of history stands for. With a colleague's signature
    beneath the words it never does: then each change is an act of its own."""
    if item.sponsors.confirmed().filter(role=Sponsor.Role.CO).exists():
        return False
    last = Event.objects.filter(item=item).order_by("-pk").first()
    since = timezone.now() - timedelta(minutes=number("motions.sitting_minutes"))
    return last is not None and last.verb in WRITING and last.by_id == by.pk and last.at > since
