"""Compares a release on disk with its signed manifest, file by file. Finds everything; repairs nothing.

Trusts nothing but the given public keys: not names, not times, not links, not the type of what it opens.
"""

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .layout import KEYS, MANIFEST, SIGNATURE, Astray, folder_behind, real_file
from .manifest import ROOTS, Manifest, ManifestError, bucket_file
from .signing import Keyring, SignatureFault, check_head

CHUNK = 1 << 20
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
Expected = dict[str, tuple[str, int]]  # name on disk to (sha256, size)
WORDS = {
    "signature": "签名",
    "manifest": "清单",
    "missing": "缺少",
    "extra": "多出",
    "changed": "内容被改",
    "type": "不是普通文件",
    "link": "链接指向别处",
    "unreadable": "读不出",
}


@dataclass(frozen=True)
class Fault:
    """`kind` is a key of WORDS; `file` is relative to the release, "" for the release as a whole."""

    kind: str
    file: str
    message: str = ""

    def __str__(self) -> str:
        return "：".join(part for part in (WORDS[self.kind], self.file, self.message) if part)


@dataclass
class Report:
    """What a comparison found. `files` counts what lies on disk, compressed copies included."""

    folder: Path
    release: str = ""
    number: int = 0
    key: str = ""
    files: int = 0
    size: int = 0
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0
    cpu_seconds: float = 0
    manifest: Manifest | None = field(default=None, repr=False)
    ring: Keyring | None = None  # to trust from now on, when the signature is good

    @property
    def good(self) -> bool:
        return not self.faults


def verify(folder: Path, trusted: Keyring, progress: Callable[[int], None] | None = None) -> Report:
    """Compare the release in `folder` with its manifest. Never raises for what it finds there."""
    report = Report(folder)
    wall, cpu = time.perf_counter(), time.process_time()
    manifest = _manifest(folder, trusted, report)
    if manifest:
        try:
            expected = expected_files(manifest)
        except (OSError, ManifestError) as error:
            report.faults.append(Fault("manifest", "", _text(error)))
        else:
            _Walk(folder, expected, carrying_files(manifest), report, progress).run()
    report.faults.sort(key=lambda one: (one.kind, one.file))
    report.seconds, report.cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    return report


def release_of(folder: Path) -> Path:
    """The release meant by a release folder or a site folder. Raises FileNotFoundError."""
    if (folder / MANIFEST).exists() or not (folder / "current").is_symlink():
        return Path(os.path.realpath(folder, strict=True))
    current, releases = (
        os.path.realpath(folder / "current", strict=True),
        os.path.realpath(folder / "releases"),
    )
    if os.path.dirname(current) != releases:
        raise FileNotFoundError(f"{folder / 'current'} 不是指向 releases 里的版本。")
    return Path(current)


def safe_source(folder: Path) -> Callable[[str], bytes]:
    """Reads files of a release that somebody may have tampered with: regular ones only, no link astray."""

    def read(file: str) -> bytes:
        found = real_file(folder, file)
        if found is None:
            raise FileNotFoundError(2, "没有这个文件，或者它不是普通文件", file)
        return found.read_bytes()

    return read


def expected_files(manifest: Manifest) -> Expected:
    """Every name a release may have on disk. The files that carry the manifest are known by their content."""
    expected: Expected = {}
    for file, entry in manifest.items():
        for name, digest, size in entry.copies(file):
            expected[name] = (digest, size)
    for name in (MANIFEST, SIGNATURE, KEYS, ROOTS, *map(bucket_file, manifest.roots)):
        expected.pop(name, None)
    return expected


def carrying_files(manifest: Manifest) -> set[str]:
    """Files that were read and checked together with the manifest."""
    optional = {name for name, data in ((SIGNATURE, manifest.signature), (KEYS, manifest.keys)) if data}
    return {MANIFEST, ROOTS, *optional, *map(bucket_file, manifest.roots)}


