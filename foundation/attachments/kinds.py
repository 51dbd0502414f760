"""What a file is, told by its content. The name and the browser's word for it are not believed."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

HEAD = 64  # bytes that tell one kind from another


@dataclass(frozen=True)
class Kind:
    """`becomes` is what is kept of it; pictures are drawn anew, so that nothing else comes with them."""

    key: str
    label: str
    group: str
    suffix: str
    media_type: str
    becomes: str = ""


PICTURE, PAPER, SOUND, TEXT = "picture", "paper", "sound", "text"
GROUPS = {PICTURE: "图片", PAPER: "文件", SOUND: "录音", TEXT: "文本"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.key: kind
    for kind in (
        Kind("jpeg", "JPG 图片", PICTURE, ".jpg", "image/jpeg"),
        Kind("png", "PNG 图片", PICTURE, ".png", "image/png"),
        Kind("webp", "WebP 图片", PICTURE, ".webp", "image/webp"),
        Kind("gif", "GIF 图片", PICTURE, ".gif", "image/gif", "png"),
        Kind("heic", "HEIC 照片", PICTURE, ".heic", "image/heic", "jpeg"),
        Kind("pdf", "PDF", PAPER, ".pdf", "application/pdf"),
        Kind("ofd", "OFD 版式文件", PAPER, ".ofd", "application/ofd"),
        Kind("docx", "Word 文档", PAPER, ".docx", _OFFICE + "wordprocessingml.document"),
        Kind("xlsx", "Excel 表格", PAPER, ".xlsx", _OFFICE + "spreadsheetml.sheet"),
        Kind("pptx", "PowerPoint 演示", PAPER, ".pptx", _OFFICE + "presentationml.presentation"),
        Kind("m4a", "M4A 录音", SOUND, ".m4a", "audio/mp4"),
        Kind("mp3", "MP3 录音", SOUND, ".mp3", "audio/mpeg"),
        Kind("wav", "WAV 录音", SOUND, ".wav", "audio/wav"),
        Kind("ogg", "Ogg 录音", SOUND, ".ogg", "audio/ogg"),
        Kind("webm", "WebM 录音", SOUND, ".weba", "audio/webm"),
        Kind("amr", "AMR 录音", SOUND, ".amr", "audio/amr"),
        Kind("text", "文本文件", TEXT, ".txt", "text/plain"),
    )
}

#: What people do hand in and we do not take: what it begins with → what to do about it.
REFUSED_HEADS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "这是旧格式的 Word、Excel 或 WPS 文件，请另存为 .docx、.xlsx 或 PDF 再传。",
    ),
    (b"MZ", "这是程序，不能上传。"),
    (b"\x7fELF", "这是程序，不能上传。"),
    (b"Rar!", "请解压后把里面的文件分别上传。"),
    (b"7z\xbc\xaf", "请解压后把里面的文件分别上传。"),
    (b"\x1f\x8b", "请解压后把里面的文件分别上传。"),
    (b"II*\x00", "请把 TIFF 扫描件存成 PDF 或 JPG 再传。"),
    (b"MM\x00*", "请把 TIFF 扫描件存成 PDF 或 JPG 再传。"),
    (b"BM", "请把 BMP 图片存成 JPG 或 PNG 再传。"),
    (b"{\\rtf", "请把 RTF 文件另存为 .docx 或 PDF 再传。"),
)
#: Inside a zip: the part that says what the whole is.
_PARTS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_HEIF = {b"heic", b"heix", b"mif1", b"heim", b"heis", b"hevc", b"msf1", b"avif"}


def sniff(path: Path) -> Kind | None:
    """The kind of a file, or None for what is not taken. Whether an `m4a` or `webm` is a film is seen later."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    key = _by_head(head)
    if key is None and head.startswith(b"PK\x03\x04"):
        key = _by_parts(path)
    if key is None and looks_like_text(path):
        key = "text"
    return KINDS.get(key or "")


def why_refused(path: Path) -> str:
    """For what `sniff` does not know: what it is and what to do, else an empty text."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith((b"RIFF", b"\x00\x00\x01\xba", b"FLV")):
        return "视频请传到视频库，这里放图片、文件和录音。"
    if head.startswith(b"PK\x03\x04"):
        return "压缩包请解压后把里面的文件分别上传。"
    return next((cure for start, cure in REFUSED_HEADS if head.startswith(start)), "")


def looks_like_text(path: Path) -> bool:
    """Not empty, no NUL, and neither markup nor a drawing: those are programs for a browser."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip() or b"\0" in start or any(start.startswith(one) for one, _ in REFUSED_HEADS):
        return False
    low = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return not low.startswith((b"<", b"%!ps", b"#!")) and b"<script" not in low and b"<svg" not in low


def _by_head(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIF else "m4a"  # a phone's recorder says the same as its camera
    if head.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12])
    if head[:1] == b"\xff" and len(head) > 1 and head[1] in (0xFB, 0xF3, 0xF2):
        return "mp3"
    starts = {
        b"\xff\xd8\xff": "jpeg",
        b"\x89PNG\r\n\x1a\n": "png",
        b"GIF8": "gif",
        b"%PDF-": "pdf",
        b"ID3": "mp3",
        b"OggS": "ogg",
        b"\x1aE\xdf\xa3": "webm",
        b"#!AMR": "amr",
    }
    return next((key for start, key in starts.items() if head.startswith(start)), None)


def _by_parts(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" not in names:
        return None
    return next((key for start, key in _PARTS.items() if any(name.startswith(start) for name in names)), None)
