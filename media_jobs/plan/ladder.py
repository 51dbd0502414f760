"""The rules of the house for qualities, as the planner takes them."""

import hashlib
import json
from dataclasses import asdict, dataclass

SMALL = 480  # lines; what is seen enlarged on most screens, so that every fault shows
#: For x264 beside its preset. Measured with veryfast on moving pictures: choosing coefficients with care gains 1 VMAF at the
#: same bytes for 6 % more processor time; moving fewer bits into flat parts gains 0.4 for 2 % more bytes.
TUNING = "trellis=1:aq-strength=0.8"


@dataclass(frozen=True)
class Ladder:
    """`caps` are peak kb/s by short side in lines, the largest first; `copy_kbps` is the most a copied top may have.

    `crf`, `crf_small` (480 lines and less) and `preset` are x264's. Times in seconds: `gap_s` is the longest wait for a key picture in a file that is
    copied, `segment_s` and `chunk_s` are aims. `loudness` is in LKFS, `peak` in dBTP, `tolerance` in LU.
    """

    caps: tuple[tuple[int, int], ...] = ((1080, 6000), (720, 3600), (480, 1900), (360, 1100))
    copy_kbps: int = 8000
    crf: int = 21
    crf_small: int = 20
    preset: str = "veryfast"
    tuning: str = TUNING
    gap_s: int = 6
    segment_s: int = 4
    chunk_s: int = 30
    parts: int = 6  # a short video is cut into so many chunks, that several workers have something to do
    max_rate: int = 60  # pictures a second
    audio_kbps: int = 128
    loudness: int = -24
    tolerance: int = 2
    peak: int = -2

    @property
    def version(self) -> str:
        """The same for the same rules: tells which videos were made by others."""
        said = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]
