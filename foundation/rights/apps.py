"""App configuration."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "foundation.rights"
    verbose_name = "授权"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.waiting import register_waiting

        from . import checks, letters, words  # noqa: F401  (importing registers them)
        from .may import register_with_rules
        from .queue import to_approve
        from .services import begin_what_came, end_what_ran_out

        register_with_rules()
        register_waiting("rights.grants", to_approve)
        register_periodic("rights.begin", every_seconds=60, function=begin_what_came)
        register_periodic("rights.end", every_seconds=60, function=end_what_ran_out)
