"""The notice as documents: one per language, a note where it stood when it is over."""

from collections.abc import Iterable, Iterator

from publishing.contract import Document, Exporter, Gone

from .models import SiteNotice

PREFIX = "notice"
PATHS = {"zh-hans": "/site-notice/", "en": "/en/site-notice/"}
OVER = {"zh-hans": "公告已经结束。", "en": "This notice is over."}


def document_ids() -> list[str]:
    """The notice in each language, whether anybody ever wrote it or not."""
    return [f"{PREFIX}:{locale}" for locale in PATHS]


def all_ids() -> list[str]:
    """The languages in which readers have, or once had, a notice."""
    return [f"{PREFIX}:{locale}" for locale in PATHS if _in(locale).exists()]


def export(ids: Iterable[str]) -> Iterator[Document | Gone]:
    newest = SiteNotice.objects.first()
    for document_id in ids:
        locale = document_id.partition(":")[2]
        if newest and locale in PATHS:
            yield from _made(newest, document_id, locale)


def document_of(notice: SiteNotice, locale: str) -> Document:
    others = {other: f"{PREFIX}:{other}" for other in PATHS if other != locale and notice.text_en}
    text = notice.text_en if locale == "en" else notice.text
    raised = notice.raised_at.isoformat()
    return Document(
        id=f"{PREFIX}:{locale}",
        kind="site_notice",
        locale=locale,
        path=PATHS[locale],
        title=text,
        published=raised,
        updated=raised,
        translations=others,
        data={"level": notice.level, **({"link": notice.link} if notice.link else {})},
    )


def _made(notice: SiteNotice, document_id: str, locale: str) -> Iterator[Document | Gone]:
    """Without an English text there is no English notice; what an earlier one left is over as well."""
    text = notice.text_en if locale == "en" else notice.text
    if notice.standing and text:
        yield document_of(notice, locale)
        return
    if last := _in(locale).first():
        title = last.text_en if locale == "en" else last.text
        ended = last.ended_at or notice.raised_at
        yield Gone(document_id, locale, PATHS[locale], title, ended.isoformat(), OVER[locale])


def _in(locale: str):
    return SiteNotice.objects.exclude(text_en="") if locale == "en" else SiteNotice.objects.all()


notice_exporter = Exporter(prefix=PREFIX, export=export, all_ids=all_ids)
