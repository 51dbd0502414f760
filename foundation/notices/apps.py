"""App configuration. The label differs from the name: `notices` is the notice on the public site."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "foundation.notices"
    label = "messaging"
    verbose_name = "消息"
