"""What screens ask of captions."""

import hashlib

from ...captions import webvtt
from ...captions.cues import Cue
from ...contract import MediaError
from ...models import Caption, CaptionState

LANGUAGES = {"zh-CN": "中文", "en": "English"}  # what a player offers; the first is the usual one


def cues_of(caption: Caption) -> list[Cue]:
    """Its lines, in order."""
    return webvtt.parse(caption.text) if caption.text else []


def version_of(caption: Caption) -> str:
    """Which wording a page was made from."""
    return hashlib.sha256(caption.text.encode()).hexdigest()[:16]


def standing(caption: Caption) -> str:
    """What an editor reads beside it: nobody mistakes a machine's guess for a record."""
    if caption.state == CaptionState.APPROVED:
        return "已核准"
    draft = "机器识别草稿" if caption.machine else "草稿"
    return f"{draft}（正在播放上一次核准的）" if caption.stored else draft


def locked(caption: Caption, seen: str) -> Caption:
    """The row, for as long as the transaction lasts. Raises MediaError where it is not the wording that was seen."""
    row = Caption.objects.select_for_update().select_related("video").filter(pk=caption.pk).first()
    if row is None:
        raise MediaError("字幕已经被别人删除", "请刷新页面")
    if version_of(row) != seen:
        raise MediaError("字幕已经被别人改过", "请刷新页面，看过新的文字再操作；您刚才写的请先复制下来")
    return row