def _manifest(folder: Path, trusted: Keyring, report: Report) -> Manifest | None:
    try:
        manifest = Manifest.open(safe_source(folder))
    except (OSError, ManifestError) as error:
        report.faults.append(Fault("manifest", getattr(error, "filename", None) or MANIFEST, _text(error)))
        return None
    head = manifest.head
    report.release, report.number, report.manifest = head.release, head.number, manifest
    try:
        report.ring = check_head(manifest.head_bytes, head.number, manifest.signature, trusted, manifest.keys)
    except SignatureFault as fault:
        report.faults.append(Fault("signature", SIGNATURE, str(fault)))
    if problem := chain_fault(manifest, folder):
        report.faults.append(Fault("manifest", MANIFEST, problem))
    return manifest


def chain_fault(manifest: Manifest, folder: Path) -> str:
    """What is wrong with the facts that put a release into its chain; "" when nothing is."""
    head = manifest.head
    if head.release != f"r{head.number:08d}-{head.root[:12]}":
        return f"版本名 {head.release} 与序号、根散列不符。"
    if folder.parent.name == "releases" and folder.name != head.release:
        return f"文件夹叫 {folder.name}，清单却是版本 {head.release} 的。"
    if head.number < 1 or head.sequence < 0:
        return "序号不是正数。"
    if head.previous and not (len(head.previous) == 64 and set(head.previous) <= set("0123456789abcdef")):
        return "前一版本的散列不成样子。"
    return ""


class _Walk:
    def __init__(
        self, folder: Path, expected: Expected, carrying: set[str], report: Report, progress
    ) -> None:
        self.releases, self.start = os.path.dirname(os.path.realpath(folder)), os.path.realpath(folder)
        self.expected, self.report, self.progress = expected, report, progress
        self.carrying = carrying

    def run(self) -> None:
        pending = [("", self.start)]
        while pending:
            folder, where = pending.pop()
            self._folder(folder, where, pending)
        self.report.faults += [Fault("missing", file) for file in self.expected]

    def _folder(self, folder: str, where: str, pending: list[tuple[str, str]]) -> None:
        prefix = f"{folder}/" if folder else ""
        try:
            with os.scandir(where) as found:
                inside = list(found)
        except OSError as error:
            self._fault("unreadable", folder, error.strerror or "")
            return
        if not inside:
            self._fault("extra", folder, "空文件夹")
        for one in inside:
            inner = prefix + one.name
            if one.is_file(follow_symlinks=False):
                self._file(inner, one.path)
            elif one.is_symlink():
                self._link(inner, one.path, pending)
            elif one.is_dir(follow_symlinks=False):
                pending.append((inner, one.path))
            else:
                self._wrong("type", inner, "设备、管道或套接字")

    def _link(self, inner: str, where: str, pending: list[tuple[str, str]]) -> None:
        text = os.readlink(where)
        try:
            home = folder_behind(self.releases, inner, text)
        except Astray:
            self._wrong("type" if inner in self.expected else "link", inner, f"→ {text}")
        else:
            pending.append((inner, f"{self.releases}/{home}/{inner}"))

    def _file(self, file: str, where: str) -> None:
        wanted = self.expected.pop(file, None)
        if wanted is None:
            if file not in self.carrying:
                self._fault("extra", file)
            return
        self.report.files += 1
        self.report.size += wanted[1]
        if self.progress and self.report.files % 1000 == 0:
            self.progress(self.report.files)
        try:
            good = matches(where, *wanted)
        except OSError as error:
            self._fault("unreadable", file, error.strerror or "")
        else:
            if not good:
                self._fault("changed", file)

    def _wrong(self, kind: str, file: str, message: str) -> None:
        self.expected.pop(file, None)
        self._fault(kind, file, message)

    def _fault(self, kind: str, file: str, message: str = "") -> None:
        self.report.faults.append(Fault(kind, file, message))


def matches(where: str, digest: str, size: int) -> bool:
    """Whether a regular file has this content. Raises OSError; never blocks on a pipe, never follows a link."""
    handle = os.open(where, FLAGS)
    try:
        data = os.read(handle, min(size, CHUNK) + 1)
        if len(data) == size:  # the usual case: small, and not longer than it should be
            return hashlib.sha256(data).hexdigest() == digest
        if len(data) > size or len(data) < min(size, CHUNK):
            return False
        found = hashlib.sha256(data)
        while data := os.read(handle, CHUNK):
            found.update(data)
        return found.hexdigest() == digest
    finally:
        os.close(handle)


def _text(error: Exception) -> str:
    return (error.strerror or "读不到") if isinstance(error, OSError) else str(error)
