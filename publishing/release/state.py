"""What the last release was made from: page keys, the cards templates asked for, links and anchors.

A cache: missing, damaged or belonging to another release, it is thrown away and the site is built in full.
"""

import json
import logging
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from .manifest import Manifest

logger = logging.getLogger(__name__)

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    file TEXT PRIMARY KEY, key TEXT NOT NULL, reads TEXT NOT NULL, anchors TEXT NOT NULL, links TEXT NOT NULL);
"""


@dataclass
class PageState:
    key: str
    reads: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass
class State:
    """The last release as the publisher remembers it."""

    folder: Path
    manifest: Manifest
    pages: dict[str, PageState]


def load(path: Path, releases: Path) -> State | None:
    """None when there is nothing to stand on; the reason is logged."""
    if not path.exists():
        return None
    try:
        return _read(path, releases)
    except (sqlite3.DatabaseError, OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("The state of the last release cannot be used, building in full: %s", error)
        return None


def _read(path: Path, releases: Path) -> State:
    db = sqlite3.connect(path)
    try:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        folder = releases / meta["release"]
        manifest = Manifest.read(folder)
        if manifest.hash != meta["manifest"]:
            raise ValueError("manifest of the last release was changed")
        rows = db.execute("SELECT file, key, reads, anchors, links FROM pages")
        pages = {
            file: PageState(key, json.loads(reads), json.loads(anchors), json.loads(links))
            for file, key, reads, anchors, links in rows
        }
    finally:
        db.close()
    return State(folder, manifest, pages)


def save(path: Path, manifest: Manifest, pages: dict[str, PageState], before: State | None) -> None:
    """Write what changed, in one transaction. A file that cannot be used is replaced."""
    if before is None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    db = sqlite3.connect(path)
    try:
        with db:
            db.executescript(SCHEMA)
            old = before.pages if before else {}
            changed = [(file, page) for file, page in pages.items() if old.get(file) != page]
            db.executemany(
                "DELETE FROM pages WHERE file = ?", [(file,) for file in old.keys() - pages.keys()]
            )
            db.executemany(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)",
                [
                    (f, p.key, json.dumps(p.reads), json.dumps(p.anchors), json.dumps(p.links))
                    for f, p in changed
                ],
            )
            meta = {"release": manifest.release, "manifest": manifest.hash}
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(meta.items()))
    finally:
        db.close()
