"""The gate itself: called on every approval and on urgent publication."""

from ..refusals import GateRefused
from .assess import assess_revision


def assert_passes(page, revision) -> None:
    """Raise GateRefused when `revision` has an error, or a warning that nobody released."""
    issues = assess_revision(page, revision)
    if issues:
        raise GateRefused(issues)
