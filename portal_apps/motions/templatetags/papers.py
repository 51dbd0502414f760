"""`{% enter_for_deputies %}`: the way to 代录, for those who may."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from foundation.rights.may import may

register = template.Library()


@register.simple_tag(takes_context=True)
def enter_for_deputies(context) -> str:
    if not may(context["user"], "deputies.enter_for"):
        return ""
    return format_html('<p class="acts"><a class="btn" href="{}">替代表录入</a></p>', reverse("motions:for"))
