"""What the library adds to Wagtail."""

from wagtail import hooks

from .image_operations import WithoutMetadata


@hooks.register("register_image_operations")
def image_operations():
    return [("withoutmeta", WithoutMetadata)]
