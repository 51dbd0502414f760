"""A workbook is an archive: before anything looks into it, it is unfolded once and counted."""

import io
import zipfile

from .limits import Limits, TableRefused

PARTS = 2000
CHUNK = 1 << 20
BROKEN = "文件打不开，可能没有传完整。请用表格软件打开它，另存为 .xlsx 再上传。"


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Raises TableRefused for a bomb (whatever the archive says of its own size), a lie, a macro or an entity."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
        if len(names) > PARTS or len(names) != len(set(names)):
            raise TableRefused(BROKEN)
        if "xl/workbook.xml" not in names:
            raise TableRefused("这不是 .xlsx 表格。可以上传的是 .xlsx 和 .csv。")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise TableRefused("这个表带有宏。请另存为不带宏的 .xlsx 再上传。")
        _count(archive, limits.unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise TableRefused(BROKEN) from fault
    except Exception as fault:
        if isinstance(fault, TableRefused):
            raise
        raise TableRefused(BROKEN) from fault  # zlib and friends raise what they like
    return archive


def _count(archive: zipfile.ZipFile, limit: int) -> None:
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            head = part.read(CHUNK)
            if entry.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
                raise TableRefused(BROKEN)
            while head:
                total += len(head)
                if total > limit:
                    raise TableRefused(f"文件展开后超过 {limit >> 20} MB。请删去图片、多余的表和格式。")
                head = part.read(CHUNK)
