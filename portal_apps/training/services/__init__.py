"""Verbs of training."""

from .note_watching import note_watching

__all__ = ["note_watching"]
