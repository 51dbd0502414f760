"""The one place that speaks to ffmpeg-python. It only builds argument lists: its own `run` has no time limit, cannot
be cancelled and keeps all output in memory, so `media_jobs.runner` runs what comes out.
"""

from pathlib import Path
from typing import Any

import ffmpeg

TIMESCALE = 90000  # ticks a second in every file made here, so that pieces fit together
FRAGMENTED = "+frag_keyframe+empty_moov+default_base_moof"


def source(path: Path, **options: Any) -> Any:
    """An input. The name is absolute, so that none is taken for an option."""
    return ffmpeg.input(str(path.resolve()), **options)


def signal(address: str, **options: Any) -> Any:
    """An input that comes over the network of this machine."""
    return ffmpeg.input(address, **options)


def compiled(*outputs: Any) -> list[str]:
    """Arguments beginning with "ffmpeg"."""
    together = outputs[0] if len(outputs) == 1 else ffmpeg.merge_outputs(*outputs)
    return list(ffmpeg.compile(together, overwrite_output=True))


def written(streams: list[Any], out: Path | str, **options: Any) -> Any:
    """An output, without what the source's maker wrote about himself, his device and his place."""
    return ffmpeg.output(*streams, str(out), map_metadata=-1, **options)


def fragmented() -> dict[str, Any]:
    """A fragment at each key picture."""
    return {"f": "mp4", "movflags": FRAGMENTED, "video_track_timescale": TIMESCALE}
