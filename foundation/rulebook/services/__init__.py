"""The verbs on rules."""

from .change_rule import change_rule

__all__ = ["change_rule"]
