"""Where the notice stands in Wagtail's admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.rights.may import may

from . import urls


@hooks.register("register_admin_urls")
def notice_urls():
    return [path("site-notice/", include(urls))]


class NoticeMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "content.desk")


@hooks.register("register_admin_menu_item")
def notice_menu_item():
    return NoticeMenuItem(
        "全站公告", reverse("notices:index"), name="site-notice", icon_name="warning", order=260
    )
