"""App configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "foundation.audit"
    verbose_name = "审计"
