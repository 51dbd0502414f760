"""App configuration. The label differs from the name: `notices` is the notice on the public site."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "foundation.notices"
    label = "messaging"
    verbose_name = "消息"

    def ready(self) -> None:
        from foundation.jobs.clock import register_periodic
        from foundation.jobs.registry import JobKind, register_kind
        from foundation.rights.rows import register_wall

        from . import traces  # noqa: F401  (importing registers the names)
        from .sending.work import KIND, deliver, look_around
        from .services.forget import forget_old

        register_kind(JobKind(KIND, deliver, label="外发消息"))
        register_periodic("messages.look_around", every_seconds=3, function=look_around)
        register_wall("messaging_notice")
        register_periodic("messages.forget", function=forget_old, daily_at="03:40")
