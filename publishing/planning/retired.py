"""Addresses that were public and are not any more: each leads to where its owner is now, or says that it is gone."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from ..ledger.store import Place
from ..paths import gone_note, moved_note
from .kit import Kit, PageSpec
from .site import LANGS, prefix

Note = dict[str, Any]  # what a 410 page says

ASSET = "asset"  # the part of an owner that a picture or an attachment is
TITLES = {"zh-hans": "已撤下", "en": "Withdrawn"}
REASONS = {
    "page": {"zh-hans": "内容已不再公开", "en": "The content is no longer public"},
    "part": {"zh-hans": "这一页列表已不再使用", "en": "This part of the list is no longer used"},
    "asset": {"zh-hans": "文件已移除", "en": "The file was removed"},
    "tag": {
        "zh-hans": "这个标签已不再使用，现有的标签见标签索引",
        "en": "This tag is no longer used; the index names those that are",
    },
}
TAGS = {"zh-hans": "标签索引", "en": "All tags"}


def is_public(path: str) -> bool:
    """Whether an address belongs into the ledger: theme files and the publisher's own notes do not."""
    hidden = path.startswith("/.") and not path.startswith("/.well-known/")
    return not (hidden or path.startswith("/theme/") or path.endswith("/404.html"))


def locale_of(path: str) -> str:
    return next((name for name in LANGS if prefix(name) and path.startswith(f"{prefix(name)}/")), "zh-hans")


def own(target: str) -> str:
    """The path of a target on this site, without query and anchor; a target elsewhere as it is."""
    parts = urlsplit(target)
    return target if parts.netloc else parts.path


class Signposts:
    """Where a retired address leads. `answers`: whether the release being planned holds a path; `owner_of`: whose
    a path is or was.
    """

    def __init__(self, kit: Kit, answers: Callable[[str], bool], owner_of: Callable[[str], Place | None]):
        self.kit, self.answers, self.owner_of = kit, answers, owner_of
        self.moved: Mapping[str, str] = dict(kit.site.moved)
        self.gone_at = {gone["path"]: gone for gone in kit.site.gone}
        self.gone_of = {gone["id"]: gone for gone in kit.site.gone}

    def page(self, path: str, place: Place | None) -> PageSpec | None:
        """The note for a retired address; none where nothing can be said of it."""
        found = self.outcome(path, place)
        if isinstance(found, str):
            return self._moved_page(path, found)
        return self._gone_page(path, found) if found else None

    def outcome(self, path: str, place: Place | None) -> str | Note | None:
        """The address it leads to (always one that answers: so no chains, no loops), or what its 410 page says."""
        seen, target = {path}, self.moved.get(path)
        while target and target not in seen:
            if urlsplit(target).netloc or self.answers(urlsplit(target).path):
                return target
            seen.add(target)
            path = own(target)
            place = self.owner_of(path) or place
            target = self.moved.get(path)
        if path in self.gone_at:
            return self.gone_at[path]
        return self._by_owner(path, place) if place else None

    def told(self) -> Iterator[tuple[str, Place]]:
        """Addresses the exporters themselves call moved or withdrawn, with their owners.

        A redirect to what nobody ever saw says nothing.
        """
        for gone in self.gone_at.values():
            yield gone["path"], Place(gone["id"], "", gone["title"])
        for path in self.moved:
            if owner := self._owner_by_redirect(path):
                yield path, owner

    def told_of(self, changed: Collection[str], paths: Collection[str]) -> Iterator[tuple[str, Place]]:
        """The same as far as it concerns some documents, or addresses that appeared or left."""
        for name in changed:
            if gone := self.gone_of.get(name):
                yield gone["path"], Place(gone["id"], "", gone["title"])
        for path in self.moved:
            stations = {path, *self._way(path)}
            mine = not stations.isdisjoint(paths) or any(
                self.gone_at[one]["id"] in changed for one in stations & self.gone_at.keys()
            )
            if mine and (owner := self._owner_by_redirect(path)):
                yield path, owner

    def _owner_by_redirect(self, path: str) -> Place | None:
        end = [path, *self._way(path)][-1]
        told = end in self.gone_at or bool(urlsplit(end).netloc)
        return self.owner_of(end) or (Place("") if told else None)

    def _way(self, path: str) -> list[str]:
        """The addresses the exporters' redirects lead over, to the first that answers."""
        way: list[str] = []
        while path in self.moved and (not way or not self.answers(path)):
            path = own(self.moved[path])
            if path in way:
                break
            way.append(path)
        return way

    def _by_owner(self, path: str, place: Place) -> str | Note:
        head = self.kit.site.heads.get(place.owner)
        if head and head["path"] and self.answers(head["path"]):
            target = head["path"] if place.part in ("", ASSET) else head["path"] + place.part
            if self.answers(target):
                return target
            return self._note(path, place, "part", {"title": head["title"], "path": head["path"]})
        if place.owner in self.gone_of:
            return self.gone_of[place.owner]
        if place.owner.startswith("tag:"):
            return self._note(path, place, "tag", self._tags(locale_of(path)))
        kind = {"": "page", ASSET: "asset"}.get(place.part, "part")
        return self._note(path, place, kind, None)

    def _tags(self, locale: str) -> dict[str, str] | None:
        index = self.kit.facts[locale].site_dict.get("tags_path")
        return {"title": TAGS[locale], "path": index} if index else None

    def _note(self, path: str, place: Place, kind: str, see: dict[str, str] | None) -> Note:
        locale = locale_of(path)
        note: Note = {
            "id": place.owner,
            "locale": locale,
            "path": path,
            "title": place.title,
            "withdrawn": "",
            "reason": REASONS[kind][locale],
        }
        return {**note, "see": see} if see else note

    # --- the pages -----------------------------------------------------------------------------------------
    def _gone_page(self, path: str, gone: Note) -> PageSpec:
        kit = self.kit

        locale = gone["locale"]

        def make(renderer: Any) -> dict[str, Any]:
            title = gone["title"] or TITLES[locale]
            return {"gone": gone, "view": kit.view(locale, path, title, noindex=True)}

        owner = gone["id"] if path in self.gone_at else ""
        return kit.page(
            gone_note(path), "pages/gone", locale, [path, gone], make, source=f"note:{path}", owner=owner
        )

    def _moved_page(self, path: str, target: str) -> PageSpec:
        """For a server that sends no redirect: a page that leads on by itself."""
        link = escape(target, {'"': "&quot;"})
        whole = link if urlsplit(target).netloc else self.kit.site_url + link
        text = (
            '<!doctype html><html lang="zh-Hans-CN"><head><meta charset="utf-8"><title>已移到新地址</title>'
            f'<meta http-equiv="refresh" content="0; url={link}"><link rel="canonical" href="{whole}">'
            f'</head><body><p>这一页已移到新地址：<a href="{link}">{link}</a></p></body></html>\n'
        )
        return self.kit.text(moved_note(path, target), [target], lambda renderer: text, source=f"note:{path}")
