"""App configuration."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "cms.importing"
    verbose_name = "内容导入"
