"""Verbs on the site-wide notice."""

from .end_notice import end_due_notices, end_notice
from .raise_notice import raise_notice

__all__ = ["end_due_notices", "end_notice", "raise_notice"]
