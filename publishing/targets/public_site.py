"""What stands on a public host: verified copies, the releases served from them, and the memory of what was accepted.

store/<xx>/<sha256>   own copies of every file of the kept releases
manifests/            own copies of their manifests (`shelf`)
releases/<name>/      what readers get, as on the publisher (`release.layout`); copies, never links into the store
current               the release being served
accepted.json         the newest release ever accepted here: anything older is an attack or a mistake
trusted.keys          public keys, grown by signed rotations from the file the host was given
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ..paths import SitePaths
from ..release.activate import current_release, finished_releases
from ..release.layout import home_of
from ..release.manifest import Manifest
from ..release.signing import Keyring, SignatureFault
from .errors import ReleaseRefused
from .files import piece, seal_bytes
from .shelf import head_place, open_manifest
from .store import Store, replace_file

KEEP = 10


@dataclass(frozen=True)
class Memory:
    """`number` and `manifest` hash of the newest release accepted; `unswept` objects came since the last clean-up."""

    number: int = 0
    manifest: str = ""
    unswept: int = 0


class PublicSite:
    """The site in one folder. `keys` is the file of public keys this host was given; only accepting needs it."""

    def __init__(self, root: Path, keys: Path | None = None, keep: int = KEEP) -> None:
        self.root, self.keys, self.keep = root, keys, keep
        self.paths = SitePaths(root)
        self.store = Store(root / "store")
        self.shelf = root / "manifests"

    # --- what is served, and how to put it right -----------------------------------------------------------
    @property
    def release(self) -> str:
        """Name of the release being served, "" before the first."""
        return current_release(self.paths)

    @property
    def served_root(self) -> Path:
        """Folder of the release being served. Raises ReleaseRefused before the first."""
        if not self.release:
            raise ReleaseRefused("empty", "这里还没有任何版本。", "请先导入一个完整包。")
        return self.paths.releases / self.release

    def current_manifest(self) -> Manifest | None:
        """Of the release being served, from the host's own copy; None before the first.

        Raises OSError or ManifestError when that copy was damaged.
        """
        return self.manifest_of(self.release) if self.release else None

    def manifest_of(self, release: str) -> Manifest:
        """Raises OSError or ManifestError."""
        return open_manifest(self.read_shelf, release)

    def known(self, release: str, manifest_hash: str) -> Manifest | None:
        """The manifest of a kept release, if it is exactly this one."""
        if release not in finished_releases(self.paths):
            return None
        try:
            found = self.manifest_of(release)
        except (OSError, ValueError):
            return None
        return found if found.hash == manifest_hash else None

    def stored(self, digest: str) -> Path:
        """Where the own copy of the bytes with this SHA-256 lies. Raises FileNotFoundError."""
        path = self.store.path(digest)
        if path.is_symlink() or not path.is_file():
            raise FileNotFoundError(f"本机没有保存这个文件的副本：{digest}")
        return path

    def restore(self, file: str, manifest: Manifest) -> None:
        """Put a served file back as `manifest`, the current one, says; by one rename.

        Compressed copies and the files of the manifest itself are files like any other. Raises KeyError when the
        release has no such file, layout.Astray when a folder on the way leads elsewhere (then `laying.lay_anew`),
        FileNotFoundError or store.Damaged when there is no good copy (then a complete bundle has to be imported).
        """
        seal = seal_bytes(manifest, file)
        digest, size = piece(manifest, file) if seal is None else ("", 0)
        home = home_of(self.paths.releases, manifest.release, os.path.dirname(file)) or manifest.release
        target = self.paths.releases / home / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        if seal is None:
            self.store.give(digest, size, target, replace=True)
        else:
            replace_file(target, seal, 0o444)

    # --- memory --------------------------------------------------------------------------------------------
    def memory(self) -> Memory:
        """Raises ReleaseRefused when the note was damaged: forgetting would let old releases in."""
        try:
            return Memory(**json.loads((self.root / "accepted.json").read_bytes()))
        except FileNotFoundError:
            return Memory()
        except (ValueError, TypeError) as error:
            raise ReleaseRefused(
                "memory", "本机记录的最新序号 accepted.json 已损坏。", "请核对后删去它，再导入最新的完整包。"
            ) from error

    def remember(self, memory: Memory) -> None:
        replace_file(self.root / "accepted.json", json.dumps(asdict(memory)).encode())

    def trusted(self) -> Keyring:
        """The keys this host was given, with what signed rotations added since. Raises ReleaseRefused."""
        if self.keys is None:
            raise ReleaseRefused("keys", "没有指定公钥文件。", "请用 --key 写明。")
        try:
            given = Keyring.read(self.keys.read_bytes())
            grown = self.root / "trusted.keys"
            return given.grown(Keyring.read(grown.read_bytes()).keys) if grown.exists() else given
        except (OSError, SignatureFault) as error:
            raise ReleaseRefused("keys", f"公钥文件 {self.keys} 用不了：{error}", "请换一份再试。") from error

    def remember_keys(self, ring: Keyring) -> None:
        replace_file(self.root / "trusted.keys", ring.to_bytes())

    def shelve(self, name: str, data: bytes) -> None:
        path = self._shelf_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data, 0o444, now=False)

    def read_shelf(self, name: str, limit: int) -> bytes:
        """A part of a manifest this host has. Raises OSError."""
        return self._shelf_path(name).read_bytes()

    def _shelf_path(self, name: str) -> Path:
        folder, _, last = name.rpartition("/")
        return self.shelf / folder / (last[:2] if folder == "lists" else "") / last

    def forget_manifest(self, release: str) -> None:
        shutil.rmtree(self.shelf / head_place(release), ignore_errors=True)

    # --- one at a time -------------------------------------------------------------------------------------
    @contextmanager
    def lock(self) -> Iterator[None]:
        """One acceptance at a time. The kernel frees the lock when its holder dies."""
        for folder in (self.paths.releases, self.shelf, self.store.folder):
            folder.mkdir(parents=True, exist_ok=True)
        with open(self.root / "site.lock", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
