"""Asking the rule table."""

from datetime import date

from django.utils.timezone import localdate

from .errors import RuleMissing
from .models import DeadlineRule, RuleVersion


def rule_in_force(key: str, on: date | None = None) -> RuleVersion:
    """The version in force on a day (today). Raises RuleMissing."""
    on = on or localdate()
    try:
        version = DeadlineRule.objects.with_versions().get(key=key).in_force(on)
    except DeadlineRule.DoesNotExist:
        raise RuleMissing(f"规则表里没有“{key}”。请系统管理员检查是否漏了数据迁移。") from None
    if version is None:
        raise RuleMissing(f"规则“{key}”在 {on:%Y-%m-%d} 没有有效的版本。请代表工委在“期限 → 规则”补一版。")
    return version


def rule_value(key: str, on: date | None = None) -> int | bool | str:
    """What the rule says on a day (today): a number, yes or no, or the key of a choice. Raises RuleMissing."""
    return rule_in_force(key, on).typed
