"""Which files may hold a film or a sound: how each begins, and what its name ends in."""

from dataclasses import dataclass
from pathlib import Path

HEAD = 1024  # bytes that are looked at


@dataclass(frozen=True)
class Container:
    """`key` is ffmpeg's name of the format, `usual` what a name should end in."""

    key: str
    label: str
    endings: tuple[str, ...]

    @property
    def usual(self) -> str:
        return self.endings[0]


CONTAINERS = {
    one.key: one
    for one in (
        Container("mov", "MP4", ("mp4", "m4v", "mov", "qt", "3gp", "3g2", "m4a", "f4v")),
        Container("matroska", "MKV/WebM", ("mkv", "webm", "mka")),
        Container("avi", "AVI", ("avi",)),
        Container("mpegts", "TS", ("ts", "mts", "m2ts", "m2t")),
        Container("mpeg", "MPEG", ("mpg", "mpeg", "vob")),
        Container("flv", "FLV", ("flv",)),
        Container("asf", "WMV", ("wmv", "asf", "wma")),
        Container("ogg", "OGG", ("ogv", "ogg", "oga", "opus")),
        Container("mp3", "MP3", ("mp3",)),
        Container("wav", "WAV", ("wav",)),
        Container("aac", "AAC", ("aac",)),
        Container("flac", "FLAC", ("flac",)),
        Container("amr", "AMR", ("amr",)),
    )
}
OF_ENDING = {ending: one for one in CONTAINERS.values() for ending in one.endings}
BOXES = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"}
BEGINS = (
    (b"\x1aE\xdf\xa3", "matroska"),
    (b"FLV\x01", "flv"),
    (b"OggS", "ogg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"\x00\x00\x01\xb3", "mpeg"),
    (b"ID3", "mp3"),
    (b"fLaC", "flac"),
    (b"#!AMR", "amr"),
)


def container_of(path: Path) -> Container | None:
    """By how the file begins; None for what can be no film and no sound."""
    with path.open("rb") as file:
        key = sniff(file.read(HEAD))
    return CONTAINERS[key] if key else None


def sniff(head: bytes) -> str:
    """The key of a container, empty for none. `head` is at least the first 1024 bytes, where there are so many."""
    if head[4:8] in BOXES:
        return "mov"
    if head[:4] == b"RIFF":
        return {b"AVI ": "avi", b"WAVE": "wav"}.get(head[8:12], "")
    for begins, key in BEGINS:
        if head.startswith(begins):
            return key
    for first, length in (
        (0, 188),
        (4, 192),
    ):  # a packet each so many bytes; recorders of cameras put a time before it
        if len(head) > first + 4 * length and all(head[first + n * length] == 0x47 for n in range(5)):
            return "mpegts"
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "aac" if head[1] & 0xF6 == 0xF0 else "mp3" if head[1] & 0x06 else ""
    return ""


def ending_of(name: str) -> str:
    """What a file's name ends in, without the dot, in small letters."""
    return Path(name).suffix[1:].lower()
