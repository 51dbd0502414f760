"""A new version of a rule; the old ones stay."""

from django.db import transaction
from django.utils.timezone import localdate

from foundation.audit.services import record
from foundation.rights.may import may

from .. import values
from ..models import Rule, RuleVersion
from ..refusals import NotAllowed, Refused, require_reason

SETTABLE = ["value", "direction", "start_counts", "roll", "amber_percent", "amber_days", "source"]
SETTABLE += ["valid_from", "valid_until"]


@transaction.atomic
def change_rule(rule: Rule | str, *, by, reason: str, seen: int | None = None, **said) -> RuleVersion:
    """Write the next version: what is not `said` stays as it is; it holds from today unless `valid_from` is said.

    `rule` may be its key. Clocks that already run keep their version. `seen` is the number of the version the
    person looked at. Raises NotAllowed, ReasonRequired, Refused.
    """
    which = {"key": rule} if isinstance(rule, str) else {"pk": rule.pk}
    rule = Rule.objects.select_for_update().get(**which)
    if not may(by, rule.verb):
        raise NotAllowed("您不能改这条规则。")
    reason = require_reason(reason, "为什么改", 300)
    last = rule.versions.latest("number")
    new = _next(rule, last, said)
    same = all(getattr(new, name) == getattr(last, name) for name in SETTABLE)
    if same and (last.reason, last.changed_by_id) == (reason, by.pk):
        return last
    if same:
        raise Refused("和现在的一版一样，没有改动。")
    if seen is not None and seen != last.number:
        raise Refused(f"别人刚改过这条规则，现在是第 {last.number} 版。请看过新的一版再改。")
    new.number, new.changed_by, new.reason = last.number + 1, by, reason
    new.save(force_insert=True)
    record(
        actor=by,
        verb="rules.change",
        object_key=f"rule:{rule.key}",
        obj=new,
        reason=reason,
        version=new.number,
        was=last.value,
        value=new.value,
        source=new.source,
    )
    return new


def _next(rule: Rule, last: RuleVersion, said: dict) -> RuleVersion:
    new = RuleVersion(rule=rule, unit=last.unit)
    for name in SETTABLE:
        setattr(new, name, said.get(name, getattr(last, name)))
    new.value, new.start_counts = str(new.value).strip(), bool(new.start_counts)
    if "valid_from" not in said:
        new.valid_from, new.valid_until = localdate(), said.get("valid_until")
    if wanted := values.fault(new.value, new.unit, rule.options, rule.least, rule.most):
        raise Refused(f"“{rule}”的值应是{wanted}。")
    if new.valid_until and new.valid_until < new.valid_from:
        raise Refused("有效期的结束早于开始。")
    if not (new.amber_percent is None or 1 <= new.amber_percent <= 100):
        raise Refused("黄灯的百分比应在 1 到 100 之间，或留空。")
    if new.direction not in RuleVersion.Directions or new.roll not in RuleVersion.Rolls:
        raise Refused("方向或顺延方式不对。")
    new.source = require_reason(new.source, "依据：这个数是哪份制度、哪一条定的", 300)
    return new
