"""Change a limit of the house, with the text it rests on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.audit.services import record

from ..models import CLOCK_TIMES, DEFAULTS, MessageRule, rule
from ..permissions import may_change_rules
from ..refusals import MessageRefused
from ..sending.work import look_around


def rules_in_force() -> list[MessageRule]:
    """Every rule with its `history`, newest first; one the house has not decided yet is its default, not stored."""
    rows: dict[str, list[MessageRule]] = {}
    for row in MessageRule.objects.order_by("-id").select_related("by"):
        rows.setdefault(row.key, []).append(row)
    found = []
    for key in MessageRule.Key:
        decided = rows.get(key) or [MessageRule(key=key, value=DEFAULTS[key][0], source=DEFAULTS[key][3])]
        decided[0].history = decided[1:]
        found.append(decided[0])
    return found


def change_rule(key: str, value: str, source: str, by) -> MessageRule:
    """A new row of the history. Raises PermissionDenied, or MessageRefused without a source or with a wrong number."""
    if not may_change_rules(by):
        raise PermissionDenied("消息规则由系统管理员修改。")
    if key not in DEFAULTS:
        raise MessageRefused("没有这条规则。")
    source, value = " ".join(source.split())[:300], value.strip()
    if not source:
        raise MessageRefused("请写明依据：这个数是哪份制度、哪一条定的。")
    _, least, most, _ = DEFAULTS[key]
    if not value.isdecimal() or not least <= int(value) <= most:
        raise MessageRefused(f"请填 {least} 到 {most} 之间的整数。")
    if key in CLOCK_TIMES and int(value) % 100 > 59:
        raise MessageRefused("时间写成时分四位数，分不超过 59，如 2200 表示 22:00。")
    with transaction.atomic():
        before = rule(key)
        row = MessageRule.objects.create(key=key, value=int(value), source=source, by=by)
        record(
            actor=by,
            verb="messages.change_rule",
            object_key=f"message_rule:{key}",
            was=before,
            value=row.value,
        )
        transaction.on_commit(look_around, robust=True)
    return row
