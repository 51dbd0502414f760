"""Bundles in memory: exported, taken apart, put together again, delivered."""

import io
import tarfile

import pytest

from publishing.targets.accept import accept
from publishing.targets.bundle_source import BundleSource
from publishing.targets.errors import ReleaseRefused
from publishing.targets.export import export_release
from publishing.targets.tar import Writer

from .press import snapshot


def export(press, place: int = -1, since: int | None = None) -> bytes:
    target = press.paths.root / "out.bundle"
    base = "" if since is None else press.made[since].release
    export_release(press.paths, target, press.made[place].release, base)
    return target.read_bytes()


def deliver(host, data: bytes, **options):
    return accept(host, BundleSource(io.BytesIO(data)), **options)


def refused(host, data: bytes) -> ReleaseRefused:
    before = snapshot(host)
    with pytest.raises(ReleaseRefused) as found:
        deliver(host, data)
    assert snapshot(host) == before
    return found.value


def parts(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {info.name: archive.extractfile(info).read() for info in archive}


def rebuilt(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    writer = Writer(out)
    for name, content in files.items():
        writer.add(name, len(content), io.BytesIO(content))
    writer.close()
    return out.getvalue()
