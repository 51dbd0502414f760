"""App configuration: an app of its own, so that a house without a connected government can forget about it."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "portal_apps.motions.exchange"
    label = "motions_exchange"
    verbose_name = "政府系统对接"

    def ready(self) -> None:
        from foundation.accounts.tokens import SCOPES
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind

        from . import words  # noqa: F401  (importing registers the words)
        from .batches.jobs import run_export, run_import
        from .outward.listening import listen
        from .reconciling import reconcile_all
        from .sending import run, wake

        SCOPES["motions:exchange"] = "交换建议办理（/exchange/v1/）"
        listen()
        register_kind(JobKind("motions.exchange_send", run, label="发送对接消息"))
        register_kind(JobKind("motions.exchange_export", run_export, label="导出对接数据包"))
        register_kind(JobKind("motions.exchange_import", run_import, label="导入对接数据包"))
        register_periodic("motions.exchange_wake", 3, wake)
        register_periodic("motions.exchange_reconcile", function=reconcile_all, daily_at="05:40")
