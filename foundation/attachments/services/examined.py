"""Looking at a file that goes somewhere else: a signed scan, a decision."""

import tempfile
from pathlib import Path

from django.core.files.base import File

from foundation.storage.errors import disk_errors

from ..child import MEGABYTE, examine
from ..clamav import assert_no_virus
from ..errors import UnfitFile


def examined(upload: File, kinds: tuple[str, ...], *, most: int) -> tuple[str, bytes]:
    """(its kind, what may be kept of it). `kinds` are keys of `kinds.KINDS`, `most` is in megabytes.

    Raises UnfitFile with what is wrong and what to do, or ScannerAway.
    """
    size = upload.size or 0
    if not size:
        raise UnfitFile("文件是空的。请检查后再传。")
    if size > most * MEGABYTE:
        raise UnfitFile(f"文件有 {size / MEGABYTE:.1f} MB，超过 {most} MB。请压缩或者拆成几份。")
    with disk_errors(tempfile.gettempdir()), tempfile.TemporaryDirectory(prefix="attachment-") as folder:
        given, clean = Path(folder, "given"), Path(folder, "clean")
        with given.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        assert_no_virus(given)
        told = examine(given, clean, kinds)
        return told["kind"], clean.read_bytes()
