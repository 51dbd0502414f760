"""The bell in the CMS: the same inbox, one click away, with its number."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from foundation.notices.models import Notice

from .sign import number


class Bell(MenuItem):
    def render_component(self, request):
        attrs = {
            "data-unread-url": reverse("inbox:unread"),
            "data-unread": number(Notice.objects.of(request.user).unread()),
        }
        return LinkMenuItem(self.name, self.label, self.url, icon_name=self.icon_name, attrs=attrs)


@hooks.register("register_admin_menu_item")
def bell():
    return Bell("消息", reverse("inbox:index"), name="messages", icon_name="mail", order=50)


@hooks.register("insert_global_admin_js")
def live() -> str:
    return format_html('<script type="module" src="{}"></script>', static("inbox/live.js"))


@hooks.register("insert_global_admin_css")
def mark() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("inbox/bell.css"))
