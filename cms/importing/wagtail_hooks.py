"""Where the importer stands in Wagtail's admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.rights.may import may

from . import urls


@hooks.register("register_admin_urls")
def importing_urls():
    return [path("importing/", include(urls))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "content.import")


@hooks.register("register_admin_menu_item")
def import_menu_item():
    return ImportMenuItem("导入内容", reverse("importing:start"), icon_name="upload", order=710)
