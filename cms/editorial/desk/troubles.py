"""What the newest release left as it was: which text, why, where to cure it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Trouble:
    """`edit` is where to cure it, "" where the thing is no page."""

    title: str
    edit: str
    message: str


def troubles(problems: Iterable[dict]) -> list[Trouble]:
    """The problems of a release in words of the office: by title, with the way to the editor."""
    problems = list(problems)
    numbers = {number for one in problems if (number := _page_number(one["document_id"]))}
    titles = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "draft_title"))
    found = []
    for one in problems:
        number = _page_number(one["document_id"])
        known = number in titles
        edit = reverse("wagtailadmin_pages:edit", args=[number]) if known else ""
        title = titles[number] if known else _what(one["document_id"])
        found.append(Trouble(title, edit, one["message"]))
    return found


def _page_number(document_id: str) -> int:
    family, _, number = document_id.partition(":")
    return int(number) if family == "page" and number.isdigit() else 0


def _what(document_id: str) -> str:
    if not document_id:
        return "列表或全站的页面"
    return "网站设置" if document_id.startswith("site:") else document_id
