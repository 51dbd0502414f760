"""The server encoders send to, behind an interface: nginx-rtmp today, another one tomorrow."""

from .interface import Ingest, Stream
from .nginx_rtmp import NginxRtmp

__all__ = ["Ingest", "Stream", "ingest"]


def ingest() -> Ingest:
    """The one of this machine."""
    return NginxRtmp()
