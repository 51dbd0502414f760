"""Write a release of the publisher into a bundle file, complete or against a release the host already has."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..paths import SitePaths
from ..release.activate import current_release, finished_releases
from ..release.layout import KEYS, MANIFEST, SIGNATURE
from ..release.manifest import Manifest
from .bundle import LIST, Header, list_bytes, write_bundle
from .files import Wanted, changes, objects, put
from .store import Readable

SUFFIX = ".bundle"


@dataclass(frozen=True)
class Exported:
    """`base` is "" for a complete bundle; `files` and `bytes` are those of the bundle."""

    file: Path
    release: str
    number: int
    base: str
    files: int
    bytes: int


def export_release(paths: SitePaths, target: Path, release: str = "", since: str = "") -> Exported:
    """Write a bundle; a folder as `target` gets a file whose name keeps the order of releases.

    The current release is taken if none is named. Raises ValueError, in Chinese, for a release that is not kept.
    """
    manifest = _kept(paths, release or current_release(paths))
    base = _kept(paths, since) if since else None
    if base and base.number >= manifest.number:
        raise ValueError(f"--since 的版本 {base.release} 要比导出的版本 {manifest.release} 早。")
    if not manifest.signature:
        raise ValueError(
            f"版本 {manifest.release} 没有签名，公开主机不会接受。请先生成密钥（release_keys）再发布。"
        )
    changed = changes(manifest, base)
    wanted = _not_in(base, changed, objects(put(changed).items()))
    header = Header(
        manifest.release, manifest.number, base.release if base else "", base.hash if base else ""
    )
    small = {
        MANIFEST: manifest.head_bytes,
        SIGNATURE: manifest.signature,
        KEYS: manifest.keys,
        LIST: list_bytes(changed),
    }
    file = target / bundle_name(manifest, full=base is None) if target.is_dir() else target
    size = write_bundle(file, header, small, _streams(paths.releases / manifest.release, wanted))
    return Exported(file, manifest.release, manifest.number, header.base, len(wanted), size)


def bundle_name(manifest: Manifest, *, full: bool) -> str:
    """Sorted by name, bundles are in the order they have to be imported in."""
    return f"{manifest.number:010d}-{manifest.release}{'.full' if full else ''}{SUFFIX}"


def _kept(paths: SitePaths, release: str) -> Manifest:
    if release not in finished_releases(paths):
        kept = "、".join(finished_releases(paths)[-5:]) or "没有"
        raise ValueError(f"没有版本 {release!r}。最近的版本：{kept}。")
    return Manifest.read(paths.releases / release)


def _not_in(base: Manifest | None, changed, wanted: dict[str, Wanted]) -> dict[str, Wanted]:
    """Without what the replaced files had, and without text whose gzip copy travels."""
    unpacked = {
        entry.sha256
        for entry in put(changed).values()
        if (copy := entry.packed.get(".gz")) and copy[0] in wanted
    }
    old = {file: entry for file in changed if base and (entry := base.get(file))}
    here = objects(old.items()).keys() | unpacked
    return {digest: wanted[digest] for digest in sorted(wanted) if digest not in here}


def _streams(folder: Path, wanted: dict[str, Wanted]) -> Iterator[tuple[str, int, Readable]]:
    for digest, one in wanted.items():
        with open(folder / one.file, "rb") as stream:
            yield digest, one.size, stream
