"""Asking the rules."""

from datetime import date
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_save
from django.utils.timezone import localdate

from .models import Rule, RuleVersion
from .refusals import RuleMissing

FRESH = 1.0  # seconds a process may go on with what it read; its own changes it sees at once
_read: tuple[float, dict[str, list[RuleVersion]]] | None = None


def rule_in_force(key: str, on: date | None = None) -> RuleVersion:
    """The version in force on a day (today). Raises RuleMissing."""
    on = on or localdate()
    versions = _versions().get(key)
    if versions is None:
        raise RuleMissing(f"规则表里没有“{key}”。请系统管理员检查是否漏了数据迁移。")
    for version in versions:  # the newest first
        if version.holds_on(on):
            return version
    raise RuleMissing(f"规则“{key}”在 {on:%Y-%m-%d} 没有有效的版本。请管这条规则的人在“规则”里补一版。")


def rule_value(key: str, on: date | None = None) -> Any:
    """What the rule says on a day (today): a number, a time, yes or no, the key of a choice, a tuple of keys.

    Raises RuleMissing.
    """
    return rule_in_force(key, on).typed


def number(key: str, on: date | None = None) -> int:
    """The same, for rules that are whole numbers."""
    return int(rule_value(key, on))


def forget() -> None:
    """What was read."""
    global _read
    _read = None


def _versions() -> dict[str, list[RuleVersion]]:
    global _read
    if _read and monotonic() - _read[0] <= FRESH:
        return _read[1]
    found: dict[str, list[RuleVersion]] = {key: [] for key in Rule.objects.values_list("key", flat=True)}
    for version in RuleVersion.objects.select_related("rule").order_by("-number"):
        found[version.rule.key].append(version)
    if not any(
        waits[1] is forget for waits in connection.run_on_commit
    ):  # what may be rolled back is not kept
        _read = monotonic(), found
    return found


def _written(**_) -> None:
    forget()
    transaction.on_commit(forget)


post_save.connect(_written, sender=RuleVersion, dispatch_uid="rulebook.forget")
