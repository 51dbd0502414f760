"""Escaped text without the cost of a `Markup` around each piece of it."""

from typing import Any

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # no compiled part for this Python
    from markupsafe._native import _escape_inner


def escape_text(value: Any) -> str:
    """What `escape` makes of a value, as plain text where it was plain."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape(value)
