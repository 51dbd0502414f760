"""Where the report stands in Wagtail's admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.rights.may import may

from . import urls


@hooks.register("register_admin_urls")
def outlink_urls():
    return [path("reports/outlinks/", include(urls))]


class OutlinksMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "content.desk")


@hooks.register("register_reports_menu_item")
def outlinks_menu_item():
    return OutlinksMenuItem(
        "外部链接", reverse("outlinks:report"), name="outlinks", icon_name="link", order=800
    )
