"""Times of videos as people read them."""

from django import template

from ..contract import clock as exact

register = template.Library()


@register.filter
def clock(seconds: float) -> str:
    """Whole seconds as `1:02:03`."""
    return exact(int(float(seconds or 0)))


@register.filter
def unlocalized(seconds: float) -> str:
    """For an address: a point, whatever the language."""
    return repr(float(seconds))
