"""Playlists, written only from what is stored. ffmpeg's own hold stray marks and an early end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

VERSION = 7


@dataclass(frozen=True)
class Entry:
    """One segment: its address, its seconds, and the address of the head it needs."""

    address: str
    seconds: float
    head: str


@dataclass(frozen=True)
class Quality:
    """One rung as the master names it. Rates in b/s, pictures a second."""

    address: str
    peak: int
    average: int
    codecs: str
    width: int = 0
    height: int = 0
    frame_rate: float = 0.0


def media(entries: Sequence[Entry]) -> str:
    """The playlist of one quality, complete. The head is named again wherever it changes."""
    longest = math.ceil(max(one.seconds for one in entries))
    lines = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{longest}",
        "#EXT-X-MEDIA-SEQUENCE:0",
    ]
    lines += ["#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-INDEPENDENT-SEGMENTS"]
    head = ""
    for one in entries:
        if one.head != head:
            head = one.head
            lines.append(f'#EXT-X-MAP:URI="{head}"')
        lines += [f"#EXTINF:{one.seconds:.6f},", one.address]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def master(qualities: Sequence[Quality], sound: Quality | None) -> str:
    """The playlist a player begins with: the lowest quality first, so that a slow line starts at once."""
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound and not qualities:
        return "\n".join([*lines, *_stream(sound, None), ""])
    if sound:
        said = 'TYPE=AUDIO,GROUP-ID="sound",NAME="原声",DEFAULT=YES,AUTOSELECT=YES'
        lines.append(f'#EXT-X-MEDIA:{said},URI="{sound.address}"')
    for one in sorted(qualities, key=lambda quality: quality.peak):
        lines += _stream(one, sound)
    return "\n".join([*lines, ""])


def _stream(one: Quality, sound: Quality | None) -> list[str]:
    peak, average = one.peak + (sound.peak if sound else 0), one.average + (sound.average if sound else 0)
    codecs = ",".join(filter(None, [one.codecs, sound.codecs if sound else ""]))
    said = [f"BANDWIDTH={peak}", f"AVERAGE-BANDWIDTH={average}", f'CODECS="{codecs}"']
    said += [f"RESOLUTION={one.width}x{one.height}"] if one.width else []
    said += [f"FRAME-RATE={one.frame_rate:.3f}"] if one.frame_rate else []
    said += ['AUDIO="sound"'] if sound else []
    return [f"#EXT-X-STREAM-INF:{','.join(said)}", one.address]
