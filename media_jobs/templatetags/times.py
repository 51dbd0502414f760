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


@register.filter
def about(seconds: float) -> str:
    """How long one waits, as one says it."""
    if seconds < 60:
        return "不到一分钟"
    return f"约 {seconds / 60:.0f} 分钟" if seconds < 5400 else f"约 {seconds / 3600:.0f} 小时"
