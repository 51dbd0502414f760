"""What the last release was made from: for each page its key, the documents it names, its links and anchors.

Asked page by page, never read as a whole. A cache: missing, damaged or of another release, it is thrown away and the
site is built in full.
"""

import logging
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

from ..make_way import asking
from .manifest import Manifest

logger = logging.getLogger(__name__)

FORMAT = "3"
SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    file TEXT PRIMARY KEY, path TEXT NOT NULL, source TEXT NOT NULL, owner TEXT NOT NULL, key TEXT NOT NULL,
    reads TEXT NOT NULL, anchors TEXT NOT NULL, links TEXT NOT NULL, templated INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_source ON pages (source);
CREATE TABLE IF NOT EXISTS shown (document_id TEXT, file TEXT, PRIMARY KEY (document_id, file)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_file ON shown (file);
CREATE TABLE IF NOT EXISTS assets (file TEXT, document_id TEXT, PRIMARY KEY (file, document_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS assets_document ON assets (document_id);
CREATE TABLE IF NOT EXISTS anchored (path TEXT, file TEXT, PRIMARY KEY (path, file)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS anchored_file ON anchored (file);
CREATE TABLE IF NOT EXISTS extra (file TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
"""
PARTS = ("", "-journal", "-wal", "-shm")
AT_ONCE = 400  # values in one query


@dataclass(slots=True)
class PageState:
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


class State:
    """The last release as the publisher remembers it. One run uses it; `Saving` writes the next."""

    def __init__(self, path: Path, db: sqlite3.Connection, manifest: Manifest, folder: Path):
        self.path, self.db, self.manifest, self.folder = path, db, manifest, folder
        self.meta: dict[str, str] = dict(db.execute("SELECT key, value FROM meta"))

    @property
    def release(self) -> str:
        return self.manifest.release

    def close(self) -> None:
        self.db.close()

    # --- pages ---------------------------------------------------------------------------------------------
    def pages(self, files: Collection[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """File to (key, cards its templates asked for)."""
        rows = self._in("SELECT file, key, reads FROM pages WHERE file IN ({})", files)
        return {file: (key, _split(reads)) for file, key, reads in rows}

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
        rows = self._in(f"SELECT {columns} FROM pages WHERE file IN ({{}})", files)
        return {
            file: PageState(
                key,
                path,
                source,
                owner,
                _split(reads),
                tuple(shown.get(file, ())),
                anchors,
                links,
                bool(made),
            )
            for file, key, path, source, owner, reads, anchors, links, made in rows
        }

    def templated(self, files: Collection[str]) -> int:
        """How many of some files a template made."""
        rows = self._in("SELECT COUNT(*) FROM pages WHERE templated AND file IN ({})", files)
        return sum(row[0] for row in rows)

    def all_files(self) -> Iterator[str]:
        return (row[0] for row in self.db.execute("SELECT file FROM pages"))

    def count(self) -> int:
        """Pages made by a template."""
        return int(self.meta.get("pages", "0"))

    # --- links ---------------------------------------------------------------------------------------------
    def links(self, files: Collection[str] | None = None) -> Iterator[tuple[str, str, str, str, str]]:
        """(file, path, owner, anchors, links) of some pages, or of all."""
        query = "SELECT file, path, owner, anchors, links FROM pages"
        if files is None:
            return iter(self.db.execute(query + " WHERE links != '' OR anchors != ''"))
        return self._in(query + " WHERE file IN ({})", files)

    def pointing_into(self, paths: Collection[str]) -> set[str]:
        """Files with a link to some place (`#…`) inside one of these public paths."""
        return {row[0] for row in self._in("SELECT file FROM anchored WHERE path IN ({})", paths)}

    # --- files that are not pages --------------------------------------------------------------------------
    def assets_of(self, document_ids: Collection[str]) -> set[str]:
        """Files of pictures and attachments that came with these documents."""
        query = "SELECT DISTINCT file FROM assets WHERE document_id IN ({})"
        return {row[0] for row in self._in(query, document_ids)}

    def asset_users(self, files: Collection[str]) -> Iterator[tuple[str, str]]:
        """(file, document id) of everything that shows these files."""
        return self._in("SELECT file, document_id FROM assets WHERE file IN ({})", files)

    def extra(self, kind: str) -> set[str]:
        """Files of another making (theme, search), as they were noted by `Saving`."""
        return {row[0] for row in self.db.execute("SELECT file FROM extra WHERE kind = ?", [kind])}

    def _in(self, query: str, values: Collection[str]) -> Iterator[tuple]:
        found = list(values)
        for start in range(0, len(found), AT_ONCE):
            some = found[start : start + AT_ONCE]
            yield from self.db.execute(query.format(",".join("?" * len(some))), some).fetchall()


def load(path: Path, releases: Path, known: Manifest | None = None) -> State | None:
    """None when there is nothing to stand on; the reason is logged. `known` saves reading that manifest again."""
    if not path.exists():
        return None
    try:
        return _open(path, releases, known)
    except (sqlite3.DatabaseError, OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("The state of the last release cannot be used, building in full: %s", error)
        return None


def _open(path: Path, releases: Path, known: Manifest | None) -> State:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        if meta.get("format") != FORMAT:
            raise ValueError("written by another version")
        folder = releases / meta["release"]
        manifest = known if known and known.release == meta["release"] else Manifest.read(folder)
        if manifest.hash != meta["manifest"] or not (folder / "manifest.json").is_file():
            raise ValueError("manifest of the last release was changed")
        return State(path, db, manifest, folder)
    except BaseException:
        db.close()
        raise


@dataclass
class Next:
    """What a run leaves to remember. `whole`: nothing that was known before counts any more."""

    manifest: Manifest
    pages: Mapping[str, PageState]
    removed: Collection[str] = ()
    assets: Mapping[str, Iterable[str]] | None = None  # document id to the files that come with it
    extra: Mapping[str, Iterable[str]] | None = None  # kind to all its files
    meta: Mapping[str, str] | None = None
    whole: bool = False


class Saving:
    """Writes what changed when it is entered; nothing of it counts before `commit`, a file that is whole no more.

    So the long part is done, and may still make way, before a release gets its name.
    """

    def __init__(self, path: Path, made: Next):
        self.path, self.made = path, made
        self.target = Path(f"{path}.new") if made.whole else path

    def __enter__(self) -> "Saving":
        made = self.made
        if made.whole:
            _remove(self.target)
        self.db = sqlite3.connect(self.target)
        try:
            if made.whole:
                self.db.executescript(SCHEMA)
            _save_pages(self.db, made)
            _save_files(self.db, made)
            meta = {"format": FORMAT, "release": made.manifest.release, "manifest": made.manifest.hash}
            rows = {**(made.meta or {}), **meta}.items()
            self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(rows))
        except BaseException:
            self.db.close()
            raise
        return self

    def commit(self) -> None:
        """From now on the next run stands on it."""
        self.db.commit()
        if self.made.whole:
            self.db.close()
            _remove(self.path)
            os.replace(self.target, self.path)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()


def _remove(path: Path) -> None:
    for suffix in PARTS:
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _save_pages(db: sqlite3.Connection, made: Next) -> None:
    if not made.whole:
        touched = {*made.removed, *made.pages}
        for name, files in (("pages", made.removed), ("shown", touched), ("anchored", touched)):
            db.executemany(f"DELETE FROM {name} WHERE file = ?", ((file,) for file in asking(files)))
    db.executemany(
        "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (file, p.path, p.source, p.owner, p.key, "\n".join(p.reads), p.anchors, p.links, p.templated)
            for file, p in asking(made.pages.items())
        ),
    )
    db.executemany(
        "INSERT OR IGNORE INTO shown VALUES (?, ?)",
        ((name, file) for file, p in asking(made.pages.items()) for name in p.shown),
    )

    db.executemany(
        "INSERT OR IGNORE INTO anchored VALUES (?, ?)",
        (
            (path, file)
            for file, p in asking(made.pages.items())
            if "#" in p.links
            for path in _inside(p.links)
        ),
    )


def _inside(links: str) -> Iterator[str]:
    """The pages whose anchors these links name; a page's own anchors are looked at with the page."""
    for link in links.split("\n"):
        path, hash_, _ = link.partition("#")
        if path and hash_:
            yield unquote(path.partition("?")[0])


def _save_files(db: sqlite3.Connection, made: Next) -> None:
    for document_id, files in asking((made.assets or {}).items()):
        if not made.whole:
            db.execute("DELETE FROM assets WHERE document_id = ?", [document_id])
        db.executemany("INSERT OR IGNORE INTO assets VALUES (?, ?)", [(file, document_id) for file in files])
    for kind, files in (made.extra or {}).items():
        db.execute("DELETE FROM extra WHERE kind = ?", [kind])
        db.executemany("INSERT OR REPLACE INTO extra VALUES (?, ?)", [(file, kind) for file in files])


def _split(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()
