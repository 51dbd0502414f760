"""App configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    verbose_name = "内容"
