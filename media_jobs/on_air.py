"""Captions keep step with the film: what plays never stands under other words than those that were said."""

from django.core.files.base import ContentFile

from .captions import webvtt
from .captions.cues import Cue
from .models import Caption, CaptionState, Video
from .zones import zone_of


def store(caption: Caption) -> str:
    """The wording as a file players can get, under a new name; returns it. Raises StorageUnavailable."""
    video = caption.video
    content = ContentFile(caption.text.encode())
    return zone_of(video).storage.save(f"{video.folder}/captions/{caption.language}.vtt", content)


def move(video: Video, shift_s: float, length_s: float) -> None:
    """A part of the film was kept: times follow, what was cut away goes. Approved words stay approved, and are back with the
    edition that was cut; until then none are shown.
    """
    for caption in Caption.objects.select_for_update().filter(video=video):
        kept = [
            one
            for cue in webvtt.parse(caption.text)
            if (one := _moved(cue, round(1000 * shift_s), round(1000 * length_s)))
        ]
        if kept:
            caption.text, caption.stored = webvtt.write(kept), ""
            caption.save()
        else:
            caption.delete()


def back_to_draft(video: Video) -> None:
    """Another film: nobody knows whether the words fit it."""
    Caption.objects.filter(video=video).update(
        state=CaptionState.DRAFT, stored="", approved_by=None, approved_at=None
    )


def put_on_air(video: Video) -> None:
    """Approved words that wait for the edition that plays now. Call it with the video locked."""
    waiting = Caption.objects.select_for_update().filter(video=video, state=CaptionState.APPROVED, stored="")
    for caption in waiting:
        caption.video, caption.stored = video, store(caption)
        caption.save()


def _moved(cue: Cue, shift: int, length: int) -> Cue | None:
    start, end = max(0, cue.start + shift), min(length, cue.end + shift)
    return Cue(start, end, cue.text) if end > start else None
