"""Bring a release of the publisher to one target, whatever kind it is."""

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..paths import SitePaths
from ..release.activate import finished_releases
from ..release.manifest import Manifest
from .accept import accept
from .address import Address
from .bucket import Account, Bucket
from .delivered import Delivered, Progress
from .errors import ReleaseRefused, TargetUnavailable
from .export import export_release
from .public_site import PublicSite
from .s3_upload import upload
from .source import FolderSource
from .store import replace_file


def deliver(
    address: Address, paths: SitePaths, release: str, keys: Path, progress: Progress, *, full: bool = False
) -> Delivered:
    """Make `release` the current one at the target. Raises ReleaseRefused, TargetUnavailable, ValueError, OSError.

    `keys` is the publisher's file of public keys. `full` believes nothing of what should be there already. Safe to
    repeat; two at once for one target wait for each other.
    """
    with _one_at_a_time(paths, address):
        if address.kind == "s3":
            bucket = Bucket(Account.from_environment(), *address.bucket)
            return upload(bucket, paths, release, progress, full=full)
        if not address.folder.is_dir():
            raise TargetUnavailable(f"目录 {address.folder} 不在。请建立它，或检查磁盘是否挂上。")
        if address.kind == "dir":
            return _to_folder(address, paths, release, keys, full)
        return _to_bundle(address, paths, release, full)


def _to_folder(address: Address, paths: SitePaths, release: str, keys: Path, full: bool) -> Delivered:
    if address.folder.resolve() == paths.root.resolve():
        raise ReleaseRefused("own", f"{address.text} 是发布端自己的目录。", "请换一个目录。")
    site = PublicSite(address.folder, keys)
    base = site.release
    found = accept(site, FolderSource(paths.releases / release), thorough=full)
    return Delivered(release, base, found.files, found.bytes)


def _to_bundle(address: Address, paths: SitePaths, release: str, full: bool) -> Delivered:
    """A delta against the last bundle written; complete when there was none, when it is asked for, and now and then."""
    memory = _place(paths, address, ".json")
    try:
        last = json.loads(memory.read_bytes())
    except (FileNotFoundError, ValueError):
        last = {"release": "", "manifest": "", "deltas": 0}
    if last["release"] == release and not full:
        return Delivered(release, base=release)
    base = "" if full or last["deltas"] + 1 >= address.full_every else _still_there(paths, last)
    made = export_release(paths, address.folder, release, base)
    manifest = Manifest.read(paths.releases / release)
    deltas = last["deltas"] + 1 if base else 0
    note = {"release": release, "manifest": manifest.hash, "deltas": deltas}
    replace_file(memory, json.dumps(note).encode())
    return Delivered(release, base, made.files, made.bytes)


def _still_there(paths: SitePaths, last: dict) -> str:
    name = last["release"]
    if name not in finished_releases(paths):
        return ""
    return name if Manifest.read(paths.releases / name).hash == last["manifest"] else ""


@contextmanager
def _one_at_a_time(paths: SitePaths, address: Address) -> Iterator[None]:
    with open(_place(paths, address, ".lock"), "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _place(paths: SitePaths, address: Address, suffix: str) -> Path:
    folder = paths.root / "deliveries"
    folder.mkdir(exist_ok=True)
    return folder / (hashlib.sha256(address.text.encode()).hexdigest()[:16] + suffix)
