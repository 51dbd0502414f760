"""App configuration."""

from django.apps import AppConfig


class OutlinksConfig(AppConfig):
    name = "cms.outlinks"
    verbose_name = "外部链接"
