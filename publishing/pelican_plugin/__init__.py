"""The Pelican plugin: Pelican reads the snapshot instead of files and writes only pages whose inputs changed."""

from pelican import signals

from .generator import SnapshotGenerator
from .writer import ReleaseWriter


def register() -> None:
    signals.get_generators.connect(get_generators)
    signals.get_writer.connect(get_writer)


def get_generators(pelican):
    return SnapshotGenerator


def get_writer(pelican):
    return ReleaseWriter
