"""A file of the private zone as an answer: through nginx where it stands in front, by ranges, never kept by others."""

import mimetypes
import re
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from foundation.storage.private import PrivateStorage, private_storage

BLOCK = 256 * 1024  # bytes read at once
TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
}
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def give_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The stored file of this name. Raises Http404.

    `MEDIA_ACCEL` is the internal nginx location over the private folder; without it, or on S3, Django sends the bytes.
    """
    storage = private_storage()
    ending = "." + name.rpartition(".")[2]
    kind = TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if settings.MEDIA_ACCEL and isinstance(storage, PrivateStorage):
        answer: HttpResponseBase = HttpResponse(content_type=kind)
        answer["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL}{quote(name)}"
    else:
        answer = _bytes(request, storage, name, kind)
    newest = ending == ".m3u8" or name.endswith("master.m3u8")
    answer["Cache-Control"] = "private, no-cache" if newest else "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _bytes(request: HttpRequest, storage, name: str, kind: str) -> HttpResponseBase:
    try:
        file = storage.open(name, "rb")
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    size, asked = file.size, wanted(request.headers.get("Range", ""), file.size)
    if asked is None:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, end = asked
    part = (first, end) != (0, size)
    answer = StreamingHttpResponse(_read(file, first, end), status=206 if part else 200, content_type=kind)
    answer["Content-Length"], answer["Accept-Ranges"] = str(end - first), "bytes"
    if part:
        answer["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    return answer


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """(first byte, one past the last) of a Range header; the whole file for what is not understood; None for nothing
    that is in the file. Several ranges at once are not served: the whole file is a right answer.
    """
    match = RANGE.match(header)
    if not match or match.groups() == ("", ""):
        return 0, size
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    end = min(int(last) + 1, size) if last else size
    return (int(first), end) if int(first) < end else None


def _read(file, first: int, end: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = end - first
        while left > 0 and (data := file.read(min(BLOCK, left))):
            left -= len(data)
            yield data
