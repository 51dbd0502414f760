"""What is said in a video, as a draft for an editor."""

from pathlib import Path

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.errors import JobError
from foundation.jobs.registry import Progress

from ..captions import webvtt
from ..captions.cues import Cue, checked
from ..captions.recogniser import recogniser
from ..contract import MediaError
from ..models import Caption, Video
from ..probe import probe, safe_input
from ..services.captions.read import LANGUAGES
from ..services.captions.recognise import written_by_people
from ..work import source_of, work_folder
from .tools import watched

HEARD = "16000"  # hertz, what recognisers are trained on


def run(key: str, language: str, progress: Progress) -> str:
    """Raises JobError."""
    video = Video.objects.filter(pk=key).first()
    if video is None:
        return "视频已经删除"
    try:
        with work_folder(video) as folder:
            cues = _heard(video, language, folder, progress)
    except MediaError as error:
        raise JobError(error.message, error.advice, permanent=error.permanent) from error
    return _kept(video, language, cues, progress)


def _heard(video: Video, language: str, folder: Path, progress: Progress) -> list[Cue]:
    program = recogniser()
    source, sound = source_of(video), folder / "sound.wav"
    found = probe(source)
    if not found.audio:
        raise MediaError("视频没有声音，不能识别", "请手工写字幕")
    begin, end = video.trim or (0, found.duration_s)
    inputs = [part for name, value in safe_input().items() for part in (f"-{name}", value)]
    cut = ["-ss", str(begin), "-t", str(end - begin)]
    argv = ["ffmpeg", *inputs, *cut, "-i", str(source), "-map", "0:a:0", "-ac", "1", "-ar", HEARD, str(sound)]
    seconds = end - begin
    watched(
        argv, folder=folder, source=source, seconds=seconds, progress=progress, message="取出声音", ends=10
    )
    heard = program.recognise(
        sound, language, seconds, lambda percent: progress.step(10 + percent * 0.89, "识别语音")
    )
    return checked((one for one in heard if one.end > one.start), seconds)


def _kept(video: Video, language: str, cues: list[Cue], progress: Progress) -> str:
    with transaction.atomic():
        progress.guard()
        locked = Video.objects.select_for_update().filter(pk=video.pk).first()
        if locked is None:
            return "视频已经删除"
        if written_by_people(locked, language):
            return "已经有人写了字幕，没有覆盖"
        caption, _ = Caption.objects.update_or_create(
            video=locked,
            language=language,
            defaults={"text": webvtt.write(cues), "machine": True, "label": LANGUAGES[language]},
        )
        record(actor=None, verb="media.caption_recognised", obj=caption, language=language)
    return f"识别出 {len(cues)} 句，待编辑核对"
