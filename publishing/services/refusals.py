"""What the publisher answers when it says no to a person: Chinese, with what to do next."""

from django.core.exceptions import PermissionDenied

from foundation.rights.may import may


class ReleaseRefused(PermissionDenied):
    """A verb on releases was not carried out; nothing has changed."""


class NotAllowed(ReleaseRefused):
    """The person does not hold a role the verb asks for."""


class PublishHeld(ReleaseRefused):
    """Publishing is held; changes are recorded and wait."""


def require(user, what: str) -> None:
    """`user` none is the operator at the console, who holds the machine anyway."""
    if user is not None and not may(user, "site.roll_back"):
        raise NotAllowed(f"{what}只有总编和系统管理员能做。")
