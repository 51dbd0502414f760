"""Verbs of uploads."""

from .begin import begin
from .drop import drop
from .finish import finish
from .hand_over import hand_over
from .sweep import sweep

__all__ = ["begin", "drop", "finish", "hand_over", "sweep"]
