"""Bring the sound to the loudness of broadcasting: measured once, changed only where it is too far from it."""

import re
from pathlib import Path

from django.db import transaction

from foundation.jobs.registry import Progress

from ..contract import Plan, Sound
from ..encode import loudness_argv, sound_argv
from ..models import Video
from ..plan import Ladder
from ..rules import ladder
from ..work import source_of, work_folder
from .announce import announce
from .ground import current, mark
from .storing import store_sound
from .tools import watched

SILENT = -60.0  # LKFS; quieter than this there is nothing to make louder
MOST = 20.0  # dB; more would lift the noise of the room


def run(key: str, edition: int, progress: Progress) -> str:
    """Nothing to do where it was done, or nobody wants it."""
    video = current(key, edition)
    if video is None:
        return "不再需要"
    row = video.renditions.filter(edition=edition, name="sound", final=False).first()
    if row is None:
        return "已调好"
    planned, rules = video.planned, ladder()
    assert planned.sound is not None
    made = None
    with work_folder(video) as folder:
        path = source_of(video)
        said = watched(loudness_argv(path, planned.sound), folder=folder, source=path, seconds=planned.duration_s,
                       progress=progress, message="测响度", ends=45)  # fmt: skip
        loudness = measured(said.stderr)
        gain = gain_for(loudness, rules)
        if gain or not row.segments:
            made = _encoded(video, planned, gain, rules, path, folder, progress)
    with transaction.atomic():
        progress.guard()
        mark(video, loudness=loudness)
        row.refresh_from_db()
        row.final = True
        if made:
            row.way, row.codecs, row.playlist = "encode", made.codecs, ""
            row.segments = [[at, seconds, size, made.head] for at, seconds, size in made.segments]
        row.save()
    announce(video, progress)
    return f"{loudness} LKFS" if loudness is not None else "没有声音"


def _encoded(
    video: Video, planned: Plan, gain: float, rules: Ladder, path: Path, folder: Path, progress: Progress
):
    assert planned.sound is not None
    most = (
        max(planned.sound.max_rate, rules.audio_kbps * 1000)
        if planned.sound.way == "copy"
        else planned.sound.max_rate
    )
    sound = Sound(planned.sound.index, "encode", min(most, 192_000), planned.sound.channels)
    argv = sound_argv(path, sound, cuts=planned.boundaries, end=planned.duration_s, zero=video.zero_s,
                      out=str(folder / "sound-%05d.mp4"), gain=gain, peak=rules.peak)  # fmt: skip
    watched(argv, folder=folder, source=path, seconds=planned.duration_s, progress=progress,
            message="编码声音", begins=45, ends=90)  # fmt: skip
    return store_sound(video, sorted(folder.glob("sound-*.mp4")), 0.0)


def measured(said: str) -> float | None:
    """Integrated loudness in LKFS from the summary of ebur128; None for silence."""
    found = re.findall(r"I:\s+(-?[\d.]+|-?inf|nan) LUFS", said)
    if not found or not re.fullmatch(r"-?[\d.]+", found[-1]):
        return None
    return float(found[-1]) if float(found[-1]) > SILENT else None


def gain_for(loudness: float | None, rules: Ladder) -> float:
    """By how many dB to change it; 0 within the tolerance, and never so much that noise becomes speech."""
    if loudness is None or abs(rules.loudness - loudness) <= rules.tolerance:
        return 0.0
    return round(min(rules.loudness - loudness, MOST), 2)
