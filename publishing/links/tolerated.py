"""Broken links somebody let out all the same, by name: they do not stop later releases, and every release names them."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS tolerated_links (
    path TEXT NOT NULL, link TEXT NOT NULL, said TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (path, link));
"""


class Broken(NamedTuple):
    """A link on the page `path` of document `owner` ("" for a list) that leads nowhere."""

    path: str
    owner: str
    link: str


class Tolerated:
    """Works on the connection of a snapshot. `said` is who let a link out and why."""

    def __init__(self, db: sqlite3.Connection):
        self.db = db

    def all(self) -> dict[tuple[str, str], str]:
        """(path, link) to what was said."""
        rows = self.db.execute("SELECT path, link, said FROM tolerated_links")
        return {(path, link): said for path, link, said in rows}

    def add(self, broken: Iterable[Broken], said: str, day: str) -> None:
        self.db.executemany(
            "INSERT OR IGNORE INTO tolerated_links VALUES (?, ?, ?, ?)",
            [(one.path, one.link, said, day) for one in broken],
        )

    def forget_cured(self, broken: Iterable[Broken]) -> None:
        """What is not broken any more needs a new word if it breaks again."""
        still = {(one.path, one.link) for one in broken}
        cured = [pair for pair in self.all() if pair not in still]
        self.db.executemany("DELETE FROM tolerated_links WHERE path = ? AND link = ?", cured)
