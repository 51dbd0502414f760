"""Words for times and values on the screen of jobs."""

import json

from django import template

register = template.Library()


@register.filter
def spoken(seconds) -> str:
    """3.2 秒 · 2 分 05 秒 · 1 小时 20 分; a dash for what has not begun."""
    if seconds is None:
        return "—"
    if seconds < 0.1:
        return "不到 0.1 秒"
    if seconds < 60:
        return f"{seconds:.1f} 秒"
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return f"{minutes} 分 {rest:02d} 秒"
    return f"{minutes // 60} 小时 {minutes % 60} 分"


@register.filter
def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


@register.simple_tag
def filter_link(job_filter, **changed) -> str:
    """The query text of the list with these values changed."""
    return f"?{job_filter.query(**changed)}"
