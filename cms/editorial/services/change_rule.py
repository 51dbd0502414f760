"""Change a number of the office, with the text it rests on."""

from django.db import transaction

from foundation.deadlines.errors import Refused as RuleRefused
from foundation.deadlines.models import RuleVersion
from foundation.deadlines.services import change_rule as change
from foundation.rights.may import may

from .. import rules
from ..refusals import NotAllowed, Refused, require_reason


@transaction.atomic
def change_rule(key: str, value: str, source: str, by) -> RuleVersion:
    """Raises NotAllowed, ReasonRequired without a source, Refused for what is no whole number above zero."""
    if not may(by, "content.rules"):
        raise NotAllowed("编审规则由总编修改。")
    rule = rules.rules().filter(key=key).first()
    if rule is None:
        raise Refused("没有这条规则。")
    if not value.strip().isdecimal() or not 0 < int(value) <= 10_000:
        raise Refused("请填 1 到 10000 之间的整数。")
    source = require_reason(source, "依据：这个数是哪份制度、哪一条定的")[:300]
    try:
        return change(rule, by=by, reason=source, value=str(int(value)), source=source)
    except RuleRefused as refusal:
        raise Refused(str(refusal)) from None
