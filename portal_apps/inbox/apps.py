"""App configuration."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "portal_apps.inbox"
    verbose_name = "消息"
