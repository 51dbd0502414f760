"""Change a number of the office, with the text it rests on."""

from django.db import transaction

from foundation.audit.services import record

from ..models import EditorialRule
from ..refusals import NotAllowed, Refused, require_reason
from ..roles import has_role


@transaction.atomic
def change_rule(key: str, value: str, source: str, by) -> EditorialRule:
    """Raises NotAllowed, ReasonRequired without a source, Refused for what is no whole number above zero."""
    if not has_role(by, "chief_editor"):
        raise NotAllowed("编审规则由总编修改。")
    if key not in EditorialRule.Key.values:
        raise Refused("没有这条规则。")
    if not value.strip().isdecimal() or not 0 < int(value) <= 10_000:
        raise Refused("请填 1 到 10000 之间的整数。")
    source = require_reason(source, "依据：这个数是哪份制度、哪一条定的")[:300]
    rule, _ = EditorialRule.objects.update_or_create(
        key=key, defaults={"value": int(value), "source": source}
    )
    record(actor=by, verb="editorial.change_rule", object_key=f"rule:{key}", value=rule.value, reason=source)
    return rule
