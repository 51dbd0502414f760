"""Who exports which documents, and who knows what the checkers need. Apps register in their `AppConfig.ready`."""

from collections.abc import Callable, Collection
from pathlib import Path

from .checks import CheckContext
from .contract import Exporter

exporters: dict[str, Exporter] = {}
ContextSource = Callable[[Collection[str] | None], CheckContext]

context_sources: list[ContextSource] = []


def register_exporter(exporter: Exporter) -> None:
    exporters[exporter.prefix] = exporter


def theme_folders() -> tuple[Path, ...]:
    """Templates and words the families bring, in the order of their prefixes."""
    found = (exporter.theme for _, exporter in sorted(exporters.items()))
    return tuple(dict.fromkeys(folder for folder in found if folder))


def register_check_context(source: ContextSource) -> None:
    """Make `source` the one that fills the checkers' context (word lists, leaders, addresses) for a publish run."""
    context_sources[:] = [source]


def check_context(document_ids: Collection[str] | None = None) -> CheckContext:
    """What the checkers may know now of these documents (None: of all). Ask once per publish run.

    Without a registered source only the rules that need no list apply.
    """
    return context_sources[0](document_ids) if context_sources else CheckContext()
