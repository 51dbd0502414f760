"""App configuration."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "portal_apps.inbox"
    verbose_name = "消息"

    def ready(self) -> None:
        from foundation.audit.requests import quiet_views

        quiet_views("inbox:mark")  # what somebody has read is nobody else's business
