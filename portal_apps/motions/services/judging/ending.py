"""Where a handling goes when nobody asks for more."""

from ...models import Handling
from ...states import HandlingState


def end_of(handling: Handling) -> str:
    """Promises that are still open are followed (豫建议第二十七条)."""
    promised = handling.commitments.open().standing().exists()
    return HandlingState.TRACKING if promised else HandlingState.DONE
