"""App configuration."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "portal_apps.inbox"
    verbose_name = "消息"

    def ready(self) -> None:
        from django.urls import reverse

        from foundation.life.proxy import ProxyPage, register_proxy_page
        from foundation.shelves import register_shelf

        from .shelf import unread

        register_proxy_page(
            ProxyPage("messages", "消息怎么发", lambda person: reverse("inbox:choices_for", args=[person.pk]))
        )
        register_shelf("inbox.unread", unread, order=90)
