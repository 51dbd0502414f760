"""An S3 service as the source of a release: a public host pulls what it lacks, several objects at a time."""

import io
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from ..release.manifest import Manifest
from .bucket import PARALLEL, Bucket
from .errors import ReleaseRefused, TargetUnavailable
from .files import Wanted
from .s3_layout import Pointer, object_key, read_pointer
from .s3_upload import batches
from .shelf import BUCKET_LIMIT, LIMITS, LISTS, Read, head_place, lists_of, open_manifest
from .source import Known, Seals
from .store import Readable

SMALL = 1024 * 1024  # bytes; larger objects are streamed one by one
AT_ONCE = 64
TRIES = 3


class S3Source:
    """`shelf` reads what the host already has of manifests, so that only changed parts of the list travel."""

    def __init__(self, bucket: Bucket, shelf: Read) -> None:
        self.bucket, self._shelf = bucket, shelf
        self._pointer: Pointer | None = None
        self._lists: dict[str, bytes] = {}

    def seals(self) -> Seals:
        self._pointer = read_pointer(self.bucket)
        if self._pointer is None:
            raise ReleaseRefused("empty", "对象存储里还没有任何版本。", "请先在发布端投递一次。")
        place = head_place(self._pointer.release)
        return Seals.read(lambda name: self.bucket.read(f"{place}/{name}", LIMITS[name]))

    def manifest(self, known: Known) -> Manifest:
        assert self._pointer, "the seals come first"
        manifest = open_manifest(self._read, self._pointer.release)
        self._fetch_lists(manifest)
        return manifest

    def _read(self, name: str, limit: int) -> bytes:
        if name.startswith(f"{LISTS}/"):
            return self._lists.get(name) or self._shelf(name, limit)
        return self.bucket.read(name, limit)

    def _fetch_lists(self, manifest: Manifest) -> None:
        names = [name for root in lists_of(manifest) if not self._shelved(name := f"{LISTS}/{root}")]
        with ThreadPoolExecutor(PARALLEL) as pool:
            for batch in batches(names, AT_ONCE):
                found = pool.map(lambda name: self.bucket.read(name, BUCKET_LIMIT), batch)
                self._lists.update(zip(batch, found, strict=True))

    def _shelved(self, name: str) -> bool:
        try:
            return bool(self._shelf(name, BUCKET_LIMIT))
        except OSError:
            return False

    def objects(self, wanted: Mapping[str, Wanted]) -> Iterator[tuple[str, Readable]]:
        small = [digest for digest, one in wanted.items() if one.size <= SMALL]
        with ThreadPoolExecutor(PARALLEL) as pool:
            for batch in batches(small, AT_ONCE):
                found = pool.map(lambda digest: self._small(digest, wanted[digest].size), batch)
                for digest, data in zip(batch, found, strict=True):
                    if data is not None:
                        yield digest, io.BytesIO(data)
        for digest in wanted.keys() - set(small):
            try:
                with self.bucket.open(object_key(digest)) as stream:
                    yield digest, stream
            except FileNotFoundError:
                continue

    def _small(self, digest: str, size: int) -> bytes | None:
        """One byte more than was signed is enough to see that it is wrong."""
        for attempt in range(1, TRIES + 1):
            try:
                with self.bucket.open(object_key(digest)) as stream:
                    return stream.read(size + 1)
            except FileNotFoundError:
                return None
            except TargetUnavailable:
                if attempt == TRIES:
                    raise
        return None

    def missing(self, lacking: int) -> tuple[str, str]:
        what = f"对象存储里少了 {lacking} 个文件。"
        return what, "可能正在清理旧版本：稍后会再试；再次出现时请在发布端选完整投递。"
