"""A promise could not be kept, and why."""

from collections.abc import Sequence

from django.core.files.base import File

from foundation.accounts.models import User

from ...models import Commitment
from ..acting import perform
from .settling import settle


def explain(
    commitment: Commitment,
    *,
    by: User,
    outcome: str,
    files: Sequence[File] = (),
    seen: int | None = None,
) -> Commitment:
    """Raises PermissionDenied, Refused."""
    return perform("explain", commitment, by=by, change=settle(outcome, files), seen=seen, outcome=outcome)
