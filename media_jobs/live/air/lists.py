"""The lists players read while it goes on, written from what was shown; only whoever ended the broadcast ends them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from media_jobs.package.playlists import VERSION

NEAR = 0.25  # seconds


@dataclass(frozen=True)
class Shown:
    """One segment players may have. `at` is program time in seconds since 1970; `breaks`: it does not follow on."""

    address: str
    head: str
    at: float
    seconds: float
    breaks: bool


def follows(before: Shown | None, head: str, at: float, breaks: bool) -> bool:
    """Whether a player goes on without a seam."""
    return (
        before is not None
        and not breaks
        and head == before.head
        and abs(at - before.at - before.seconds) <= NEAR
    )


def live(shown: Sequence[Shown], *, window_s: float, piece_s: float, ended: bool) -> str:
    """The last `window_s` seconds; numbers count on from the beginning of the broadcast."""
    first, left = len(shown), window_s
    while first and left > 0:
        first -= 1
        left -= shown[first].seconds
    gone = sum(one.breaks for one in shown[1 : first + 1]) if first else 0
    return _written(shown[first:], piece_s, first, gone, "", ended)


def whole(shown: Sequence[Shown], *, piece_s: float) -> str:
    """Everything that was shown, for those who come afterwards."""
    return _written(shown, piece_s, 0, 0, "#EXT-X-PLAYLIST-TYPE:VOD", True)


def _written(shown: Sequence[Shown], piece_s: float, number: int, gone: int, kind: str, ended: bool) -> str:
    longest = max([math.ceil(1.5 * piece_s), *(round(one.seconds) for one in shown)])
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", f"#EXT-X-TARGETDURATION:{longest}"]
    lines += [
        f"#EXT-X-MEDIA-SEQUENCE:{number}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{gone}",
        *([kind] if kind else []),
    ]
    head = ""
    for place, one in enumerate(shown):
        if place and one.breaks:
            lines.append("#EXT-X-DISCONTINUITY")
        if one.head != head or (place and one.breaks):
            head = one.head
            lines.append(f'#EXT-X-MAP:URI="{head}"')
        if not place or one.breaks:
            moment = (
                datetime.fromtimestamp(one.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            )
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{moment}")
        lines += [f"#EXTINF:{one.seconds:.3f},", one.address]
    return "\n".join([*lines, *(["#EXT-X-ENDLIST"] if ended else []), ""])
