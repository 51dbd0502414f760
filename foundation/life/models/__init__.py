"""What is kept of an account's life."""

from .event import Event
from .invitation import Invitation
from .leave import Leave
from .proxy import ProxyEntry
from .restore import Restore

__all__ = ["Event", "Invitation", "Leave", "ProxyEntry", "Restore"]
