"""Nouns of the messages."""

from .notice import Notice

__all__ = ["Notice"]
