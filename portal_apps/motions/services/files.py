"""Files of an item: checked by their content, pictures made clean, kept where no address leads."""

import hashlib
import io
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

from foundation.accounts.models import User
from foundation.rights.refusals import Refused
from foundation.rulebook.reading import number

from ..models import Attachment, Commitment, Handling, Item

MEGABYTE = 1024 * 1024
LARGEST = (4096, 4096)  # pixels: a photographed sheet stays legible
#: suffix → (what it begins with at which byte, media type); the browser's word is not believed
KINDS: dict[str, tuple[tuple[tuple[int, bytes], ...], str]] = {
    ".pdf": (((0, b"%PDF-"),), "application/pdf"),
    ".ofd": (((0, b"PK\x03\x04"),), "application/ofd"),
    ".docx": (
        ((0, b"PK\x03\x04"),),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ".jpg": (((0, b"\xff\xd8\xff"),), "image/jpeg"),
    ".jpeg": (((0, b"\xff\xd8\xff"),), "image/jpeg"),
    ".png": (((0, b"\x89PNG\r\n\x1a\n"),), "image/png"),
    ".mp3": (((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3")), "audio/mpeg"),
    ".m4a": (((4, b"ftyp"),), "audio/mp4"),
    ".ogg": (((0, b"OggS"),), "audio/ogg"),
    ".webm": (((0, b"\x1a\x45\xdf\xa3"),), "audio/webm"),
}


def keep_file(
    file: File,
    item: Item,
    *,
    by: User,
    role: str,
    handling: Handling | None = None,
    commitment: Commitment | None = None,
) -> Attachment:
    """Raises Refused with what is wrong with the file and what to do."""
    most = number("motions.attachment_mb")
    if (file.size or 0) > most * MEGABYTE:
        raise Refused(f"文件超过 {most} MB，请压缩或者分开。")
    name = PurePath(file.name or "").name[-150:]
    begins, media_type = KINDS.get(PurePath(name).suffix.lower(), ((), ""))
    content = file.read()
    if not any(content[at:].startswith(first) for at, first in begins):
        raise Refused("文件要是 PDF、OFD、Word（docx）、JPG、PNG，或者录音（mp3、m4a、ogg、webm）。")
    if media_type.startswith("image/"):
        content = _clean(content, media_type)
    kept = Attachment(
        item=item,
        handling=handling,
        commitment=commitment,
        role=role,
        name=name,
        media_type=media_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        by=by,
    )
    kept.file.save("file", ContentFile(content), save=True)
    return kept


def _clean(content: bytes, media_type: str) -> bytes:
    """Written anew: no place, no device, nothing hidden behind the picture."""
    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
        picture.thumbnail(LARGEST)
        made = io.BytesIO()
        if media_type == "image/png":
            picture.save(made, "PNG")
        else:
            picture.convert("RGB").save(made, "JPEG", quality=90)
    except (OSError, Image.DecompressionBombError) as error:
        raise Refused("图片读不出来，请重新拍照或者换一张。") from error
    return made.getvalue()
