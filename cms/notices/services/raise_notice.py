"""Put a notice on every page of the public site."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from cms.editorial.refusals import NotAllowed, Refused, require_reason
from foundation.audit.services import record
from foundation.rights.may import may
from publishing.services import check_context, check_document

from ..export import document_ids, document_of
from ..models import SiteNotice
from .tell import tell_the_publisher


@transaction.atomic
def raise_notice(
    by,
    text: str,
    reason: str,
    *,
    text_en: str = "",
    link: str = "",
    level: str = SiteNotice.Level.URGENT,
    until: datetime | None = None,
) -> SiteNotice:
    """Raise a notice in the emergency lane; one that stands already is replaced in the same release.

    Raises NotAllowed, ReasonRequired, or Refused when the text does not pass the checks of any publication.
    """
    if not may(by, "site.notice"):
        raise NotAllowed("全站公告只有总编能发布。")
    now = timezone.now()
    notice = SiteNotice(
        level=_level(level),
        text=_text(text, 80),
        text_en=_text(text_en, 160, optional=True),
        link=_link(link),
        reason=require_reason(reason, "发布全站公告的理由"),
        raised_by=by,
        raised_at=now,
        until=_future(until, now),
    )
    _check_words(notice)
    replaced = _end_standing(by, now)
    notice.save()
    record(
        actor=by,
        verb="notices.raise",
        object_key=f"site_notice:{notice.pk}",
        obj=notice,
        reason=notice.reason,
        replaced=replaced.pk if replaced else None,
    )
    tell_the_publisher("raise", by, notice.reason)
    return notice


def _end_standing(by, now: datetime) -> SiteNotice | None:
    replaced = SiteNotice.objects.select_for_update().filter(standing=True).first()
    if replaced:
        replaced.standing, replaced.ended_by, replaced.ended_at = False, by, now
        replaced.save(update_fields=["standing", "ended_by", "ended_at"])
    return replaced


def _level(level: str) -> str:
    if level not in SiteNotice.Level.values:
        raise Refused("请选公告的级别：紧急或提示。")
    return level


def _text(text: str, longest: int, optional: bool = False) -> str:
    text = " ".join((text or "").split())
    if not text and not optional:
        raise Refused("请写公告的内容。")
    if len(text) > longest:
        raise Refused(
            f"公告写得太长：现有 {len(text)} 个字，最多 {longest} 个。细节请写成文章，在公告里给出地址。"
        )
    return text


def _link(link: str) -> str:
    """A path of our own site, or an https address."""
    link = (link or "").strip()
    parts = urlsplit(link)
    own = link.startswith("/") and not link.startswith("//") and not set(link) & set("\\ \"'<>")
    if link and not own and not (parts.scheme == "https" and parts.hostname):
        raise Refused("详情地址要以 / 开头（本站的页面）或以 https:// 开头。")
    return link[:300]


def _future(until: datetime | None, now: datetime) -> datetime | None:
    if until and until <= now:
        raise Refused("到期时间已经过了，请改成以后的时间，或者不填。")
    return until


def _check_words(notice: SiteNotice) -> None:
    """The same words are forbidden here as in any publication; nobody can release an error."""
    locales = ["zh-hans", *(["en"] if notice.text_en else [])]
    context = check_context(document_ids())
    found = [
        issue
        for locale in locales
        for issue in check_document(document_of(notice, locale), context)
        if issue.severity == "error" and issue.field == "title"
    ]
    if found:
        raise Refused("；".join(f"{issue.message}（{issue.cure}）" for issue in found))
