"""Who exports which documents, and who knows what the checkers need. Apps register in their `AppConfig.ready`."""

from collections.abc import Callable

from .checks import CheckContext
from .contract import Exporter

exporters: dict[str, Exporter] = {}
context_sources: list[Callable[[], CheckContext]] = []


def register_exporter(exporter: Exporter) -> None:
    exporters[exporter.prefix] = exporter


def register_check_context(source: Callable[[], CheckContext]) -> None:
    """Make `source` the one that fills the checkers' context (word lists, leaders, addresses) for a publish run."""
    context_sources[:] = [source]


def check_context() -> CheckContext:
    """What the checkers may know now. Ask once per publish run; without a source only the bare rules apply."""
    return context_sources[0]() if context_sources else CheckContext()
