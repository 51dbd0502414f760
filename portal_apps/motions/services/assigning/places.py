"""Which units stand in an assignment, and whether they fit together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ...models import Handling, Item

Role = Handling.Role


@dataclass(frozen=True)
class Place:
    """A unit, how it takes part, which part of the matter is its, and by which day the office wants it (the legal last
    day runs beside it)."""

    unit: Body
    role: str = Role.MAIN
    task: str = ""
    wanted_on: date | None = None


def assert_unit(unit: Body) -> None:
    if unit.kind != "handling_unit" or not unit.valid():
        raise Refused(f"{unit}不是现在的承办单位，请另选。")


def assert_fit(places: Sequence[Place]) -> None:
    """One main unit, which others may assist; or two and more, each by itself (豫建议第十三条)."""
    for place in places:
        assert_unit(place.unit)
    if len({place.unit.pk for place in places}) < len(places):
        raise Refused("同一个单位写了两次。")
    for place in places:
        if place.wanted_on and place.wanted_on < localdate():
            raise Refused(f"{place.unit}的要求办结日 {place.wanted_on:%Y-%m-%d} 已经过了。")
    roles = [place.role for place in places]
    main, separate = roles.count(Role.MAIN), roles.count(Role.SEPARATE)
    if separate and (separate != len(roles) or separate < 2):
        raise Refused("分别办理要有两个以上单位，不和主办、协办同用（《河南省办法》第十三条）。")
    if not separate and main != 1:
        raise Refused("请定一个主办单位，其他的作协办（《河南省办法》第十三条）。")


def assert_free(place: Handling, unit: Body) -> None:
    """One unit stands in an item once."""
    others = Handling.objects.filter(item=place.item_id, unit=unit).exclude(pk=place.pk)
    if others.exclude(state="cancelled").exists():
        raise Refused(f"{unit}已经在承办这一件。")


def office_of(unit: Body) -> Body | None:
    """The desk a unit's items go through: the one above it, or itself when it stands above others."""
    if unit.parent is not None:
        return unit.parent
    return unit if Body.objects.open().filter(parent=unit, kind="handling_unit").exists() else None


def propose(item: Item, places: Sequence[Place]) -> None:
    for place in places:
        Handling.objects.create(
            item=item,
            unit=place.unit,
            role=place.role,
            task=place.task,
            wanted_on=place.wanted_on,
            office=office_of(place.unit),
        )
