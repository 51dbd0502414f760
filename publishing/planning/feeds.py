"""RSS, Atom and JSON Feed for every column and for the site in each language, 20 newest items each."""

import json
import re
from collections.abc import Iterator
from typing import Any

from .kit import Kit, PageSpec
from .site import LANGS, Head, prefix

ITEMS = 20
LINK = re.compile(r"""(\s(?:href|src|poster)=")/(?!/)""")
SRCSET = re.compile(r"""(\ssrcset=")([^"]*)(")""")


def feed_pages(kit: Kit) -> Iterator[PageSpec]:
    for locale in kit.site.locales:
        yield from site_feeds(kit, locale)
        for column in kit.site.columns[locale]:
            yield from column_feeds(kit, column)


def site_feeds(kit: Kit, locale: str) -> Iterator[PageSpec]:
    newest = [head.id for head in reversed(kit.site.newest_in(locale, ITEMS))]
    home = kit.facts[locale].home
    about = {"source": f"feeds:site:{locale}", "of": home.id if home else ""}
    yield from _feeds(kit, locale, prefix(locale) + "/", "", newest, about)


def column_feeds(kit: Kit, column: Head) -> Iterator[PageSpec]:
    name = f"column:{column.id}"
    ids = kit.site.newest(name, ITEMS)
    about = {"source": f"feeds:{name}", "of": column.id}
    yield from _feeds(kit, column.locale, column.path, column["title"], ids, about)


def _feeds(
    kit: Kit, locale: str, base: str, title: str, ids: list[str], about: dict[str, str]
) -> Iterator[PageSpec]:
    """No feed for an empty list: it could not say when it was updated without asking the clock."""
    if not ids:
        return
    site = kit.site
    parts = [
        [site.heads[name].sha for name in ids],
        [site.card_hash(name) for name in ids],
        title,
        kit.facts[locale].name,
        kit.body_mark,
    ]

    def documents() -> list[dict[str, Any]]:
        return [{**site.heads[name].value, "body": site.body(name)} for name in ids]

    def xml(path: str, kind: str):
        return lambda renderer: renderer.feed(documents(), locale, path, kind, title)

    def as_json(renderer: Any) -> str:
        return json_feed(kit, renderer, documents(), locale, base, title)

    makers = {"rss.xml": xml(base + "rss.xml", "rss"), "atom.xml": xml(base + "atom.xml", "atom")}
    for name, make in {**makers, "feed.json": as_json}.items():
        yield kit.text(base + name, parts, make, locale=locale, part=name, **about)


def json_feed(kit: Kit, renderer: Any, documents: list[dict], locale: str, base: str, title: str) -> str:
    """JSON Feed 1.1."""
    name = kit.facts[locale].name
    items = [
        {
            "id": kit.site_url + doc["path"],
            "url": kit.site_url + doc["path"],
            "title": doc["title"],
            "summary": doc["summary"],
            "content_html": absolute(renderer.body_html(doc), kit.site_url),
            "date_published": doc["published"],
            "date_modified": doc["updated"] or doc["published"],
            "tags": [tag["name"] for tag in doc["tags"]],
            "image": kit.site_url + doc["picture"]["fallback"]["path"] if doc["picture"] else "",
        }
        for doc in documents
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{name} - {title}" if title else name,
        "home_page_url": kit.site_url + base,
        "feed_url": f"{kit.site_url}{base}feed.json",
        "language": LANGS[locale],
        "items": [{key: value for key, value in item.items() if value not in ("", [])} for item in items],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def absolute(html: str, site_url: str) -> str:
    """Addresses of this site with scheme and host: a feed is read elsewhere."""
    html = LINK.sub(lambda match: f"{match[1]}{site_url}/", html)
    return SRCSET.sub(
        lambda match: match[1] + re.sub(r"(^|,\s*)/", rf"\g<1>{site_url}/", match[2]) + match[3], html
    )
