"""The home page of each language: lead stories, open drafts, notices, meetings, the newest of each column."""

from collections.abc import Iterator
from typing import Any

from ..rendering.jinja_filters import days_after
from . import json_ld
from .kinds import is_listed
from .kit import Kit, PageSpec
from .site import Head

LOOK_AT = 60  # newest documents considered for each part; what is older never leads
SECTION = 8
LEADS = 3
LEAD_FROM = 12  # the newest items among which a picture is looked for
PART = 6


def home_pages(kit: Kit) -> Iterator[PageSpec]:
    for locale in kit.site.locales:
        yield from home_page(kit, locale)


def home_page(kit: Kit, locale: str) -> Iterator[PageSpec]:
    home = kit.facts[locale].home
    if home:
        yield _home_page(kit, locale, home)


def _home_page(kit: Kit, locale: str, home: Head) -> PageSpec:
    site, facts = kit.site, kit.facts[locale]
    chosen = _choose(kit, locale, home)
    ids = [
        chosen["lead"],
        [[column["id"], *members] for column, members in chosen["sections"]],
        *(chosen[name] for name in ("drafts", "notices", "meetings", "topics", "stories")),
    ]
    flat = [[site.card_hash(name) for name in _flatten(group)] for group in ids]
    parts = [home["sha"], flat, kit.alternates(home), facts.updated, site.as_of]

    def make(renderer: Any) -> dict[str, Any]:
        view = kit.view(
            locale,
            home["path"],
            "",
            description=home["data"].get("description", "") or home["summary"],
            alternates=kit.alternates(home),
            json_ld=json_ld.for_home(facts, home["path"], kit.site_url),
        )
        return {
            "doc": {**home.value, "body": site.body(home["id"])},
            "view": view,
            "updated": facts.updated,
            "sections": [_section(kit, column, members) for column, members in chosen["sections"]],
            **{
                name: site.cards(chosen[name])
                for name in ("lead", "drafts", "notices", "meetings", "topics", "stories")
            },
        }

    source, lead = f"home:{locale}", tuple(home["data"].get("lead", []))
    return kit.page(home.path, "pages/home", locale, parts, make, source=source, owner=home.id, shows=lead)


def _choose(kit: Kit, locale: str, home: Head) -> dict[str, Any]:
    """Which documents stand where on the home page, by id."""
    site = kit.site

    def newest(kind: str) -> list[Head]:
        found = [head for head in site.of_kind(kind, locale, LOOK_AT) if is_listed(head)]
        return sorted(found, key=lambda head: (head["published"], head["sequence"]), reverse=True)

    lead = _lead(kit, home, [head["id"] for head in newest("news")])
    drafts = [h for h in newest("legislative") if _days_left(h, "closes_on", site.as_of) >= 0]
    meetings = [
        h
        for h in newest("meeting")
        if max(_days_left(h, name, site.as_of) for name in ("starts_at", "ends_at")) >= 0
    ]
    topics = site.of_kind("topic", locale)
    return {
        "lead": lead,
        "sections": [
            (column, site.newest(f"column:{column['id']}", SECTION))
            for column in kit.facts[locale].top_columns
            if column["data"].get("in_menu", True)
        ],
        "drafts": _ids(sorted(drafts, key=lambda h: (h["data"]["closes_on"], h["id"]))),
        "notices": _ids(newest("notice")),
        "meetings": _ids(sorted(meetings, key=lambda h: (h["data"].get("starts_at", ""), h["id"]))),
        "topics": _ids(sorted(topics, key=lambda h: (h["published"], h["id"]), reverse=True)),
        "stories": _ids(newest("picture_story")),
    }


def _lead(kit: Kit, home: Head, news: list[str]) -> list[str]:
    """What an editor chose, filled up with the newest; without a choice the first one is to have a picture."""
    chosen = [name for name in home["data"].get("lead", []) if kit.site.card(name)]
    fresh = [name for name in news[:LEAD_FROM] if name not in chosen]
    if not chosen:
        pictured = next((name for name in fresh if (kit.site.card(name) or {})["picture"]), "")
        fresh.sort(key=lambda name: name != pictured)
    return (chosen + fresh)[: max(LEADS, len(chosen))]


def _section(kit: Kit, column: Head, members: list[str]) -> dict[str, Any]:
    card = kit.site.card(column["id"]) or {}
    about = {name: column["data"].get(name, "") for name in ("short_name", "description")}
    cards = sorted(kit.site.cards(members), key=lambda one: one["published"], reverse=True)
    return {"column": {**card, **about}, "cards": cards}


def _days_left(head: Head, name: str, as_of: str) -> int:
    left = days_after(head["data"].get(name), as_of)
    return -1 if left is None else left


def _ids(heads: list[Head]) -> list[str]:
    return [head["id"] for head in heads[:PART]]


def _flatten(group: list) -> list[str]:
    return [name for entry in group for name in (entry if isinstance(entry, list) else [entry])]
