"""Do the rows of an errand that wait: each whole or not at all, each with its result."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Category, Errand, ErrandRow, Handling, Item
from ..assigning.assign import assign
from ..assigning.classify import classify
from ..assigning.places import Place
from ..assigning.propose_units import propose_units
from ..assigning.sign_for import sign_for
from ..supervising.urge import urge

JOB = "motions.errand"
ON_HANDLINGS = (Errand.Kind.URGE, Errand.Kind.SIGN_FOR)


def run(errand: Errand, progress=None) -> Errand:
    """Safe to stop and to repeat: a row that has a result is not done again."""
    waiting, total = list(errand.rows.waiting().values_list("pk", flat=True)), errand.rows.count()
    for number, pk in enumerate(waiting, total - len(waiting) + 1):
        _one(errand, pk)
        if progress:
            progress.step(99 * number / total, f"{number}/{total} 件")
    errand.ended_at = timezone.now()
    errand.save(update_fields=["ended_at"])
    return errand


def run_job(payload: dict, progress) -> dict:
    errand = run(Errand.objects.select_related("by").get(pk=payload["errand"]), progress)
    return {"done": errand.rows.filter(done=True).count(), "refused": errand.rows.refused().count()}


@transaction.atomic
def _one(errand: Errand, pk: int) -> None:
    row = ErrandRow.objects.select_for_update().get(pk=pk)
    if row.done is not None:
        return
    try:
        with transaction.atomic():
            DO[errand.kind](errand, row)
        row.done = True
    except (Refused, PermissionDenied) as refusal:
        row.done, row.why = False, str(refusal)[:1000]
    except (Item.DoesNotExist, Handling.DoesNotExist):
        row.done, row.why = False, "这一件已经不在了。"
    row.save(update_fields=["done", "why"])


def _propose(errand: Errand, row: ErrandRow) -> Item:
    """Where the list says something else than what is proposed already."""
    item = Item.objects.get(pk=row.key)
    said = errand.asked.get("rows", {}).get(str(row.key))
    if said is None:
        return item
    places = _places(said["places"])
    if _as_set(places) == _proposed(item):
        return item
    return propose_units(item, by=errand.by, units=places, reason=said.get("reason", ""), seen=row.seen)


def _places(said: list) -> list[Place]:
    units = Body.objects.in_bulk([unit for unit, *_ in said])
    return [
        Place(units[unit], role, task, date.fromisoformat(wanted) if wanted else None)
        for unit, role, task, wanted in said
        if unit in units
    ]


def _as_set(places: list[Place]) -> set[tuple]:
    return {(place.unit.pk, place.role, place.task, place.wanted_on) for place in places}


def _proposed(item: Item) -> set[tuple]:
    return set(item.handlings.filter(state="proposed").values_list("unit", "role", "task", "wanted_on"))


def _assign(errand: Errand, row: ErrandRow) -> None:
    before = Item.objects.get(pk=row.key)
    if row.seen is not None and before.version != row.seen:
        raise Refused(f"您打开这一页以后有了变动，现在是“{before.get_state_display()}”。请看了再办。")
    item, said = _propose(errand, row), errand.asked
    held = date.fromisoformat(said["held_on"]) if said.get("held_on") else None
    assign(item, by=errand.by, reason=said.get("reason", ""), on=held)


def _classify(errand: Errand, row: ErrandRow) -> None:
    category = Category.objects.get(pk=errand.asked["category"])
    classify(Item.objects.get(pk=row.key), by=errand.by, category=category, seen=row.seen)


def _urge(errand: Errand, row: ErrandRow) -> None:
    handling = Handling.objects.get(pk=row.key)
    urge(handling, by=errand.by, words=errand.asked["words"], seen=row.seen, batch=errand.uid)


def _sign_for(errand: Errand, row: ErrandRow) -> None:
    sign_for(Handling.objects.get(pk=row.key), by=errand.by, seen=row.seen)


DO: dict[str, Callable[[Errand, ErrandRow], object]] = {
    Errand.Kind.PROPOSE: _propose,
    Errand.Kind.ASSIGN: _assign,
    Errand.Kind.CLASSIFY: _classify,
    Errand.Kind.URGE: _urge,
    Errand.Kind.SIGN_FOR: _sign_for,
}
