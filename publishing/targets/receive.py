"""Bring what a release needs into the store of a host, from a source nobody trusts."""

import gzip
import zlib
from collections.abc import Iterable

from ..release.entry import Entry
from .errors import ReleaseRefused
from .files import Wanted, objects
from .source import Source
from .store import Store

Entries = Iterable[tuple[str, Entry]]


def receive(store: Store, source: Source, entries: Entries) -> dict[str, Wanted]:
    """Objects that were not here before; now every file of `entries` can be served. Raises ReleaseRefused."""
    entries = list(entries)
    needed = objects(entries)
    lacking = {digest: one for digest, one in needed.items() if not store.has(digest, one.size)}
    fetched = dict(lacking)
    for digest, stream in source.objects(lacking.copy()):
        if digest in lacking:
            store.take(digest, lacking.pop(digest).size, stream)
    _unpack(store, entries, lacking)
    if lacking:
        raise ReleaseRefused("missing", *source.missing(len(lacking)))
    store.settle()
    return fetched


def _unpack(store: Store, entries: Entries, lacking: dict[str, Wanted]) -> None:
    """Text may travel as its gzip copy only: the readable form is what comes out, checked like anything else."""
    if not lacking:
        return
    for _, entry in entries:
        digest, size = entry.packed.get(".gz", ("", 0))
        if entry.sha256 in lacking and digest and store.has(digest, size):
            with open(store.path(digest), "rb") as packed, gzip.GzipFile(fileobj=packed) as unpacked:
                store.take(entry.sha256, entry.size, _Unpacked(unpacked))
            del lacking[entry.sha256]


class _Unpacked:
    """Reads only as much as is asked for, so that a bomb stays as small as the manifest says; broken data ends early."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed

    def read(self, length: int) -> bytes:
        try:
            return self._packed.read(length)
        except (OSError, EOFError, zlib.error):
            return b""
