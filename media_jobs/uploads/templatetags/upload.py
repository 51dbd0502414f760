"""`{% upload "video" %}`: the field by which a file is uploaded so that it survives a bad line."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html

from ..purposes import purpose_of

register = template.Library()


@register.inclusion_tag("uploads/field.html", takes_context=True)
def upload(context, purpose: str, *, label: str = "上传文件", help_text: str = ""):
    """Where a file was taken the field raises the event `uploaded` with what its purpose told; it bubbles."""
    return {
        "use": purpose_of(purpose),
        "label": label,
        "runs": settings.UPLOADS_RUN,
        "help_text": help_text,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def upload_form(purpose: str, done: str):
    """Attributes that make an ordinary form with one file field send its file in pieces; its other fields go along.

    Afterwards the page goes to `done`, in which a key of zeros stands for that of what was made. It needs `uploads/form.js`.
    """
    if not settings.UPLOADS_RUN:
        return ""
    marks = 'data-upload-form="{}" data-tus="{}" data-done="{}"'
    return format_html(marks, reverse("uploads:ticket", args=[purpose]), static("tus/tus.min.js"), done)
