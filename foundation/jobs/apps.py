"""App configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    verbose_name = "任务"
