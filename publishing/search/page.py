"""The search page with results, made with the theme that is part of the release: no CMS, no Pelican."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..rendering.theme import Theme
from ..rendering.theme_assets import ThemeAsset
from .query import INDEX, MAX_QUERY, ORDERS, Asked, search, search_variables

TITLES = {"zh-hans": "“{}”的搜索结果", "en": "Results for “{}”"}


class SearchPages:
    """Search of one release."""

    def __init__(self, release: Path):
        self.release = release
        self._busy: dict[str, bytes] = {}
        self.context = json.loads((release / ".release/search.json").read_text("utf-8"))
        self.theme = Theme(release / ".release/theme")
        self.theme.assets = {
            name: ThemeAsset(asset["file"], b"", asset["integrity"])
            for name, asset in self.context["assets"].items()
        }

    def locale_of(self, path: str) -> str:
        """The language whose search page stands at `path`, "" if none does."""
        found = (name for name, one in self.context["locales"].items() if one["path"] == path)
        return next(found, "")

    def render(self, locale: str, query: str, asked: Asked) -> str:
        known = self.context["locales"][locale]
        query = query.strip()[:MAX_QUERY]
        asked = replace(asked, column=asked.column if asked.column in known["columns"] else "")
        found = search(self.release / INDEX, query, locale, asked, titles=known["columns"])
        self.theme.page.locale = locale
        variables: dict[str, Any] = {**known["variables"], **search_variables()}
        site_name = variables["site"]["name"]
        if query:
            variables["view"] = {
                **variables["view"],
                "title": f"{TITLES[locale].format(query)} - {site_name}",
            }
        variables |= {
            "query": query,
            "results": found.results,
            "total": found.total,
            "capped": not found.complete,
            "page": found.page,
            "pages": found.pages,
            "column_filter": asked.column,
            "order": asked.order,
            "since": asked.since.isoformat() if asked.since else "",
            "until": asked.until.isoformat() if asked.until else "",
            "facets": found.facets,
        }
        return self.theme.env.get_template("pages/search.html").render(variables)

    def busy(self, locale: str) -> bytes:
        """The page for those who have to wait a moment; made once, as there is too much to do already."""
        if locale not in self._busy:
            self.theme.page.locale = locale
            variables = {**self.context["locales"][locale]["variables"], **search_variables(), "busy": True}
            self._busy[locale] = self.theme.env.get_template("pages/search.html").render(variables).encode()
        return self._busy[locale]


def asked_for(fields: Mapping[str, str]) -> Asked:
    """What a reader wants, from the address; what makes no sense is passed over."""
    number, order = fields.get("page", "1"), fields.get("order", "")
    return Asked(
        int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        fields.get("column", ""),
        order if order in ORDERS else ORDERS[0],
        _day(fields.get("since", "")),
        _day(fields.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2200 else None


@lru_cache(maxsize=2)
def search_pages(release: str) -> SearchPages:
    """Kept for the release being served and the one before it."""
    return SearchPages(Path(release))
