"""Pages about one document: items, topics, plain pages, and any kind that brings its own template."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from . import json_ld, meta_tags
from .kinds import STRUCTURE, is_listed, template_of
from .kit import Kit, PageSpec
from .reserved import is_reserved
from .site import Head, tag_path

RELATED = 4
LOOK_BACK = 12


def document_pages(kit: Kit) -> Iterator[PageSpec]:
    """Every page about one document, oldest first."""
    for head in sorted(kit.site.heads.values(), key=lambda head: head.order):
        if has_page(kit, head):
            yield document_page(kit, head)


def has_page(kit: Kit, head: Head) -> bool:
    """Whether a document gets a page: its address may belong to another document or to the site itself."""
    return (
        head.kind not in STRUCTURE and not is_reserved(head.path) and kit.site.owner_of(head.path) == head.id
    )


def document_page(kit: Kit, head: Head) -> PageSpec:
    site = kit.site
    columns = site.ancestors(head)
    newer, older = _neighbours(kit, head, columns)
    related = _related(kit, head)
    groups = tuple(name for group in head["data"].get("groups", []) for name in group["documents"])
    parts = [
        head.sha,
        [column.sha for column in columns],
        [site.card_hash(name) for name in (newer, older, *related, *groups)],
        kit.alternates(head),
        site.card_hash(head.id),
        kit.body_mark,
    ]
    make = partial(_variables, kit, head, newer, older, tuple(related))
    template, source = template_of(head.kind), f"doc:{head.id}"
    about = {"source": source, "owner": head.id, "shows": groups, "near": head.sequence}
    return kit.page(head.path, template, head.locale, parts, make, **about)


def _variables(
    kit: Kit, head: Head, newer: str, older: str, related: tuple[str, ...], renderer: Any
) -> dict[str, Any]:
    site, columns = kit.site, kit.site.ancestors(head)
    doc = {**head.value, "body": site.body(head.id)}
    return {
        "doc": doc,
        "article": renderer.article(doc),
        "column": site.card(columns[0].id) if columns else None,
        "related": site.cards(related),
        "newer": site.card(newer),
        "older": site.card(older),
        "groups": _groups(kit, head),
        "view": _view(kit, head, columns),
    }


def _view(kit: Kit, head: Head, columns: list[Head]) -> dict[str, Any]:
    facts = kit.facts[head["locale"]]
    breadcrumb = kit.breadcrumb(head["locale"], columns)
    column = columns[0] if columns else None
    canonical = kit.site_url + head["path"]
    title = f"{head['title']} - {column['title']}" if column else head["title"]
    dated = bool(head["published"])
    view = kit.view(
        head["locale"],
        head["path"],
        title,
        description=head["summary"],
        section=kit.section(columns),
        breadcrumb=breadcrumb,
        alternates=kit.alternates(head),
        meta=meta_tags.article_tags(facts, head, column, canonical, kit.site_url),
        json_ld=json_ld.for_item(facts, head, breadcrumb, kit.site_url) if dated else "",
    )
    view["tags"] = [{**tag, "path": tag_path(head["locale"], tag["slug"])} for tag in head["tags"]]
    return view


def _neighbours(kit: Kit, head: Head, columns: list[Head]) -> tuple[str, str]:
    if not columns or not is_listed(head):
        return "", ""
    return kit.site.neighbours(f"column:{columns[0]['id']}", head["id"])


def _related(kit: Kit, head: Head) -> list[str]:
    """Earlier documents that share the most tags, newest first.

    Only earlier ones: so a new article never changes the pages of older ones.
    """
    if not is_listed(head):
        return []
    shared: Counter[str] = Counter()
    for name, position in zip(head.lists, head.places, strict=True):
        if name.startswith("tag:"):
            shared.update(kit.site.members(name).before(position, LOOK_BACK))
    heads = kit.site.heads
    return sorted(shared, key=lambda name: (-shared[name], -heads[name].sequence, name))[:RELATED]


def _groups(kit: Kit, head: Head) -> list[dict[str, Any]]:
    return [
        {"title": group.get("title", ""), "cards": kit.site.cards(group["documents"])}
        for group in head["data"].get("groups", [])
    ]
