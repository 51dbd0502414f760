"""What the editorial office answers when it says no. The text is Chinese and says what to do next."""

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """A verb was not carried out; nothing has changed."""


class NotAllowed(Refused):
    """The person does not hold the role the verb asks for."""


class ReviewRefused(Refused):
    """A review rule stands against it: same reviewer twice, author as reviewer, comment missing."""


class Overtaken(Refused):
    """Somebody else was faster, or the button was pressed twice."""


class ReasonRequired(Refused):
    """The verb needs a reason and got none."""


def require_reason(text: str, what: str) -> str:
    """The reason without surrounding blanks. Raises ReasonRequired for an empty one."""
    text = (text or "").strip()
    if not text:
        raise ReasonRequired(f"请写明{what}。")
    return text[:500]
