"""A document without its body, small enough to keep a hundred thousand in memory."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson

Order = tuple[int, str]  # (sequence, id): the order of first publication

#: Read without decoding anything.
QUICK = frozenset({"id", "kind", "locale", "path", "sequence", "column", "sha"})


@lru_cache(maxsize=4096)
def _decode(text: bytes) -> dict[str, Any]:
    return orjson.loads(text)


class Head(Mapping[str, Any]):
    """Reads like the dictionary it was stored as; all but the fields of `QUICK` are decoded when asked for.

    `lists` and `places` say where it stands, `card_hash` is filled when first needed: both belong to `Site`.
    """

    __slots__ = (
        *(
            "card_hash",
            "column",
            "id",
            "kind",
            "list_of",
            "lists",
            "locale",
            "moment",
            "order",
            "path",
            "places",
        ),
        *("sequence", "sha", "tag_slugs", "text", "translations", "with_assets"),
    )

    def __init__(self, sha: str, text: bytes, value: dict[str, Any]):
        self.sha, self.text = sha, text
        self.id: str = value["id"]
        self.kind: str = shared(value["kind"])
        self.locale: str = shared(value["locale"])
        self.path: str = value["path"]
        self.sequence: int = value["sequence"]
        self.column: str = shared(value["column"])
        self.moment: str = value["updated"] or value["published"]  # of the newest change readers are told of
        self.order: Order = (self.sequence, self.id)
        self.tag_slugs: tuple[str, ...] = shared(tuple(dict.fromkeys(tag["slug"] for tag in value["tags"])))
        self.translations: tuple[str, ...] = tuple(value["translations"].values())
        self.list_of: str = value["data"].get("list_of", "")
        self.with_assets = bool(value["assets"])
        self.lists: tuple[str, ...] = ()
        self.places: tuple[int, ...] = ()
        self.card_hash = ""

    @classmethod
    def stored(cls, sha: str, text: str) -> "Head":
        return cls(sha, text.encode(), orjson.loads(text))

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Head":
        """From a dictionary with its `sha`."""
        fields = {name: field for name, field in value.items() if name != "sha"}
        return cls(value["sha"], orjson.dumps(fields), fields)

    @property
    def assets(self) -> list[dict[str, Any]]:
        """Its pictures and attachments. Most have none, and nothing has to be decoded to know that."""
        return self["assets"] if self.with_assets else []

    @property
    def fields(self) -> dict[str, Any]:
        """What it was stored as, shared with whoever else asks: only to be read."""
        return _decode(self.text)

    @property
    def value(self) -> dict[str, Any]:
        """A dictionary of its own with every field."""
        return {**_decode(self.text), "sha": self.sha}

    def place(self, name: str) -> int:
        """Its place in a list it stands in. Raises ValueError for another list."""
        return self.places[self.lists.index(name)]

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name) if name in QUICK else _decode(self.text)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.value)

    def __len__(self) -> int:
        return len(_decode(self.text)) + 1

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<Head {self.id}>"


def link_of(head: Head | None) -> dict[str, Any] | None:
    """Of a list page what columns and the site map show of it; none for others."""
    if head is None or not head.list_of:
        return None
    data = {"description": head["data"].get("description", "")}
    return {"id": head.id, "title": head["title"], "path": head.path, "data": data, "of": head.list_of}


_known: dict[Any, Any] = {}


def shared(value: Any) -> Any:
    """One object for equal values: a hundred thousand documents share few kinds, columns and sets of tags."""
    if len(_known) > 200_000:
        _known.clear()
    return _known.setdefault(value, value)


def as_head(value: Head | Mapping[str, Any]) -> Head:
    """A head, from itself or from a dictionary with its `sha`."""
    return value if isinstance(value, Head) else Head.of(value)
