"""Make or change an entry of the office's lists. Entries are closed or switched off, never deleted."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ...models import Category, GateRule, NumberSeries, ResultClass

Kept = TypeVar("Kept", Category, NumberSeries, ResultClass, GateRule)
TRACES = {
    Category: "motions.categories",
    NumberSeries: "motions.series",
    ResultClass: "motions.classes",
    GateRule: "motions.gate",
}


@transaction.atomic
def keep(thing: Kept, *, by: User) -> Kept:
    """Raises PermissionDenied, Refused."""
    demand(by, "suggestions.lists")
    CHECKS.get(type(thing), lambda _: None)(thing)
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise Refused(f"已经有“{thing}”了。") from error
    record(actor=by, verb=TRACES[type(thing)], obj=thing)
    return thing


def _category(category: Category) -> None:
    if not category.name.strip():
        raise Refused("请填分类的名称。")
    if category.pk and category.parent is not None and category in category.parent.line():
        raise Refused("上一级不能是自己，也不能在自己下面。")


def _series(series: NumberSeries) -> None:
    """The pattern must tell two numbers apart."""
    try:
        one, two = (series.pattern.format(n=n, year=2026, term=16, session=5) for n in (1, 2))
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise Refused("格式里只能用 {term}、{session}、{year}、{n}，例如 第B({year}){n:03}号。") from error
    if one == two or len(one) > 40:
        raise Refused("格式里要有 {n}，编出来最多 40 个字。")


def _gate(rule: GateRule) -> None:
    if not any(line.strip() for line in rule.words.splitlines()):
        raise Refused("请至少写一个词语。")
    if not rule.source.strip() or not rule.message.strip():
        raise Refused("请写依据，和对代表说明的理由。")


CHECKS: dict[type, Callable] = {Category: _category, NumberSeries: _series, GateRule: _gate}
