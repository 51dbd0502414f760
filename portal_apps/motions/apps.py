"""App configuration."""

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "portal_apps.motions"
    label = "motions"
    verbose_name = "议案建议"

    def ready(self) -> None:
        from foundation.audit.requests import quiet_views
        from foundation.life.open_work import register_open_work
        from foundation.life.proxy import ProxyPage, register_proxy_page
        from foundation.shelves import register_shelf
        from foundation.waiting import register_waiting

        from . import annexes, clocks, jobs, reach, similar, telling, words  # noqa: F401  (importing registers the words)
        from .for_deputies import proxy_page
        from .hand_over import OPEN_HANDLINGS
        from .shelf import mine
        from .statistics.leaders import leaders
        from .waiting import waiting

        for part in (clocks, reach, telling, similar, annexes, jobs):
            part.register()
        register_open_work(OPEN_HANDLINGS)
        register_proxy_page(ProxyPage("motions", "议案建议", proxy_page))
        register_waiting("motions", waiting)
        register_shelf("motions-figures", leaders, order=5)
        register_shelf("motions.mine", mine, order=10)
        quiet_views("motions:before", "motions:keep")
