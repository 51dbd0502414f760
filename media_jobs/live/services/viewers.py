"""How many watch, as somebody counted."""

from ..models import Broadcast


def note_viewers(broadcast: Broadcast, viewers: int) -> None:
    """Kept beside the state; nothing else depends on it."""
    Broadcast.objects.filter(pk=broadcast.pk).update(viewers=max(0, viewers))
