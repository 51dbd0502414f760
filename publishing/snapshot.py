"""The content of the whole public site in one SQLite file: copy it, and any machine can build the site.

Readers need no Django. A document changed since the last release also keeps its last good version, so that one
that cannot be rendered falls back alone.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .contract import Document, Gone, Moved, canonical_json
from .ledger import store as ledger
from .ledger import theme_files
from .ledger.store import Ledger
from .ledger.theme_files import ThemeFiles
from .links import tolerated
from .links.tolerated import Tolerated

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, sha TEXT NOT NULL, head TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gone (id TEXT PRIMARY KEY, note TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS moved (path TEXT PRIMARY KEY, target TEXT NOT NULL, family TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS slots (
    list TEXT NOT NULL, document_id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (list, document_id));
CREATE TABLE IF NOT EXISTS previous (
    id TEXT PRIMARY KEY, sha TEXT, head TEXT, body TEXT, note TEXT);
"""


class Snapshot:
    """Open for one publish run. Writes join one transaction until `commit`.

    Readers (previews) and the writer do not wait for each other: the file is in WAL mode while it is in use.
    """

    def __init__(self, path: Path, *, readonly: bool = False):
        self.path, self.readonly = path, readonly
        mode = "ro" if readonly else "rwc"
        self.db = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, isolation_level=None, timeout=20)
        if not readonly:
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.executescript(SCHEMA + ledger.SCHEMA + theme_files.SCHEMA + tolerated.SCHEMA)
        self.ledger, self.theme_files = Ledger(self.db), ThemeFiles(self.db)
        self.tolerated = Tolerated(self.db)

    def __enter__(self) -> "Snapshot":
        self.db.execute("BEGIN")
        if self.readonly:
            return self
        current = self.path.parent / "current"
        if (
            self.get_meta("release")
            and current.is_symlink()
            and current.readlink().name == self.get_meta("release")
        ):
            self.settle()  # the last run may have been killed after readers were switched
        return self

    def __exit__(self, kind, *_: object) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK" if kind else "COMMIT")
        self.db.close()

    def commit(self) -> None:
        """Make what was taken so far durable and go on."""
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")

    def share(self) -> None:
        """Let other processes read what was taken so far, before there is a release of it.

        Until one is finished no release counts as the last good one, so that `previous` is kept whatever happens.
        """
        self.set_meta("release", "")
        self.commit()

    # --- facts about the whole -----------------------------------------------------------------------------
    def get_meta(self, key: str, default: str = "") -> str:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return row[0] if row else default

    def set_meta(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    # --- taking content in ---------------------------------------------------------------------------------
    def put(self, document: Document) -> None:
        """Take a document; what it replaces is remembered until the next good release."""
        if self.sha(document.id) == document.sha:
            return
        value = json.loads(canonical_json(asdict(document)))
        body = value.pop("body")
        self._remember(document.id)
        self.db.execute("DELETE FROM gone WHERE id = ?", [document.id])
        self.db.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)",
            [document.id, document.sha, canonical_json(value), canonical_json(body)],
        )

    def put_gone(self, gone: Gone) -> None:
        self._remember(gone.id)
        self.db.execute("DELETE FROM documents WHERE id = ?", [gone.id])
        self.db.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", [gone.id, canonical_json(asdict(gone))])

    def drop(self, document_id: str) -> None:
        self._remember(document_id)
        self.db.execute("DELETE FROM documents WHERE id = ?", [document_id])
        self.db.execute("DELETE FROM gone WHERE id = ?", [document_id])

    def replace_moved(self, family: str, moved: Iterable[Moved]) -> None:
        self.db.execute("DELETE FROM moved WHERE family = ?", [family])
        self.db.executemany(
            "INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", [(m.path, m.target, family) for m in moved]
        )

    # --- last good versions --------------------------------------------------------------------------------
    def _remember(self, document_id: str) -> None:
        if self.db.execute("SELECT 1 FROM previous WHERE id = ?", [document_id]).fetchone():
            return
        row = self.db.execute("SELECT sha, head, body FROM documents WHERE id = ?", [document_id]).fetchone()
        note = self.db.execute("SELECT note FROM gone WHERE id = ?", [document_id]).fetchone()
        values = [document_id, *(row or (None, None, None)), note[0] if note else None]
        self.db.execute("INSERT INTO previous VALUES (?, ?, ?, ?, ?)", values)

    def changed_ids(self) -> set[str]:
        """Documents taken in since the last good release."""
        return {row[0] for row in self.db.execute("SELECT id FROM previous")}

    def revert(self, document_id: str) -> None:
        """Put the last good version of a changed document back; a new one leaves the site."""
        row = self.db.execute(
            "SELECT sha, head, body, note FROM previous WHERE id = ?", [document_id]
        ).fetchone()
        if row is None:
            return
        sha, head, body, note = row
        self.db.execute("DELETE FROM documents WHERE id = ?", [document_id])
        self.db.execute("DELETE FROM gone WHERE id = ?", [document_id])
        if sha:
            self.db.execute("INSERT INTO documents VALUES (?, ?, ?, ?)", [document_id, sha, head, body])
        if note:
            self.db.execute("INSERT INTO gone VALUES (?, ?)", [document_id, note])
        self.db.execute("DELETE FROM previous WHERE id = ?", [document_id])

    def former(self, document_id: str) -> dict[str, Any] | None:
        """The head (or the note) the last good release had of a document changed since."""
        row = self.db.execute(
            "SELECT coalesce(head, note) FROM previous WHERE id = ?", [document_id]
        ).fetchone()
        return json.loads(row[0]) if row and row[0] else None

    def announce(self, release: str, number: int) -> None:
        """Name the release being finished. It counts, and `settle` may follow, once readers get it."""
        self.set_meta("release", release)
        self.set_meta("number", str(number))

    def settle(self) -> None:
        """The release with this content is out: nothing older is needed."""
        self.db.execute("DELETE FROM previous")
        number, before = int(self.get_meta("number", "0")), int(self.get_meta("settled_number", "0"))
        self.ledger.settle(number, min(before, number))
        self.theme_files.settle(self.get_meta("as_of"))
        self.set_meta("settled_number", str(number))

    # --- reading -------------------------------------------------------------------------------------------
    def heads(self) -> Iterator[dict[str, Any]]:
        """Every document without its body, in a fixed order, with its `sha`."""
        for sha, head in self.db.execute("SELECT sha, head FROM documents ORDER BY id"):
            yield {**json.loads(head), "sha": sha}

    def sha(self, document_id: str) -> str:
        row = self.db.execute("SELECT sha FROM documents WHERE id = ?", [document_id]).fetchone()
        return row[0] if row else ""

    def ids(self) -> set[str]:
        return {row[0] for row in self.db.execute("SELECT id FROM documents UNION SELECT id FROM gone")}

    def body(self, document_id: str) -> list[dict[str, Any]]:
        row = self.db.execute("SELECT body FROM documents WHERE id = ?", [document_id]).fetchone()
        return json.loads(row[0]) if row else []

    def bodies(self, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Several bodies at once: cheaper than one after the other."""
        marks = ",".join("?" * len(ids))
        rows = self.db.execute(f"SELECT id, body FROM documents WHERE id IN ({marks})", ids)
        return {name: json.loads(body) for name, body in rows}

    def gone(self) -> list[dict[str, Any]]:
        return [json.loads(row[0]) for row in self.db.execute("SELECT note FROM gone ORDER BY id")]

    def moved(self) -> list[tuple[str, str]]:
        return self.db.execute("SELECT path, target FROM moved ORDER BY path").fetchall()

    def slots(self) -> list[tuple[str, str, int]]:
        return self.db.execute(
            "SELECT list, document_id, position FROM slots ORDER BY list, position"
        ).fetchall()

    def add_slots(self, rows: Iterable[tuple[str, str, int]]) -> None:
        self.db.executemany("INSERT INTO slots VALUES (?, ?, ?)", rows)
