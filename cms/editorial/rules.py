"""The office's numbers; they stand in the rules of the house and chief editors keep them."""

from foundation.rulebook.defaults import Default

URGENT_REVIEW_HOURS = "editorial.urgent_review_hours"
STALE_WARNING_PERCENT = "editorial.stale_warning_percent"

#: What a new installation starts with; an office replaces the source with its own regulation.
DEFAULTS = [
    Default(
        URGENT_REVIEW_HOURS,
        "紧急发布后多少小时内复核",
        "24",
        "hours",
        "默认值，请按本机关信息发布审核制度修改",
        verb="content.rules",
        least=1,
        most=10_000,
    ),
    Default(
        STALE_WARNING_PERCENT,
        "栏目更新期限用掉百分之几时提醒",
        "70",
        "percent",
        "默认值；更新期限见国办秘函〔2019〕19号检查指标",
        verb="content.rules",
        least=1,
    ),
]
