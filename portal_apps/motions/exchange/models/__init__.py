"""Whom the house exchanges with, and what went over."""

from .batches import Batch, Reconciliation
from .messages import Incoming, Outgoing
from .peers import Key, Peer

__all__ = ["Batch", "Incoming", "Key", "Outgoing", "Peer", "Reconciliation"]
