"""How an app brings its rules into the table: it lists them with their sources, a migration loads the list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate

from .values import COUNTABLE, Unit, fault

SINCE = date(2000, 1, 1)  # before any case: what holds from the start is known by it
SHORT = {"days": 15, "working_days": 20}  # of a time up to so long, 7 days would be half
OUR_DEFAULT = "系统默认值，请按本机关的规定修改"


@dataclass(frozen=True)
class Default:
    """A rule and its first version.

    `verb` is who reads and changes it. What is `counted` has a last day: amber at 80 % of the time or 7 days left,
    2 days left where the whole time is short. `least` and `most` bound a number, on the screen and at the start.
    """

    key: str
    name: str
    value: str
    unit: str
    source: str = OUR_DEFAULT
    direction: str = "after"
    note: str = ""
    options: dict[str, str] = field(default_factory=dict)
    verb: str = "rules.keep"
    counted: bool | None = None
    least: int | None = None
    most: int | None = None

    @property
    def is_counted(self) -> bool:
        return self.unit in COUNTABLE if self.counted is None else self.counted

    def allows(self, value: str) -> bool:
        """Whether a value lies within what is possible and not too weak."""
        return not fault(value, self.unit, self.options, self.least, self.most)


def load(apps, parts: dict[str, Iterable[Default]]) -> None:
    """For migrations of any app: write rules that are not there yet. `apps` is that of the migration."""
    rules, versions = apps.get_model("rulebook", "Rule"), apps.get_model("rulebook", "RuleVersion")
    for part, entries in parts.items():
        for one in entries:
            said = {name: getattr(one, name) for name in ("name", "verb", "note", "options", "least", "most")}
            said |= {"part": part, "counted": one.is_counted}
            rule, new = rules.objects.get_or_create(key=one.key, defaults=said)
            if new:
                first = {"value": one.value, "unit": Unit(one.unit), "source": one.source, **_counting(one)}
                versions.objects.create(rule=rule, number=1, valid_from=SINCE, reason="随系统载入", **first)


def renew(apps, entries: Iterable[Default], reason: str) -> None:
    """For migrations of any app: defaults that changed hold from today where nobody decided otherwise. What people decided
    stays, and a new installation has the new ones from the start.
    """
    rules = apps.get_model("rulebook", "Rule").objects.in_bulk(field_name="key")
    for one in entries:
        versions = rules[one.key].versions
        last = versions.order_by("-number").first()
        if last.value != one.value and not versions.filter(changed_by__isnull=False).exists():
            said = {"value": one.value, "unit": Unit(one.unit), "source": one.source, **_counting(one)}
            versions.create(number=last.number + 1, valid_from=localdate(), reason=reason, **said)


def _counting(one: Default) -> dict:
    short = int(one.value) <= SHORT[one.unit] if one.unit in SHORT else False
    return {
        "direction": one.direction,
        "roll": "previous" if one.direction == "before" else "next",
        "amber_percent": 80 if one.is_counted else None,
        "amber_days": (2 if short else 7) if one.is_counted else None,
    }
