"""A promise could not be kept, and why."""

from collections.abc import Sequence

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Commitment
from ..acting import perform
from .settling import settle


def explain(
    commitment: Commitment,
    *,
    by: User,
    outcome: str,
    files: Sequence[StoredFile] = (),
    seen: int | None = None,
) -> Commitment:
    """Raises PermissionDenied, Refused."""
    return perform("explain", commitment, by=by, change=settle(outcome, files), seen=seen, outcome=outcome)
