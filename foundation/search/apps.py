"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "foundation.search"
    label = "foundation_search"
    verbose_name = "检索"
