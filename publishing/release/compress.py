"""gzip and Brotli copies beside each text file, made once so that the server never compresses."""

import brotli
import deflate

TEXT = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "ics": "text/calendar",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain",
    "svg": "image/svg+xml",
}
OTHER = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "m4s": "video/iso.segment",
    "m3u8": "application/vnd.apple.mpegurl",
    "vtt": "text/vtt",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "ofd": "application/ofd",
}
PLAIN = (".release/", ".moved/")  # read by the search service; a folder of .moved holds one file only
SMALL = 200  # below this a compressed copy costs more than it saves


def media_type(file: str) -> str:
    """MIME type by name, from a table of our own: the system's tables differ between machines."""
    name = file.rsplit("/", 1)[-1]
    special = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}
    special["feed.json"] = "application/feed+json"
    suffix = name.rsplit(".", 1)[-1].lower()
    return special.get(name) or TEXT.get(suffix) or OTHER.get(suffix, "application/octet-stream")


def variants(file: str, data: bytes) -> dict[str, bytes]:
    """Suffix to compressed bytes: the same on every machine, because both libraries come with the lock file.

    Chosen by measurement on our pages: libdeflate 6 costs 0.1 ms a page (zlib 9: 0.28) for 1.3 % more bytes, Brotli 5
    with a 64 KiB window 0.3 ms (9: 0.39) for 2.6 % more; Brotli 11 would cost forty times that.
    """
    if file.rsplit(".", 1)[-1].lower() not in TEXT or len(data) < SMALL or file.startswith(PLAIN):
        return {}
    packed = {
        ".gz": deflate.gzip_compress(data, 6),
        ".br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=5, lgwin=16),
    }
    return {suffix: small for suffix, small in packed.items() if len(small) < len(data)}
