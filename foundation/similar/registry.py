"""Which collections can be compared. Apps register theirs in `AppConfig.ready`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

UPDATE = "similar.update"  # the kind of job that writes the index


@dataclass(frozen=True)
class Document:
    """What is compared of an item. `text` is plain, as people read it: passages are places in it."""

    id: str
    title: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Collection:
    """`ids()` gives every item; `documents(ids)` those of them that are to be compared now, in any order, as they stand
    in the database at that moment. An item it leaves out is gone until `changed` is called for it again."""

    name: str
    label: str
    ids: Callable[[], Iterable[str]]
    documents: Callable[[list[str]], Iterable[Document]]


collections: dict[str, Collection] = {}


def register_collection(collection: Collection) -> None:
    """Names have at most 32 characters, ids 64. Registering a name twice replaces it (tests)."""
    collections[collection.name] = collection


def documents(collection: str, ids: list[str]) -> dict[str, Document]:
    """By id; nothing for a collection nobody registers any more."""
    known = collections.get(collection)
    return {one.id: one for one in known.documents(ids)} if known and ids else {}
