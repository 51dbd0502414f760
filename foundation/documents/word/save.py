"""Writing a Word file so that the same content gives the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP entry can name


def to_bytes(document: Any, *, title: str, author: str, made_on: date) -> bytes:
    """The file. Its properties name title and author; no person who edited it, no clock of this machine."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title[:255], author[:255], author[:255]
    core.created = core.modified = datetime.combine(made_on, time(), UTC).replace(tzinfo=None)
    core.revision, core.comments, core.keywords, core.language = 1, "", "", "zh-CN"
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _settled(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken:
        names = sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            taken.writestr(entry, given.read(name))
    return out.getvalue()
