"""What an ingest server has to do. It asks `services.connected` before it lets somebody send, tells `still_there` every few
seconds and `gone` at the end.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Stream:
    """What the server says of one signal. `kbps` is in kb/s, 0 where it does not say."""

    name: str
    kbps: int = 0
    fps: float = 0.0
    width: int = 0
    height: int = 0
    codec: str = ""


class Ingest(Protocol):
    """One server."""

    def pull_address(self, stream: str) -> str:
        """Where ffmpeg on this machine reads the stream of this name."""

    def streams(self) -> dict[str, Stream]:
        """What comes in now, by name. Raises OSError where the server does not answer."""

    def drop(self, stream: str) -> bool:
        """Throw out who sends; False where nobody did, or the server does not answer."""
