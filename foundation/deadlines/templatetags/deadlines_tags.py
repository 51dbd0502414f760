"""Clocks on the pages of other apps."""

from django import template
from django.utils.timezone import localdate

from foundation.rights.may import may

from ..models import Clock
from ..reading import LAMP_NAMES, how_due, lamp, time_left

register = template.Library()


@register.inclusion_tag("deadlines/badge.html")
def clock_badge(clock: Clock) -> dict:
    """`{% clock_badge clock %}`: lamp, time left in words, last day. Read `rule__rule` with the clock."""
    today = localdate()
    now = lamp(clock, today)
    return {
        "lamp": now,
        "name": LAMP_NAMES[now],
        "left": time_left(clock, today),
        "due_on": clock.due_on,
        "how": how_due(clock),
    }


@register.filter
def may_see_clocks(person) -> bool:
    return may(person, "rules.clocks")
