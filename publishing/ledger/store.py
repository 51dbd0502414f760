"""The tables of the ledger. What a run finds out is staged, and becomes true when its release is out."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS ledger (
    path TEXT PRIMARY KEY, owner TEXT NOT NULL, part TEXT NOT NULL, title TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER, day TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ledger_retired ON ledger (owner, part) WHERE last IS NOT NULL;
CREATE TABLE IF NOT EXISTS ledger_staged (
    path TEXT PRIMARY KEY, owner TEXT NOT NULL, part TEXT NOT NULL, title TEXT NOT NULL,
    alive INTEGER NOT NULL, day TEXT NOT NULL) WITHOUT ROWID;
"""
APPLY = """
INSERT INTO ledger SELECT path, owner, part, title, :number, iif(alive, NULL, :number), day
    FROM ledger_staged WHERE true
ON CONFLICT (path) DO UPDATE SET owner = excluded.owner, part = excluded.part, title = excluded.title,
    day = excluded.day,
    last = iif(excluded.last IS NULL, NULL, coalesce(ledger.last, max(:before, ledger.first)))
"""


class Place(NamedTuple):
    """Whose an address is: a document or a list (`tag:zh-hans:slug`), "" for what the site makes by itself.

    `part` is "" for the owner's own page, `asset` for a file of it, else the rest of the address after the owner's
    (`archive/3/`, `rss.xml`).
    """

    owner: str
    part: str = ""
    title: str = ""


class Retired(NamedTuple):
    """An address that was public and is not any more."""

    path: str
    owner: str
    part: str
    title: str


@dataclass(frozen=True, slots=True)
class Life:
    """`first` and `last` are numbers of releases; `last` and `day` (when it left) are empty while it lives."""

    path: str
    owner: str
    part: str
    title: str
    first: int
    last: int | None
    day: str


class Ledger:
    """Works on the connection of a snapshot, within its transaction."""

    def __init__(self, db: sqlite3.Connection):
        self.db = db

    # --- reading -------------------------------------------------------------------------------------------
    def places(self) -> Iterator[tuple[str, Place, bool]]:
        """(path, place, whether the newest release holds it) of every address."""
        for path, owner, part, title, last in self.db.execute(
            "SELECT path, owner, part, title, last FROM ledger ORDER BY path"
        ):
            yield path, Place(owner, part, title), last is None

    def place(self, path: str) -> tuple[Place, bool] | None:
        row = self.db.execute("SELECT owner, part, title, last FROM ledger WHERE path = ?", [path]).fetchone()
        return (Place(*row[:3]), row[3] is None) if row else None

    def retired_of(self, owner: str, part: str | None = None) -> list[str]:
        """Retired addresses of one owner; with `part` only those of one part of it."""
        query = "SELECT path FROM ledger WHERE last IS NOT NULL AND owner = ?"
        values = [owner]
        if part is not None:
            query, values = f"{query} AND part = ?", [owner, part]
        return [row[0] for row in self.db.execute(query, values)]

    def life(self, path: str) -> Life | None:
        row = self.db.execute(
            "SELECT path, owner, part, title, first, last, day FROM ledger WHERE path = ?", [path]
        ).fetchone()
        return Life(*row) if row else None

    def lives(self) -> Iterator[Life]:
        """Every address that is not alive."""
        for row in self.db.execute(
            "SELECT path, owner, part, title, first, last, day FROM ledger WHERE last IS NOT NULL ORDER BY path"
        ):
            yield Life(*row)

    def counts(self) -> tuple[int, int]:
        """(addresses ever released, of these alive)"""
        return self.db.execute("SELECT count(*), count(*) - count(last) FROM ledger").fetchone()

    # --- writing -------------------------------------------------------------------------------------------
    def stage(
        self, alive: Iterable[tuple[str, Place]], retired: Iterable[tuple[str, Place]], day: str
    ) -> None:
        """What the release being made brings and retires. Replaces what an unfinished run left."""
        self.db.execute("DELETE FROM ledger_staged")
        rows = [(path, *place, 1, "") for path, place in alive]
        rows += [(path, *place, 0, day) for path, place in retired]
        self.db.executemany("INSERT INTO ledger_staged VALUES (?, ?, ?, ?, ?, ?)", rows)

    def settle(self, number: int, before: int) -> None:
        """Release `number`, made after `before`, is out: what was staged is true now."""
        self.db.execute(APPLY, {"number": number, "before": before})
        self.db.execute("DELETE FROM ledger_staged")
