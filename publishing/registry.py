"""Who exports which documents. Apps register in their `AppConfig.ready`."""

from .contract import Exporter

exporters: dict[str, Exporter] = {}


def register_exporter(exporter: Exporter) -> None:
    exporters[exporter.prefix] = exporter
