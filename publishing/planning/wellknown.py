"""Small files machines ask for: robots.txt, security.txt, what the search service needs."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from ..rendering import jinja_filters
from .fixed import TITLES
from .kit import Kit, PageSpec
from .site import prefix

SECURITY_DAYS = 180
NOTICE_LABELS = {"zh-hans": "全站公告", "en": "Site notice"}
SOURCE = "wellknown"


def wellknown_pages(kit: Kit) -> Iterator[PageSpec]:
    yield kit.text("/robots.txt", [kit.site.locales], lambda renderer: _robots(kit), source=SOURCE)
    contact = kit.options.get("security_contact", "")
    if contact and kit.site.as_of:
        yield kit.text(
            "/.well-known/security.txt",
            [contact, kit.site.as_of[:7]],
            lambda renderer: _security(kit, contact),
            source=SOURCE,
        )
    for locale in kit.site.locales:
        notice = kit.site.card(f"notice:{locale}")
        yield kit.text(
            f"{prefix(locale)}/site-notice.json", [notice], _notice(kit, locale, notice), source=SOURCE
        )
    context = search_context(kit)
    yield kit.text("/.release/search.json", [context], lambda renderer: _json(context), source=SOURCE)


def _robots(kit: Kit) -> str:
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix(locale)}/search/?" for locale in kit.site.locales]
    return "\n".join([*lines, f"Sitemap: {kit.site_url}/sitemap.xml", ""])


def _security(kit: Kit, contact: str) -> str:
    """RFC 9116; the expiry follows the month of the release, not the clock."""
    first = date.fromisoformat(kit.site.as_of).replace(day=1)
    expires = (first + timedelta(days=SECURITY_DAYS)).isoformat()
    return (
        f"Contact: {contact}\nExpires: {expires}T00:00:00.000Z\nPreferred-Languages: zh, en\n"
        f"Canonical: {kit.site_url}/.well-known/security.txt\n"
    )


def _notice(kit: Kit, locale: str, notice: dict[str, Any] | None) -> Callable[[Any], str]:
    """What scripts show above every page; empty while there is no site-wide notice."""
    if not notice:
        return lambda renderer: "{}\n"
    value = {
        "title": notice["title"],
        "href": notice["data"].get("link") or notice["path"],
        "level": notice["data"]["level"],
        "label": NOTICE_LABELS[locale],
        "datetime": jinja_filters.isolocal(notice["published"]),
        "shown": jinja_filters.datetime(notice["published"]),
    }
    return lambda renderer: _json(value)


def search_context(kit: Kit) -> dict[str, Any]:
    """With this the search service shows results like any page of the site."""
    assets = {
        name: {"file": asset.file, "integrity": asset.integrity} for name, asset in kit.theme.assets.items()
    }
    return {
        "assets": assets,
        "locales": {locale: _search_locale(kit, locale) for locale in kit.site.locales},
    }


def _search_locale(kit: Kit, locale: str) -> dict[str, Any]:
    path, title = prefix(locale) + "/search/", TITLES["search"][locale]
    alternates = kit.twins(locale, title, "/search/")
    view = kit.view(locale, path, title, alternates=alternates, noindex=True)
    return {
        "path": path,
        "variables": {**kit.facts[locale].common, "SITEURL": kit.site_url, "view": view},
        "columns": {column["id"]: column["title"] for column in kit.site.columns[locale]},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
