"""The search page with results, made with the theme that is part of the release: no CMS, no Pelican."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..rendering.theme import Theme
from ..rendering.theme_assets import ThemeAsset
from .query import INDEX, MAX_QUERY, search, search_variables

TITLES = {"zh-hans": "“{}”的搜索结果", "en": "Results for “{}”"}


class SearchPages:
    """Search of one release."""

    def __init__(self, release: Path):
        self.release = release
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

    def render(self, locale: str, query: str, page: int, column: str) -> str:
        known = self.context["locales"][locale]
        query = query.strip()[:MAX_QUERY]
        column = column if column in known["columns"] else ""
        index = self.release / INDEX
        found = search(index, query, locale, page=page, column=column, titles=known["columns"])
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
            "page": found.page,
            "pages": found.pages,
            "column_filter": column,
            "facets": found.facets,
        }
        return self.theme.env.get_template("pages/search.html").render(variables)


@lru_cache(maxsize=2)
def search_pages(release: str) -> SearchPages:
    """Kept for the release being served and the one before it."""
    return SearchPages(Path(release))
