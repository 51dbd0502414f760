"""Having a machine write a first draft."""

from django.db import transaction

from foundation.audit.services import record
from foundation.jobs.services import enqueue
from foundation.rights.may import demand

from ...captions.recogniser import is_configured
from ...contract import MediaError
from ...models import Caption, CaptionState, Video
from .read import LANGUAGES


def can_recognise() -> bool:
    """Whether the button makes sense on this machine."""
    return is_configured()


def ask_recognition(video: Video, *, language: str, by) -> None:
    """Leave the work to a job. What people wrote or approved is never overwritten. Raises PermissionDenied or MediaError."""
    demand(by, "media.caption", video)
    if not can_recognise():
        raise MediaError("这里没有装语音识别", "请手工写字幕，或者请系统管理员按运维手册接上识别程序")
    if language not in LANGUAGES:
        raise MediaError("不支持这种语言的字幕", f"可以选：{'、'.join(LANGUAGES.values())}")
    with transaction.atomic():
        if mine := written_by_people(video, language):
            raise MediaError(f"已经有人写了{mine.label}字幕", "要让机器重写，请先删除它")
        this = {"video": str(video.key), "language": language}
        enqueue("media.recognise", this, key=f"{video.key}:{language}", by=by)
        record(actor=by, verb="media.caption_asked", obj=video, language=language)


def written_by_people(video: Video, language: str) -> Caption | None:
    """Captions a machine must leave alone."""
    found = Caption.objects.filter(video=video, language=language).first()
    untouched = found and found.machine and found.made_by_id is None and found.state == CaptionState.DRAFT
    return None if untouched else found
