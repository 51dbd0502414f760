"""App configuration."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "portal_apps.office"
    verbose_name = "办公"
