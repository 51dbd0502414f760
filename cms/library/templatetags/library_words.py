"""Times of videos as people read them."""

from django import template

from ..videos import times

register = template.Library()
register.filter("clock", times.clock)


@register.filter
def clock_whole(seconds: float) -> str:
    return times.clock(int(seconds))


@register.filter
def unlocalized(seconds: float) -> str:
    """For an address: a point, whatever the language."""
    return repr(float(seconds))
