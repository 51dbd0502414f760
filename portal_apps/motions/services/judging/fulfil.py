"""A promise was kept."""

from collections.abc import Sequence

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Commitment
from ..acting import perform
from .settling import settle


def fulfil(
    commitment: Commitment,
    *,
    by: User,
    outcome: str,
    evidence: Sequence[StoredFile],
    seen: int | None = None,
) -> Commitment:
    """With evidence: a letter alone keeps no promise. Raises PermissionDenied, Refused."""
    return perform(
        "fulfil",
        commitment,
        by=by,
        change=settle(outcome, evidence),
        seen=seen,
        outcome=outcome,
        evidence=evidence,
    )
