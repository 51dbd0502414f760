"""What the content folder adds to Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .tags.viewset import tag_viewset


@hooks.register("register_admin_viewset")
def tags():
    return tag_viewset


@hooks.register("insert_global_admin_css")
def house_style():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))
