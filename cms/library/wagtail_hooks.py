"""What the library adds to Wagtail."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.rights.may import may

from .choosers import video_chooser
from .image_operations import WithoutMetadata
from .videos import urls


@hooks.register("register_image_operations")
def image_operations():
    return [("withoutmeta", WithoutMetadata)]


@hooks.register("register_admin_viewset")
def choosers():
    return video_chooser


@hooks.register("register_admin_urls")
def video_urls():
    return [path("videos/", include(urls))]


class VideoMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "media.see")


@hooks.register("register_admin_menu_item")
def video_menu_item():
    return VideoMenuItem("视频", reverse("videos:index"), name="videos", icon_name="media", order=310)
