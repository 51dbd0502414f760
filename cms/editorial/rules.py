"""The office's numbers; they stand in the rule table of the house (`foundation.deadlines`) and chief editors keep them."""

from foundation.deadlines.defaults import Rule
from foundation.deadlines.models import DeadlineRule
from foundation.deadlines.rules import rule_value

URGENT_REVIEW_HOURS = "editorial.urgent_review_hours"
STALE_WARNING_PERCENT = "editorial.stale_warning_percent"
KEEPERS = ["chief_editor"]

#: What a new installation starts with; an office replaces the source with its own regulation.
RULES = [
    Rule(
        URGENT_REVIEW_HOURS,
        "紧急发布后多少小时内复核",
        "24",
        "hours",
        "默认值，请按本机关信息发布审核制度修改",
        keepers=KEEPERS,
    ),
    Rule(
        STALE_WARNING_PERCENT,
        "栏目更新期限用掉百分之几时提醒",
        "70",
        "percent",
        "默认值；更新期限见国办秘函〔2019〕19号检查指标",
        keepers=KEEPERS,
    ),
]
PART = {"编审": RULES}


def number(key: str) -> int:
    """The number in force. Raises RuleMissing."""
    return int(rule_value(key))


def rules():
    """The rules of the office, with their versions."""
    return DeadlineRule.objects.with_versions().filter(key__in=[rule.key for rule in RULES])
