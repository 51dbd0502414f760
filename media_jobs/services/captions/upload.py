"""A file of captions somebody made elsewhere."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rulebook.reading import number

from ...admission_rules import CAPTION_KB
from ...captions import webvtt
from ...captions.reading import from_bytes
from ...contract import MediaError
from ...models import Caption, CaptionState, Video
from .read import LANGUAGES


def upload_caption(video: Video, content: bytes, *, language: str, by, replace: bool = False) -> Caption:
    """Keep it as a draft. `replace` says that the text already there may go; what plays goes on playing.

    Raises PermissionDenied, or MediaError (CaptionFaults names the lines that are wrong).
    """
    demand(by, "media.caption", video)
    if language not in LANGUAGES:
        raise MediaError("不支持这种语言的字幕", f"可以选：{'、'.join(LANGUAGES.values())}")
    most = number(CAPTION_KB)
    if len(content) > most * 1024:
        raise MediaError(f"字幕文件有 {len(content) // 1024} KB，超过 {most} KB", "请检查是不是选错了文件")
    text = webvtt.write(from_bytes(content, video.duration_s))
    with transaction.atomic():
        Video.objects.select_for_update().get(pk=video.pk)  # of two people at once one comes first
        caption = Caption.objects.filter(video=video, language=language).first()
        if caption and caption.text == text and not caption.machine:
            return caption  # sent twice
        if caption and not replace:
            raise MediaError(f"已经有{caption.label}字幕", "要换成这个文件，请选“替换”再传")
        caption = caption or Caption(video=video, language=language, label=LANGUAGES[language])
        caption.text, caption.state, caption.machine, caption.made_by = text, CaptionState.DRAFT, False, by
        caption.approved_by = caption.approved_at = None
        caption.save()
        record(actor=by, verb="media.caption_uploaded", obj=caption, language=language)
    return caption
