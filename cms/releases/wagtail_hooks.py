"""Where releases stand in Wagtail's admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .door import may_see


@hooks.register("register_admin_urls")
def release_urls():
    return [path("releases/", include(urls))]


class ReleasesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


@hooks.register("register_admin_menu_item")
def releases_menu_item():
    return ReleasesMenuItem(
        "发布版本", reverse("releases:index"), name="releases", icon_name="history", order=255
    )
