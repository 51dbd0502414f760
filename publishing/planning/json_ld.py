"""Structured data for search engines (schema.org), as a JSON text in a data block: nothing executes it."""

from functools import lru_cache
from typing import Any

from ..contract import canonical_json
from .facts import Facts
from .site import LANGS, Head

TYPES = {"news": "NewsArticle", "picture_story": "NewsArticle", "meeting": "Event"}


def for_item(facts: Facts, head: Head, breadcrumb: list[dict[str, str]], site_url: str) -> str:
    canonical = site_url + head["path"]
    thing: dict[str, Any] = {
        "@type": TYPES.get(head["kind"], "Article"),
        "headline": head["title"],
        "name": head["title"],
        "description": head["summary"],
        "datePublished": head["published"],
        "dateModified": head["updated"] or head["published"],
        "inLanguage": LANGS[head["locale"]],
        "mainEntityOfPage": canonical,
        "url": canonical,
        "image": _images(head, site_url),
        "keywords": [tag["name"] for tag in head["tags"]],
        "author": {"@type": "Organization", "name": head["source"] or facts.name},
        "publisher": _publisher(facts, site_url),
        "isAccessibleForFree": True,
    }
    if thing["@type"] == "Event":
        thing |= {
            "startDate": head["data"].get("starts_at", ""),
            "endDate": head["data"].get("ends_at", ""),
            "location": {"@type": "Place", "name": head["data"].get("venue") or facts.name},
        }
    said = canonical_json({name: value for name, value in thing.items() if value})
    trail = _trail(site_url, tuple((step["title"], step["path"]) for step in breadcrumb))
    return f'{{"@context":"https://schema.org","@graph":[{said},{trail}]}}'


@lru_cache(maxsize=256)
def _trail(site_url: str, steps: tuple[tuple[str, str], ...]) -> str:
    crumbs = [
        {"@type": "ListItem", "position": place, "name": title, "item": site_url + path}
        for place, (title, path) in enumerate(steps, 1)
    ]
    return canonical_json({"@type": "BreadcrumbList", "itemListElement": crumbs})


def for_home(facts: Facts, path: str, site_url: str) -> str:
    return canonical_json(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": facts.name,
            "url": site_url + path,
            "inLanguage": LANGS[facts.locale],
            "publisher": _publisher(facts, site_url),
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{site_url}{facts.site_dict['search_path']}?q={{q}}",
                "query-input": "required name=q",
            },
        }
    )


def _publisher(facts: Facts, site_url: str) -> dict[str, str]:
    name = facts.identity.get("full_name") or facts.name
    return {"@type": "GovernmentOrganization", "name": name, "url": site_url + "/"}


def _images(head: Head, site_url: str) -> list[str]:
    return [site_url + head["picture"]["fallback"]["path"]] if head["picture"] else []
