"""Where the files lie: the places AUDIT_ARCHIVES names, a folder or a bucket each. Every file lies in all of them."""

import os
import shutil
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings

from ..bucket import TROUBLE, Bucket
from ..outside import OutsideFault, outside
from .files import ArchiveFault


class Shelf(Protocol):
    """A place for files. `name` is for people."""

    name: str

    def put(self, name: str, file: Path) -> None:
        """There as a whole or not at all, also after a crash. Raises ArchiveFault."""

    def copy(self, name: str, to: IO[bytes]) -> None:
        """Raises ArchiveFault where it is not, or cannot be read."""


def shelves() -> list[Shelf]:
    """Raises ArchiveFault for an address that cannot be read, or when there is none."""
    try:
        found: list[Shelf] = list(
            outside("AUDIT_ARCHIVES", settings.AUDIT_ARCHIVES, FolderShelf, BucketShelf)
        )
    except OutsideFault as fault:
        raise ArchiveFault(str(fault)) from fault
    if not found:
        raise ArchiveFault("没有设 AUDIT_ARCHIVES：不知道封存文件放在哪里。")
    return found


class FolderShelf:
    def __init__(self, folder: Path):
        self.folder, self.name = folder, f"file:{folder}"

    def put(self, name: str, file: Path) -> None:
        target = self.folder / name
        part = target.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with file.open("rb") as source, part.open("wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
            part.chmod(0o440)
            os.replace(part, target)
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise ArchiveFault(f"写不进 {self.folder}：{error.strerror}。") from error

    def copy(self, name: str, to: IO[bytes]) -> None:
        try:
            with (self.folder / name).open("rb") as source:
                shutil.copyfileobj(source, to)
        except FileNotFoundError:
            raise ArchiveFault(f"封存文件 {name} 不见了（{self.name}）") from None
        except OSError as error:
            raise ArchiveFault(f"封存文件 {name} 读不出来（{self.name}）：{error.strerror}") from error


class BucketShelf:
    def __init__(self, bucket: Bucket):
        self.bucket, self.name = bucket, bucket.name

    def put(self, name: str, file: Path) -> None:
        try:
            with file.open("rb") as source:
                self.bucket.put(name, source, file.stat().st_size)
        except TROUBLE as error:
            raise ArchiveFault(f"存不进 {self.name}：{error}。存储桶要在建立时打开对象锁定。") from error

    def copy(self, name: str, to: IO[bytes]) -> None:
        try:
            for piece in self.bucket.pieces(name):
                to.write(piece)
        except TROUBLE as error:
            missing = getattr(error, "code", "") == "NoSuchKey"
            what = "不见了" if missing else "读不出来"
            raise ArchiveFault(
                f"封存文件 {name} {what}（{self.name}）{'' if missing else f'：{error}'}"
            ) from error
