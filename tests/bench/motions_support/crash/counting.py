"""Hold what the people were told against what the house has."""

from collections import Counter
from typing import Any

from .browser import PROPOSAL, Tally


def count(tally: Tally, prefix: str) -> dict[str, Any]:
    """lost: acknowledged and not filed as the person was told. duplicated: whatever stands there more than once."""
    from portal_apps.motions.models import Item

    items = list(Item.objects.filter(title__startswith=prefix).order_by("pk"))
    by_title = Counter(one.title for one in items)
    filed = {one.title: one.pk for one in items if one.submitted_at}
    lost = [title for title, pk in tally.acknowledged.items() if filed.get(title) != pk]
    doubled = [title for title, times in by_title.items() if times > 1]
    faults = _faults(tally)
    return {
        "submitted": len(tally.acknowledged),
        "lost": len(lost) + faults["missing"],
        "duplicated": sum(by_title[title] - 1 for title in doubled) + faults["doubled"],
        "crash_examples": [*lost[:5], *doubled[:5], *faults["examples"][:5], *tally.given_up[:5]],
    }


def _faults(tally: Tally) -> dict[str, Any]:
    """Of every acknowledged one: its event, its words, its clock, its messages, its number; each once."""
    from foundation.deadlines.models import Clock
    from foundation.notices.models import Notice
    from portal_apps.motions.models import Event, Item
    from portal_apps.motions.people import everybody_with

    staff, examples, missing, doubled = len(list(everybody_with("suggestions.publish"))), [], 0, 0
    numbers = Counter(Item.objects.exclude(number=None).values_list("number", flat=True))
    for title, pk in tally.acknowledged.items():
        item = Item.objects.get(pk=pk)
        submits = list(Event.objects.filter(item=item, verb="submit"))
        accepts = Event.objects.filter(item=item, verb="accept").count()
        wanted = {
            "submit": (len(submits), 1),
            "clock": (Clock.objects.of(item, "motions.assign").count(), 1),
            "messages": (
                Notice.objects.filter(key=f"motions:{submits[0].pk}").count() if submits else 0,
                staff,
            ),
            "words": (item.texts.filter(proposal=PROPOSAL, filed_at__isnull=False).count(), 1),
            "accept": (accepts, 1 if pk in tally.accepted else accepts),
            "number": (numbers[item.number] if item.number else 0, 1 if accepts else 0),
        }
        for name, (is_, should) in wanted.items():
            missing += is_ < should
            doubled += is_ > should
            if is_ != should:
                examples.append(f"{title}: {name} {is_} instead of {should}")
    return {"missing": missing, "doubled": doubled, "examples": examples}
