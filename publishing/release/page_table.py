"""What is known of pages: their keys, the documents they name, their links and anchors. Asked page by page, in SQLite.

Of the last release it is a part of the state; of a run it holds what was made so far, so that a hundred thousand pages
do not have to be in memory.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from foundation.disk import sync

from ..make_way import asking

SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    file TEXT PRIMARY KEY, path TEXT NOT NULL, source TEXT NOT NULL, owner TEXT NOT NULL, key TEXT NOT NULL,
    reads TEXT NOT NULL, anchors TEXT NOT NULL, links TEXT NOT NULL, templated INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_source ON pages (source);
CREATE TABLE IF NOT EXISTS shown (document_id TEXT, file TEXT, PRIMARY KEY (document_id, file)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_file ON shown (file);
CREATE TABLE IF NOT EXISTS anchored (path TEXT, file TEXT, PRIMARY KEY (path, file)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS anchored_file ON anchored (file);
"""
TABLES = ("pages", "shown", "anchored")
PARTS = ("", "-journal", "-wal", "-shm")
AT_ONCE = 400  # values in one query
Row = tuple[str, str, str, str, str]  # file, path, owner, anchors, links


class PageState(NamedTuple):
    """`reads` are the cards its templates asked for by themselves; `shown` all documents it names by id.

    `anchors` and `links` are sorted, one a line. Links that stand on every page of a language are kept for its home
    page only.
    """

    key: str
    path: str = ""
    source: str = ""
    owner: str = ""
    reads: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    anchors: str = ""
    links: str = ""
    templated: bool = False  # made by a template, so a page for people


class PageTable:
    def __init__(self, db: sqlite3.Connection):
        self.db = db

    # --- reading -------------------------------------------------------------------------------------------
    def pages(self, files: Collection[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """File to (key, cards its templates asked for)."""
        rows = self._in("SELECT file, key, reads FROM pages WHERE file IN ({})", files)
        return {file: (key, split(reads)) for file, key, reads in rows}

    def files_of(self, sources: Collection[str]) -> set[str]:
        """Files that were made from these sources."""
        return {row[0] for row in self._in("SELECT file FROM pages WHERE source IN ({})", sources)}

    def paths_of(self, files: Collection[str]) -> set[str]:
        """Public paths of pages."""
        return {row[0] for row in self._in("SELECT path FROM pages WHERE file IN ({})", files)}

    def sources_showing(self, document_ids: Collection[str]) -> set[str]:
        """Sources of the pages that name one of the documents by its id."""
        query = "SELECT DISTINCT source FROM shown JOIN pages USING (file) WHERE document_id IN ({})"
        return {row[0] for row in self._in(query, document_ids)}

    def full(self, files: Collection[str]) -> dict[str, PageState]:
        """All that is known of some pages."""
        query = "SELECT file, document_id FROM shown WHERE file IN ({})"
        shown: dict[str, list[str]] = {}
        for file, document_id in self._in(query, files):
            shown.setdefault(file, []).append(document_id)
        columns = "file, key, path, source, owner, reads, anchors, links, templated"
        return {
            file: PageState(
                *(key, path, source, owner, split(reads), tuple(shown.get(file, ()))),
                *(anchors, links, bool(made)),
            )
            for file, key, path, source, owner, reads, anchors, links, made in self._in(
                f"SELECT {columns} FROM pages WHERE file IN ({{}})", files
            )
        }

    def templated(self, files: Collection[str] | None = None) -> int:
        """How many of some files, or of all, a template made."""
        query = "SELECT COUNT(*) FROM pages WHERE templated"
        rows = self.db.execute(query) if files is None else self._in(f"{query} AND file IN ({{}})", files)
        return sum(row[0] for row in rows)

    def all_files(self) -> Iterator[str]:
        return (row[0] for row in self.db.execute("SELECT file FROM pages"))

    def __contains__(self, file: str) -> bool:
        return self.db.execute("SELECT 1 FROM pages WHERE file = ?", [file]).fetchone() is not None

    def links(self, files: Collection[str] | None = None) -> Iterator[Row]:
        """(file, path, owner, anchors, links) of some pages, or of all that have links or anchors."""
        query = "SELECT file, path, owner, anchors, links FROM pages"
        if files is None:
            return iter(self.db.execute(query + " WHERE links != '' OR anchors != ''"))
        return self._in(query + " WHERE file IN ({})", files)

    def pointing_into(self, paths: Collection[str]) -> set[str]:
        """Files with a link to some place (`#…`) inside one of these public paths."""
        return {row[0] for row in self._in("SELECT file FROM anchored WHERE path IN ({})", paths)}

    def _in(self, query: str, values: Collection[str]) -> Iterator[tuple]:
        found = list(values)
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            yield from self.db.execute(query.format(",".join("?" * len(some))), some).fetchall()

    # --- writing -------------------------------------------------------------------------------------------
    def add(self, pages: Mapping[str, PageState]) -> None:
        """By file. A page that was made before is replaced."""
        rows = (
            (file, p.path, p.source, p.owner, p.key, "\n".join(p.reads), p.anchors, p.links, p.templated)
            for file, p in pages.items()
        )
        self._insert("pages", rows)
        self._insert("shown", ((name, file) for file, p in pages.items() for name in p.shown))
        inside = ((path, file) for file, p in pages.items() if "#" in p.links for path in _inside(p.links))
        self._insert("anchored", inside)

    def add_all(self, other: "PageTable") -> None:
        """Every page of another table."""
        for table in TABLES:
            self._insert(table, asking(other.db.execute(f"SELECT * FROM {table}")))

    def remove(self, files: Iterable[str]) -> None:
        names = [(file,) for file in files]
        for table in TABLES:
            self.db.executemany(f"DELETE FROM {table} WHERE file = ?", asking(names))

    def _insert(self, table: str, rows: Iterable[tuple]) -> None:
        marks = "?, ?, ?, ?, ?, ?, ?, ?, ?" if table == "pages" else "?, ?"
        self.db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)


class MadePages(PageTable):
    """What a run made, in a file of its own beside the state. Nobody reads it after a crash, so nothing of it is synced
    or journalled; a few pages never reach the disk at all. The file of a full build becomes the state.
    """

    def __init__(self, path: Path):
        self.path = path
        drop(path)
        super().__init__(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
        self.db.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; BEGIN; {SCHEMA}"
        )

    def finish(self) -> None:
        """The file is whole and on the disk; nothing can be asked any more."""
        self.db.execute("COMMIT")
        self.db.close()
        sync(self.path)

    def close(self) -> None:
        """Leave nothing behind, unless the file was put elsewhere."""
        self.db.close()
        drop(self.path)


def drop(path: Path, parts: Iterable[str] = PARTS) -> None:
    """Remove a database with the files SQLite keeps beside it."""
    for suffix in parts:
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def split(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()


def _inside(links: str) -> Iterator[str]:
    """The pages whose anchors these links name; a page's own anchors are looked at with the page."""
    for link in links.split("\n"):
        path, hash_, _ = link.partition("#")
        if path and hash_:
            yield unquote(path.partition("?")[0])
