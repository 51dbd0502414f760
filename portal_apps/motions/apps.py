"""App configuration."""

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    name = "portal_apps.motions"
    label = "motions"
    verbose_name = "议案建议"

    def ready(self) -> None:
        from foundation.life.open_work import register_open_work
        from foundation.waiting import register_waiting

        from . import annexes, clocks, reach, similar, telling, words  # noqa: F401  (importing registers the words)
        from .hand_over import OPEN_HANDLINGS
        from .waiting import waiting

        clocks.register()
        reach.register()
        telling.register()
        similar.register()
        annexes.register()
        register_open_work(OPEN_HANDLINGS)
        register_waiting("motions", waiting)
