"""Ways out of the house. Which ones are open, and through which gateway, is a setting."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from .contract import Carrier, Letter, Outcome, Result

__all__ = ["LABELS", "Carrier", "Letter", "Outcome", "Result", "carrier", "open_carriers"]

#: Every way there can be, in the order people read them.
LABELS = {"sms": "短信", "mail": "邮件", "wecom": "企业微信"}


def open_carriers() -> list[str]:
    """Keys of the carriers this installation is connected to."""
    return [key for key in LABELS if key in settings.NOTICE_CARRIERS]


@cache
def carrier(key: str) -> Carrier:
    """The adapter behind a key. Raises KeyError for one that is not connected."""
    chosen: dict[str, Any] = settings.NOTICE_CARRIERS[key]
    return import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))


def _forget(*, setting: str, **_kwargs: Any) -> None:
    if setting == "NOTICE_CARRIERS":
        carrier.cache_clear()


setting_changed.connect(_forget)
