"""What the publisher takes and gives: plain dataclasses, no Django.

A `Document` is everything a reader can see of one thing. It is a value: two equal documents render to
equal bytes, so its hash decides what has to be rendered again. All texts are final, all times are UTC in
ISO 8601, all paths are absolute on the public site and ASCII.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import orjson

Locale = Literal["zh-hans", "en"]

#: Block types a theme must be able to show, with the shape of their value (see `docs/flows.md`).
BLOCK_TYPES = (
    "heading",  # {"level": 2|3, "text": str, "anchor": str}
    "rich_text",  # {"html": str}                       clean HTML: p h2-h4 ul ol li a strong em table …
    "image",  # {"picture": Picture, "caption": str}
    "gallery",  # {"pictures": [{"picture": Picture, "caption": str}]}
    "table",  # {"caption": str, "header": [str], "rows": [[str]], "row_header": bool}
    "quotation",  # {"text": str, "by": str}
    "attachments",  # {"title": str, "files": [Attachment]}
    "video",  # {"title": str, "url": str, "poster": Picture|None, "seconds": int} of elsewhere; of ours besides
    #           {"media": None | {master, download, poster, sprites: address or "", width, height: 0 for sound alone,
    #            captions: [{language, label, address}], chapters: [{at_s, title}]}, "lacks": [why it cannot go out]}
    "live",  # {"title": str, "starts_at": ISO, "state": scheduled|ended|replay|cancelled, "path": str, "calendar": path of an
    #          .ics or "", "standing": address asked while it goes on, "master": address, "poster": Picture|None,
    #          "points": [{title, speaker, at_s: None}], "seconds": int, "media": as of "video" once there is a film, "lacks"}
    "live_coming",  # {"title": str, "broadcasts": [{title, starts_at, path, calendar}]}
    "related",  # {"title": str, "documents": [document id]}
)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture: `path` on the public site, pixels."""

    path: str
    width: int
    height: int
    type: str  # MIME type


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in several sizes, smallest first; `alt` is empty only where the picture is decoration."""

    alt: str
    renditions: tuple[Rendition, ...]
    fallback: Rendition
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to download. `size` in bytes, `sha256` in hexadecimal, `type` as shown ("PDF")."""

    title: str
    path: str
    filename: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that goes into the release as it is; its bytes lie in the asset store under `sha256`."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Tag:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One thing the public can see.

    `sequence` is the permanent order of first publication (never reused); 0 = never shown in lists.
    `column` is the document id of the column it stands in. `data` holds what only its kind knows, as JSON
    values. `translations` maps a locale to the document id of the same thing in that language.
    `data["list_of"]` makes any page the list page of a family: the address of the column that leads to it, as the site
    map does; `data["description"]` is then what the link says of it. A family need not know the ids of columns.
    """

    id: str
    kind: str
    locale: str
    path: str
    title: str
    sequence: int = 0
    subtitle: str = ""
    summary: str = ""
    source: str = ""
    author: str = ""
    editor: str = ""
    published: str = ""
    updated: str = ""
    column: str = ""
    tags: tuple[Tag, ...] = ()
    picture: Picture | None = None
    body: tuple[Mapping[str, Any], ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()

    @property
    def sha(self) -> str:
        """SHA-256 of the whole document in canonical JSON."""
        return hashlib.sha256(canonical_bytes(asdict(self))).hexdigest()


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that was public and was withdrawn: its address answers 410 with this note."""

    id: str
    locale: str
    path: str
    title: str
    withdrawn: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that was public and now leads elsewhere (301)."""

    path: str
    target: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the change log: the document `document_id` may differ from what was published."""

    sequence: int
    document_id: str
    verb: str
    at: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What a checker found. `field` names where; `cure` says in Chinese what to do."""

    code: str
    severity: Literal["error", "warning"]
    field: str
    message: str
    cure: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A document that could not be published; it stays at its last good version."""

    document_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Release:
    """What one publish run did. Times in seconds."""

    release: str
    sequence: int
    documents: int
    pages: int
    written: int
    removed: int
    seconds: float
    cpu_seconds: float
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """How the publisher gets the documents of one family (`prefix` of their ids, "page" in "page:42").

    `export(ids)` yields a Document or Gone for each id it knows; an id it yields nothing for was never
    public and is dropped. `all_ids()` lists every id that is or was public, for a full build.
    `moved()` lists the redirects the family wants kept. `theme` is a folder laid out like a theme: `templates/` with
    `pages/<kind>.html` for the kinds only this family has, and `translations/`; the site's theme may replace each file.
    """

    prefix: str
    export: Callable[[Iterable[str]], Iterable[Document | Gone]]
    all_ids: Callable[[], Iterable[str]]
    moved: Callable[[], Iterable[Moved]] = tuple
    theme: Path | None = None


def canonical_json(value: Any) -> str:
    """The one text of a JSON value: sorted keys, no spaces, no escapes."""
    return canonical_bytes(value).decode()


def canonical_bytes(value: Any) -> bytes:
    """The same in UTF-8. Raises TypeError for what is no JSON value, half a surrogate pair among it."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
