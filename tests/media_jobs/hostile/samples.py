"""The 38 samples: what each is called, how it is made, and what must become of it."""

import random
from dataclasses import dataclass
from pathlib import Path

from . import lists
from .making import AAC, H264, cut, ffmpeg, flipped, overwritten, picture, tone

REFUSED, PLAYS, DAMAGED = "refused", "plays", "damaged"


@dataclass(frozen=True)
class Sample:
    """`fate` is what must become of it; `says` a part of the sentence a person reads."""

    name: str
    fate: str
    says: str = ""


NOT_A_FILM = "不是能收的视频"
SAMPLES = (
    *(Sample(name, REFUSED, NOT_A_FILM) for name in lists.LISTS),
    Sample("huge.mkv", REFUSED, "画面太大"),
    Sample("cut-without-index.mp4", REFUSED, "没有传完整"),
    Sample("cut-with-index.mp4", DAMAGED, "可能没有传完整"),
    Sample("broken-index.mp4", REFUSED, "损坏"),
    Sample("lying.mp4", DAMAGED, "能播放的只有 2.0 秒"),
    Sample("flipped.mp4", PLAYS),
    Sample("uneven.mp4", PLAYS),
    Sample("turned.mp4", PLAYS),
    Sample("hdr.mp4", PLAYS),
    Sample("odd.mp4", PLAYS),
    Sample("interlaced.mp4", PLAYS),
    Sample("silent.mp4", PLAYS),
    Sample("sound.m4a", PLAYS),
    Sample("surround.mp4", PLAYS),
    Sample("three-tongues.mp4", PLAYS),
    Sample("cover.mp3", PLAYS),
    Sample("one-picture.mp4", PLAYS),
    Sample("thousand.mp4", REFUSED, "每秒"),
    Sample("ten-hours.mp4", REFUSED, "小时"),
    Sample("stream.mp4", REFUSED, "其实是"),
    Sample("drawing.mp4", REFUSED, NOT_A_FILM),
    Sample("empty.mp4", REFUSED, "空的"),
    Sample("noise.mp4", REFUSED, NOT_A_FILM),
)


def make(folder: Path, port: int, foreign: Path) -> None:
    """All of them into `folder`. `port` is where requests are noticed, `foreign` a film outside of the folder."""
    lists.write(folder, port, foreign)
    base = folder / "base.mp4"
    ffmpeg(*picture(), *tone(), *H264, *AAC, base)
    _broken(folder, base)
    _odd_pictures(folder, base)
    _odd_sounds(folder, base)
    base.unlink()


def _broken(folder: Path, base: Path) -> None:
    front = folder / "front.mp4"
    ffmpeg("-i", base, "-c", "copy", "-movflags", "+faststart", front)
    cut(base, folder / "cut-without-index.mp4")
    cut(front, folder / "cut-with-index.mp4")
    front.unlink()
    overwritten(base, folder / "broken-index.mp4", b"stsz", b"\xff" * 64, skip=-8)
    overwritten(base, folder / "lying.mp4", b"mvhd", (36_000_000).to_bytes(4, "big"), skip=16)
    flipped(base, folder / "flipped.mp4")
    (folder / "empty.mp4").write_bytes(b"")
    (folder / "noise.mp4").write_bytes(random.Random(6).randbytes(200_000))


def _odd_pictures(folder: Path, base: Path) -> None:
    few = ["-vf", "select='not(mod(n,3))+lt(n,20)'", "-vsync", "vfr", *H264, *AAC]
    ffmpeg(
        "-f", "lavfi", "-i", "color=s=8192x8192:r=1:d=1", "-c:v", "mjpeg", "-q:v", "31", folder / "huge.mkv"
    )
    ffmpeg("-i", base, *few, folder / "uneven.mp4")
    ffmpeg("-i", base, "-c", "copy", "-metadata:s:v:0", "rotate=90", folder / "turned.mp4")
    colors = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:log-level=none"
    hdr = [
        "-c:v",
        "libx265",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p10le",
        "-x265-params",
        colors,
        "-tag:v",
        "hvc1",
    ]
    ffmpeg(*picture(1), *hdr, folder / "hdr.mp4")
    full = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p"]
    ffmpeg(*picture(1, "321x179"), *full, folder / "odd.mp4")
    fields = ["-flags", "+ilme+ildct", "-x264opts", "tff=1"]
    ffmpeg(*picture(1), *H264, *fields, folder / "interlaced.mp4")
    ffmpeg(*picture(0.04), *H264, folder / "one-picture.mp4")
    ffmpeg(*picture(0.3, "64x64", "1000"), *H264, folder / "thousand.mp4")
    ffmpeg("-f", "lavfi", "-i", "color=r=1/3600:d=36000", *H264, folder / "ten-hours.mp4")
    ffmpeg("-i", base, "-c", "copy", "-f", "mpegts", folder / "stream.mp4")
    ffmpeg(*picture(0.5), "-f", "gif", folder / "drawing.mp4")


def _odd_sounds(folder: Path, base: Path) -> None:
    around = ["-f", "lavfi", "-i", "aevalsrc=0|0|0|0|0|0:c=5.1:d=2"]
    ffmpeg("-i", base, "-c", "copy", "-an", folder / "silent.mp4")
    ffmpeg("-i", base, "-c", "copy", "-vn", folder / "sound.m4a")
    ffmpeg("-i", base, *around, "-map", "0:v", "-map", "1:a", "-c:v", "copy", *AAC, folder / "surround.mp4")
    ffmpeg("-i", base, "-map", "0:v", *(["-map", "0:a"] * 3), "-c", "copy", folder / "three-tongues.mp4")
    cover = folder / "cover.png"
    ffmpeg(*picture(0.04), "-frames:v", "1", cover)
    kept = [
        "-map",
        "0:a",
        "-map",
        "1:v",
        "-c:a",
        "libmp3lame",
        "-c:v",
        "copy",
        "-disposition:v",
        "attached_pic",
    ]
    ffmpeg("-i", base, "-i", cover, *kept, folder / "cover.mp3")
    cover.unlink()
