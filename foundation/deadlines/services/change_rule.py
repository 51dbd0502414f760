"""A new version of a rule; the old ones stay."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from foundation.audit.services import record

from ..errors import NotAllowed, Refused, require_reason
from ..models import DeadlineRule, RuleVersion

SETTABLE = ["value", "direction", "start_counts", "roll", "amber_percent", "amber_days", "source"]
SETTABLE += ["valid_from", "valid_until"]
LONGEST = {"days": 3660, "working_days": 2600, "months": 240, "years": 20, "percent": 100}


def may_change_rule(person, rule: DeadlineRule) -> bool:
    return person.has_role(*rule.keepers)


@transaction.atomic
def change_rule(rule: DeadlineRule, *, by, reason: str, seen: int | None = None, **said) -> RuleVersion:
    """Write the next version: what is not `said` stays as it is; it holds from today unless `valid_from` is said.

    Clocks that already run keep their version. `seen` is the number of the version the person looked at.
    Raises NotAllowed, ReasonRequired, Refused.
    """
    rule = DeadlineRule.objects.select_for_update().get(pk=rule.pk)
    if not may_change_rule(by, rule):
        raise NotAllowed("您不能改这条规则。")
    reason = require_reason(reason, "为什么改", 300)
    last = rule.versions.latest("number")
    new = RuleVersion(rule=rule, unit=last.unit, changed_by=by, reason=reason)
    for name in SETTABLE:
        setattr(new, name, said.get(name, getattr(last, name)))
    new.start_counts = bool(new.start_counts)
    if "valid_from" not in said:
        new.valid_from, new.valid_until = localdate(), said.get("valid_until")
    _check(new)
    new.source = require_reason(new.source, "依据", 300)
    same = all(getattr(new, name) == getattr(last, name) for name in SETTABLE)
    if same and (last.reason, last.changed_by_id) == (reason, by.pk):
        return last
    if same:
        raise Refused("和现在的一版一样，没有改动。")
    if seen is not None and seen != last.number:
        raise Refused(f"别人刚改过这条规则，现在是第 {last.number} 版。请看过新的一版再改。")
    new.number = last.number + 1
    new.save(force_insert=True)
    record(
        actor=by,
        verb="deadlines.change_rule",
        object_key=f"deadlines.rule:{rule.key}",
        reason=reason,
        version=new.number,
        value=new.value,
        source=new.source,
    )
    return new


def _check(new: RuleVersion) -> None:
    new.value = str(new.value).strip()
    unit = RuleVersion.Kind(new.unit)
    if unit == RuleVersion.Kind.FLAG:
        fine, wanted = new.value in ("true", "false"), "是或否"
    elif unit == RuleVersion.Kind.CHOICE:
        fine, wanted = new.value in new.rule.options, "列出的值之一"
    elif unit == RuleVersion.Kind.DATE:
        fine, wanted = _is_day_of_year(new.value), "08-31 这样的月和日"
    else:
        longest = LONGEST.get(unit, 10_000)
        fine = new.value.isascii() and new.value.isdecimal() and 0 <= int(new.value) <= longest
        wanted = f"0 到 {longest} 之间的整数"
    if not fine:
        raise Refused(f"“{new.rule}”的值应是{wanted}。")
    if new.valid_until and new.valid_until < new.valid_from:
        raise Refused("有效期的结束早于开始。")
    if not (new.amber_percent is None or 1 <= new.amber_percent <= 100):
        raise Refused("黄灯的百分比应在 1 到 100 之间，或留空。")
    if new.direction not in RuleVersion.Directions or new.roll not in RuleVersion.Rolls:
        raise Refused("方向或顺延方式不对。")


def _is_day_of_year(text: str) -> bool:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return len(text) == 5
