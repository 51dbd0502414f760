"""What the last release was made from: its pages, and what else belongs to whom.

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

from foundation.disk import sync

from ..make_way import asking
from .manifest import Manifest
from .page_table import PARTS, MadePages, PageState, PageTable, drop
from .page_table import SCHEMA as PAGES

__all__ = ["MadePages", "Next", "PageState", "Saving", "State", "load"]

logger = logging.getLogger(__name__)

FORMAT = "3"
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
{PAGES}
CREATE TABLE IF NOT EXISTS assets (file TEXT, document_id TEXT, PRIMARY KEY (file, document_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS assets_document ON assets (document_id);
CREATE TABLE IF NOT EXISTS extra (file TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
"""


class State(PageTable):
    """The last release as the publisher remembers it. One run uses it; `Saving` writes the next."""

    def __init__(self, path: Path, db: sqlite3.Connection, manifest: Manifest, folder: Path):
        super().__init__(db)
        self.path, self.manifest, self.folder = path, manifest, folder
        self.meta: dict[str, str] = dict(db.execute("SELECT key, value FROM meta"))

    @property
    def release(self) -> str:
        return self.manifest.release

    def close(self) -> None:
        self.db.close()

    def count(self) -> int:
        """Pages made by a template."""
        return int(self.meta.get("pages", "0"))

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
    pages: MadePages
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

    def __enter__(self) -> "Saving":
        made = self.made
        if made.whole:
            made.pages.db.executescript(f"BEGIN; {SCHEMA}")
            _save_rest(made.pages.db, made)
            made.pages.finish()
            return self
        self.db = sqlite3.connect(self.path)
        try:
            pages = PageTable(self.db)
            pages.remove({*made.removed, *made.pages.all_files()})
            pages.add_all(made.pages)
            _save_rest(self.db, made)
        except BaseException:
            self.db.close()
            raise
        return self

    def commit(self) -> None:
        """From now on the next run stands on it."""
        if self.made.whole:
            drop(self.path, PARTS[1:])  # a journal of the old file must not be taken for the new one's
            os.replace(self.made.pages.path, self.path)
            sync(self.path.parent)
        else:
            self.db.commit()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.made.whole:
            self.db.close()


def _save_rest(db: sqlite3.Connection, made: Next) -> None:
    for document_id, files in asking((made.assets or {}).items()):
        db.execute("DELETE FROM assets WHERE document_id = ?", [document_id])
        db.executemany("INSERT OR IGNORE INTO assets VALUES (?, ?)", [(file, document_id) for file in files])
    for kind, files in (made.extra or {}).items():
        db.execute("DELETE FROM extra WHERE kind = ?", [kind])
        db.executemany("INSERT OR REPLACE INTO extra VALUES (?, ?)", [(file, kind) for file in files])
    meta = {"format": FORMAT, "release": made.manifest.release, "manifest": made.manifest.hash}
    rows = {**(made.meta or {}), **meta}.items()
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(rows))
