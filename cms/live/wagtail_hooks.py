"""What broadcasts add to Wagtail."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.rights.may import may

from .choosers import broadcast_chooser
from .office import urls


@hooks.register("register_admin_viewset")
def choosers():
    return broadcast_chooser


@hooks.register("register_admin_urls")
def broadcast_urls():
    return [path("broadcasts/", include(urls))]


class BroadcastMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "media.see")


@hooks.register("register_admin_menu_item")
def broadcast_menu_item():
    return BroadcastMenuItem(
        "直播", reverse("broadcasts:index"), name="broadcasts", icon_name="media", order=311
    )
