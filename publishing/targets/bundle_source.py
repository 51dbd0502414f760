"""A bundle file as the source of a release: read once from front to back, every byte of it checked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import BinaryIO

from ..release.entry import Entry
from ..release.layout import KEYS, MANIFEST, SIGNATURE
from ..release.manifest import Head, Manifest
from .bundle import LIST, OBJECTS, Header, read_header, read_lines, read_small
from .errors import ReleaseRefused
from .files import Wanted, objects, put
from .shelf import LIMITS
from .source import Known, Seals
from .store import CHUNK, Readable
from .tar import Member, hostile


class BundleSource:
    """`stream` is only read, never sought: it may be a pipe."""

    def __init__(self, stream: BinaryIO) -> None:
        self.header, self._members = read_header(stream)
        self._head: Head | None = None
        self._objects: dict[str, Wanted] = {}

    def seals(self) -> Seals:
        found = Seals(*(self._small(name) for name in (MANIFEST, SIGNATURE, KEYS)))
        self._head = Head.read(found.head)
        if (self._head.release, self._head.number) != (self.header.release, self.header.number):
            raise hostile("开头的说明和清单不是同一个版本")
        return found

    def manifest(self, known: Known) -> Manifest:
        assert self._head, "the seals come first"
        base = self._base(known)
        changes: dict[str, Entry | None] = {}
        most = self._head.files + (len(base) if base else 0)
        for file, entry in read_lines(self._next(LIST)):
            changes[file] = entry
            if len(changes) > most:
                raise hostile("文件清单比签过名的数目长")
        values = asdict(self._head)
        for name in ("files", "size", "root"):
            values.pop(name)
        made = base.changed(changes, **values) if base else Manifest.of(put(changes), **values)
        self._objects = objects(put(changes).items())
        return made

    def _base(self, known: Known) -> Manifest | None:
        header: Header = self.header
        if not header.base:
            return None
        base = known(header.base, header.base_manifest)
        if base is None:
            raise ReleaseRefused(
                "no_base",
                f"这是增量包，只含版本 {header.release} 比 {header.base} 多出来的内容，而本机没有 {header.base}。",
                "请按顺序先导入前面的包，或在发布端导出完整包（不加 --since）。",
            )
        return base

    def objects(self, wanted: Mapping[str, Wanted]) -> Iterator[tuple[str, Readable]]:
        """Every object of the bundle, those nobody wants too: they are checked here and dropped."""
        seen: set[str] = set()
        for member in self._members:
            digest = member.name.removeprefix(OBJECTS)
            if member.name == digest or digest not in self._objects:
                raise ReleaseRefused("extra", f"包里多出清单上没有的文件 {member.name!r}。", ASK)
            if digest in seen:
                raise hostile(f"{member.name!r} 出现了两次")
            seen.add(digest)
            if digest in wanted:
                yield digest, member
            else:
                _check(member, digest)

    def missing(self, lacking: int) -> tuple[str, str]:
        what = f"包里少了 {lacking} 个文件，本机也没有。"
        if self.header.base:
            return what, "请在发布端导出完整包（不加 --since）再导入。"
        return what, ASK

    def _small(self, name: str) -> bytes:
        return read_small(self._next(name), LIMITS[name])

    def _next(self, name: str) -> Member:
        member = next(self._members, None)
        if member is None or member.name != name:
            raise hostile(f"该有 {name} 的地方是别的内容")
        return member


ASK = "请核对来源，重新导出一份。"


def _check(member: Member, digest: str) -> None:
    hasher = hashlib.sha256()
    while data := member.read(CHUNK):
        hasher.update(data)
    if hasher.hexdigest() != digest:
        raise ReleaseRefused("damaged", f"文件 {digest[:12]}… 的内容和清单不符，传输中被改过。", ASK)
