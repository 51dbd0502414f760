"""Heads of the chain that stand outside the database: what a superuser of the database cannot reach."""

from .base import Anchor, AnchorFault, Place
from .places import kept_anchors, places

__all__ = ["Anchor", "AnchorFault", "Place", "kept_anchors", "places"]
