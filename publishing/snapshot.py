"""The content of the whole public site in one SQLite file: copy it, and any machine can build the site.

Readers need no Django. A document changed since the last release also keeps its last good version, so that one
that cannot be rendered falls back alone.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from .contract import Document, Gone, Moved, canonical_json
from .ledger import store as ledger
from .ledger import theme_files
from .ledger.store import Ledger
from .ledger.theme_files import ThemeFiles
from .links import tolerated
from .links.tolerated import Tolerated
from .snapshot_tables import RELEASED, RELEASED_NOTES, SCHEMA


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
        self._counted = self.db.total_changes

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
            if not kind:
                self._stamp()
            self.db.execute("ROLLBACK" if kind else "COMMIT")
        self.db.close()

    def commit(self) -> None:
        """Make what was taken so far durable and go on."""
        self._stamp()
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")

    def share(self) -> None:
        """Let other processes read what was taken so far, before there is a release of it.

        Until one is finished no release counts as the last good one, so that `previous` is kept whatever happens.
        """
        self.set_meta("release", "")
        self.commit()

    def rollback(self) -> None:
        """Forget what was taken since the last commit."""
        self.db.execute("ROLLBACK")
        self.db.execute("BEGIN")
        self._counted = self.db.total_changes

    @property
    def stamp(self) -> int:
        """Another number whenever somebody has stored something: what was read under it still holds."""
        return int(self.get_meta("stamp", "0"))

    def _stamp(self) -> None:
        if self.db.total_changes != self._counted:
            self.set_meta("stamp", str(self.stamp + 1))
            self._counted = self.db.total_changes

    # --- facts about the whole -----------------------------------------------------------------------------
    def get_meta(self, key: str, default: str = "") -> str:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return row[0] if row else default

    def set_meta(self, key: str, value: str) -> None:
        if self.get_meta(key, "\0") != value:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    # --- taking content in ---------------------------------------------------------------------------------
    def put(self, document: Document) -> None:
        """Take a document; what it replaces is remembered until the next good release."""
        if self.sha(document.id) == document.sha:
            return
        value = asdict(document)
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
        """The redirects a family wants kept, all of them."""
        known = set(self.db.execute("SELECT path, target FROM moved WHERE family = ?", [family]))
        wanted = {(one.path, one.target) for one in moved}
        self.db.executemany(
            "DELETE FROM moved WHERE path = ? AND target = ? AND family = ?",
            [(*row, family) for row in known - wanted],
        )
        self.db.executemany(
            "INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", [(*row, family) for row in wanted - known]
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

    def revert_all(self) -> None:
        """Put everything taken in since the last good release back, places in lists as well."""
        for table in ("documents", "gone"):
            self.db.execute(f"DELETE FROM {table} WHERE id IN (SELECT id FROM previous)")
        self.db.execute(
            "INSERT INTO documents SELECT id, sha, head, body FROM previous WHERE sha IS NOT NULL"
        )
        self.db.execute("INSERT INTO gone SELECT id, note FROM previous WHERE note IS NOT NULL")
        self.db.execute("DELETE FROM previous")
        self.take_back_slots()
        self.set_meta("release", self.get_meta("settled"))

    def fresh_lists(self) -> set[str]:
        """Lists in which places were given out since the last good release."""
        return {row[0] for row in self.db.execute("SELECT DISTINCT list FROM fresh_slots")}

    def end_of(self, name: str) -> int:
        """How many places of a list were ever given out."""
        return self.db.execute(
            "SELECT coalesce(max(position) + 1, 0) FROM slots WHERE list = ?", [name]
        ).fetchone()[0]

    def ends(self) -> dict[str, int]:
        """The same of every list."""
        return dict(self.db.execute("SELECT list, max(position) + 1 FROM slots GROUP BY list"))

    def former(self, document_id: str) -> dict[str, Any] | None:
        """The head (or the note) the last good release had of a document changed since."""
        row = self.db.execute(
            "SELECT coalesce(head, note) FROM previous WHERE id = ?", [document_id]
        ).fetchone()
        return orjson.loads(row[0]) if row and row[0] else None

    def announce(self, release: str, number: int) -> None:
        """Name the release being finished. It counts, and `settle` may follow, once readers get it."""
        self.set_meta("release", release)
        self.set_meta("number", str(number))

    def stay(self, release: str, number: int) -> None:
        """No other release than this finished one comes of it; what was staged for another is forgotten."""
        if self.get_meta("release") != release:
            self.ledger.stage((), (), "")
            self.theme_files.stage({}, "", 0)
            self.announce(release, number)

    def settle(self) -> None:
        """The release with this content is out: nothing older is needed."""
        self.db.execute("DELETE FROM previous")
        number, before = int(self.get_meta("number", "0")), int(self.get_meta("settled_number", "0"))
        self.ledger.settle(number, min(before, number))
        self.theme_files.settle(self.get_meta("as_of"))
        self.set_meta("settled_number", str(number))
        self.db.execute("DELETE FROM fresh_slots")
        self.set_meta("settled", self.get_meta("release"))

    # --- reading -------------------------------------------------------------------------------------------
    def heads(self) -> Iterator[dict[str, Any]]:
        """Every document without its body, in a fixed order, with its `sha`."""
        for sha, head in self.head_rows():
            yield {**orjson.loads(head), "sha": sha}

    def head_rows(self, *, released: bool = False) -> Iterator[tuple[str, str]]:
        """(sha, head as stored) of every document, by id; `released`: as the last good release had them."""
        query = RELEASED if released else "SELECT sha, head FROM documents ORDER BY id"
        return iter(self.db.execute(query))

    def shas(self) -> dict[str, str]:
        """Id to what tells one version of a document from another, of every document."""
        return dict(self.db.execute("SELECT id, sha FROM documents"))

    def head_row(self, document_id: str) -> tuple[str, str] | None:
        return self.db.execute("SELECT sha, head FROM documents WHERE id = ?", [document_id]).fetchone()

    def note(self, document_id: str) -> dict[str, Any] | None:
        row = self.db.execute("SELECT note FROM gone WHERE id = ?", [document_id]).fetchone()
        return orjson.loads(row[0]) if row else None

    def sha(self, document_id: str) -> str:
        row = self.db.execute("SELECT sha FROM documents WHERE id = ?", [document_id]).fetchone()
        return row[0] if row else ""

    def ids(self) -> set[str]:
        return {row[0] for row in self.db.execute("SELECT id FROM documents UNION SELECT id FROM gone")}

    def body(self, document_id: str) -> list[dict[str, Any]]:
        row = self.db.execute("SELECT body FROM documents WHERE id = ?", [document_id]).fetchone()
        return orjson.loads(row[0]) if row else []

    def bodies(self, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """Several bodies at once: cheaper than one after the other."""
        marks = ",".join("?" * len(ids))
        rows = self.db.execute(f"SELECT id, body FROM documents WHERE id IN ({marks})", ids)
        return {name: orjson.loads(body) for name, body in rows}

    def gone(self, *, released: bool = False) -> list[dict[str, Any]]:
        query = RELEASED_NOTES if released else "SELECT note FROM gone ORDER BY id"
        return [orjson.loads(row[0]) for row in self.db.execute(query)]

    def moved(self) -> list[tuple[str, str]]:
        return self.db.execute("SELECT path, target FROM moved ORDER BY path").fetchall()

    def slots(self) -> Iterator[tuple[str, str, int]]:
        """(list, document id, place) for every place given out."""
        return iter(self.db.execute("SELECT list, document_id, position FROM slots"))

    def slots_of(self, document_id: str) -> dict[str, int]:
        """List to the place a document has or had in it."""
        return dict(self.db.execute("SELECT list, position FROM slots WHERE document_id = ?", [document_id]))

    def add_slots(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Give places out. Until the release that shows them is good they can be taken back."""
        rows = list(rows)
        self.db.executemany("INSERT INTO slots VALUES (?, ?, ?)", rows)
        self.db.executemany("INSERT INTO fresh_slots VALUES (?, ?)", [row[:2] for row in rows])

    def take_back_slots(self) -> None:
        """Places that a run gave out which then made no release."""
        self.db.execute(
            "DELETE FROM slots WHERE (list, document_id) IN (SELECT list, document_id FROM fresh_slots)"
        )
        self.db.execute("DELETE FROM fresh_slots")
