"""`{% upload "video" %}`: the field by which a file is uploaded so that it survives a bad line."""

from django import template

from ..purposes import purpose_of

register = template.Library()


@register.inclusion_tag("uploads/field.html", takes_context=True)
def upload(context, purpose: str, *, label: str = "上传文件", help_text: str = ""):
    """Where a file was taken the field raises the event `uploaded` with what its purpose told; it bubbles."""
    return {
        "use": purpose_of(purpose),
        "label": label,
        "help_text": help_text,
        "csrf_token": context.get("csrf_token"),
    }
