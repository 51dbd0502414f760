"""A collection of invented items that every process of a test sees: a file beside the database."""

import json
from pathlib import Path

import pytest

from foundation.similar.models import SegmentFile
from foundation.similar.registry import Collection, Document, collections, register_collection
from foundation.similar.services import changed
from foundation.storage.private import PrivateStorage

NAME = "shelf"


class Shelf:
    """`shelf["1"] = title, text`, `del shelf["1"]`: changes an item and says so, as an app does in its transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_text("{}", encoding="utf-8")

    def read(self) -> dict:
        return json.loads(self.path.read_text(encoding="utf-8"))

    def write(self, items: dict) -> None:
        draft = self.path.with_suffix(".part")
        draft.write_text(json.dumps(items), encoding="utf-8")
        draft.replace(self.path)

    def fill(self, items: dict) -> None:
        self.write(self.read() | items)
        changed(NAME, *items)

    def __setitem__(self, name: str, item: tuple[str, str]) -> None:
        self.fill({name: item})

    def __delitem__(self, name: str) -> None:
        items = self.read()
        del items[name]
        self.write(items)
        changed(NAME, name)


@pytest.fixture
def shelf(db, tmp_path, monkeypatch):
    """The only collection while the test runs; the files of its index in a folder of their own."""
    storage = PrivateStorage(location=tmp_path / "private", file_permissions_mode=0o600)
    monkeypatch.setattr(SegmentFile._meta.get_field("file"), "storage", storage)
    made = Shelf(tmp_path / "shelf.json")

    def documents(ids):
        items = made.read()
        return [Document(one, *items[one]) for one in ids if one in items]

    before = dict(collections)
    collections.clear()
    register_collection(Collection(NAME, "书架", lambda: made.read(), documents))
    yield made
    collections.clear()
    collections.update(before)
