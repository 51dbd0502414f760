"""What each role has to do, as named lists: the one source of the first page's list and of the pages of queues."""

from .every import BY_KEY, QUEUES
from .queue import Queue, by_urgency, queues_for

__all__ = ["BY_KEY", "QUEUES", "Queue", "by_urgency", "queues_for"]
