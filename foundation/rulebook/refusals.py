"""Why a verb was refused. The text is shown to the person."""

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """The state of the thing forbids it."""


class NotAllowed(Refused, PermissionDenied):
    """This person may not do it."""


class ReasonRequired(Refused):
    """The verb needs a reason that others can read later."""


class RuleMissing(Refused):
    """No version of the rule was in force on that day, or there is no such rule."""


def require_reason(text: str, what: str = "理由", longest: int = 500) -> str:
    """The text without blanks around it. Raises ReasonRequired when nothing is left."""
    text = (text or "").strip()
    if not text:
        raise ReasonRequired(f"请写明{what}。")
    return text[:longest]
