"""What the library adds to Wagtail."""

from wagtail import hooks

from .choosers import video_chooser
from .image_operations import WithoutMetadata


@hooks.register("register_image_operations")
def image_operations():
    return [("withoutmeta", WithoutMetadata)]


@hooks.register("register_admin_viewset")
def choosers():
    return video_chooser
