"""What ffmpeg itself says of a file, in words: where there is no ffprobe."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from ..contract import AudioStream, Probe, VideoStream
from ..reasons import ToolFailed
from ..runner import run
from ..sandbox import Limits
from .inputs import before_input
from .shades import bits_of
from .structured import varies

STREAM = re.compile(
    r"^  Stream #0:(\d+)(?:\[\w+\])?(?:\((\w+)\))?: (Video|Audio|Subtitle|Data|Attachment): (.*)$"
)
CODEC = re.compile(r"^(\w+)(?: \(([^()]*(?:\([^()]*\))?)\))?")
SIZE = re.compile(r", (\d+)x(\d+)(?: \[SAR (\d+:\d+) )?")
PIXELS = re.compile(r", (\w+)(?:\(([^()]*)\))?, \d+x\d+")
ORDERS = {
    "top first": "tt",
    "bottom first": "bb",
    "top coded first (swapped)": "tb",
    "bottom coded first (swapped)": "bt",
}
CHANNELS = {"mono": 1, "stereo": 2, "quad": 4, "downmix": 2}
#: ffmpeg rounds what it prints; these are the rates behind it.
NTSC = {"23.98": Fraction(24000, 1001), "29.97": Fraction(30000, 1001), "59.94": Fraction(60000, 1001)}


def ask(path: Path, folder: Path, limits: Limits) -> Probe:
    """Raises MediaError."""
    front = ["ffmpeg", "-v", "info", *before_input(), "-i", str(path)]
    done = run(
        [*front, "-map", "0", "-t", "0", "-c", "copy", "-f", "null", "-"],
        folder=folder,
        reads=[path],
        limits=limits,
    )
    told = told_by(done.stderr)
    if told.video and told.video.codec in ("h264", "hevc"):
        told = _with_level(told, _level(front, path, folder, limits))
    return told


def told_by(said: str) -> Probe:
    """From the lines ffmpeg prints about its first input."""
    about = said.partition("Input #0")[2].partition("\nStream mapping:")[0].partition("\nOutput #0")[0]
    streams = _streams(about)
    films = [one for one in streams if one[2] == "Video"]
    moving = [one for one in films if "(attached pic)" not in one[3]]
    declared, start, rate = _frame(about)
    return Probe(
        container=about[2:].partition(",")[0].strip(),
        size_bytes=0,
        duration_s=declared,
        declared_s=declared,
        start_s=start,
        bit_rate=rate,
        video=_video(*moving[0]) if moving else None,
        audio=tuple(_audio(*one) for one in streams if one[2] == "Audio"),
        video_tracks=len(moving),
        tracks=len(streams),
        cover=len(moving) < len(films),
        subtitles=tuple(one[3].split()[0].rstrip(",") for one in streams if one[2] == "Subtitle"),
    )


Stream = tuple[int, str, str, str, str]  # number, language, kind, its line, the lines below it


def _streams(about: str) -> list[Stream]:
    found: list[Stream] = []
    for line in about.splitlines():
        if begins := STREAM.match(line):
            number, language, kind, rest = begins.groups()
            found.append((int(number), language or "", kind, rest, ""))
        elif found and line.startswith("    "):
            found[-1] = (*found[-1][:4], f"{found[-1][4]}{line}\n")
    return found


def _frame(about: str) -> tuple[float, float, int]:
    times = re.search(r"Duration: (?:(\d+):(\d+):([\d.]+)|N/A)", about)
    declared = 3600 * int(times[1]) + 60 * int(times[2]) + float(times[3]) if times and times[1] else 0.0
    start, rate = re.search(r"start: (-?[\d.]+)", about), re.search(r"bitrate: (\d+) kb/s", about)
    return declared, float(start[1]) if start else 0.0, 1000 * int(rate[1]) if rate else 0


def _video(number: int, language: str, kind: str, line: str, below: str) -> VideoStream:
    codec, profile = _codec(line)
    size, pixels = SIZE.search(line), PIXELS.search(line)
    pixel_format, shades = (pixels[1], (pixels[2] or "").split(", ")) if pixels else ("", [])
    matrix, primaries, transfer = _colors(shades)
    mean, base = _rate(line, "fps"), _rate(line, "tbr")
    turned = re.search(r"(?i)display ?matrix: rotation of (-?[\d.]+) degrees", below)
    return VideoStream(
        index=number,
        codec=codec,
        profile=profile,
        level=0,
        width=int(size[1]) if size else 0,
        height=int(size[2]) if size else 0,
        pixel_format=pixel_format,
        bits=bits_of(pixel_format),
        fps=str(mean or base),
        sar=(size[3] if size and size[3] not in (None, "0:1") else "1:1"),
        rotation=round(-float(turned[1]) / 90) * 90 % 360 if turned else 0,
        variable_rate=varies(mean, base),
        order=next((ORDERS.get(one, one) for one in shades if one in (*ORDERS, "progressive")), ""),
        color_range=next((one for one in shades if one in ("tv", "pc")), ""),
        primaries=primaries,
        transfer=transfer,
        matrix=matrix,
        bit_rate=_bits(line),
    )


def _colors(shades: list[str]) -> tuple[str, str, str]:
    """matrix/primaries/transfer; one word where the three are the same."""
    said = next((one for one in shades if "/" in one or one.startswith(("bt", "smpte", "arib"))), "")
    parts = ["" if one in ("unknown", "reserved") else one for one in said.split("/")]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (parts[0], parts[0], parts[0])


def _audio(number: int, language: str, kind: str, line: str, below: str) -> AudioStream:
    codec, profile = _codec(line)
    rate = re.search(r", (\d+) Hz, ([^,]+)", line)
    return AudioStream(
        index=number,
        codec=codec,
        profile=profile,
        channels=_channels(rate[2]) if rate else 0,
        sample_rate=int(rate[1]) if rate else 0,
        bit_rate=_bits(line),
        language="" if language == "und" else language,
        default="(default)" in line,
    )


def _codec(line: str) -> tuple[str, str]:
    """("h264", "High"); the tag and number of the container stand in brackets too, with a slash."""
    found = CODEC.match(line)
    codec, profile = (found[1], found[2] or "") if found else ("", "")
    return codec, "" if " / " in profile or profile.startswith(codec) else profile


def _channels(layout: str) -> int:
    layout = layout.strip().partition("(")[0]
    if found := re.match(r"(\d+) channels", layout):
        return int(found[1])
    if found := re.match(r"(\d+)\.(\d+)", layout):
        return int(found[1]) + int(found[2])
    return CHANNELS.get(layout, 0)


def _rate(line: str, unit: str) -> Fraction:
    found = re.search(rf", ([\d.]+)(k?) {unit}", line)
    if not found:
        return Fraction(0)
    return NTSC.get(found[1]) or Fraction(found[1]) * (1000 if found[2] else 1)


def _bits(line: str) -> int:
    found = re.search(r", (\d+) kb/s", line)
    return 1000 * int(found[1]) if found else 0


def _level(front: list[str], path: Path, folder: Path, limits: Limits) -> int:
    """ffmpeg does not print it: it is read from the head of the stream, 0 where that is not to be had."""
    head = ["-map", "0:V:0", "-c", "copy", "-frames:v", "1", "-bsf:v", "trace_headers", "-f", "null", "-"]
    try:
        said = run([*front, *head], folder=folder, reads=[path], limits=limits).stderr
    except ToolFailed:
        return 0
    found = re.search(r"level_idc\s+[01]+ = (\d+)", said)
    return int(found[1]) if found else 0


def _with_level(told: Probe, level: int) -> Probe:
    return replace(told, video=told.video and replace(told.video, level=level))
