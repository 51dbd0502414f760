"""The search index that is part of each release: one SQLite file, brought up to date from the one before."""

import os
import shutil
import sqlite3
from pathlib import Path

from ..planning.site import Head, Site, digest
from .text import document_text, fold, tokens

VERSION = "1"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, mark TEXT NOT NULL, locale TEXT NOT NULL,
    path TEXT NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL, summary TEXT NOT NULL, tags TEXT NOT NULL,
    text TEXT NOT NULL, columns TEXT NOT NULL, column_title TEXT NOT NULL, published TEXT NOT NULL,
    sequence INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(title, tags, summary, text, content='', tokenize='ascii', prefix='1');
"""


def is_searchable(head: Head) -> bool:
    return head["kind"] not in ("site", "home", "column")


def build_index(site: Site, before: Path | None, target: Path) -> bool:
    """Write the index of `site` to `target`, copying `before` and changing what differs. False: nothing did."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    wanted = {head["id"]: head for head in site.heads.values() if is_searchable(head)}
    db = _open(before, target)
    try:
        with db:
            known = dict(db.execute("SELECT id, mark FROM documents"))
            marks = {name: _mark(site, head) for name, head in wanted.items()}
            for name in sorted(known.keys()):
                if marks.get(name) != known[name]:
                    _remove(db, name)
            for name in sorted(marks, key=lambda one: (wanted[one]["sequence"], one)):
                if marks[name] != known.get(name):
                    _add(db, site, wanted[name], marks[name])
    finally:
        db.close()
    os.chmod(target, 0o444)
    return marks != known


def _open(before: Path | None, target: Path) -> sqlite3.Connection:
    """The former index to go on with, or an empty one when there is none or it is of another make."""
    if before and before.is_file():
        shutil.copyfile(before, target)
        db = sqlite3.connect(target)
        try:
            if dict(db.execute("SELECT key, value FROM meta")).get("version") == VERSION:
                return db
        except sqlite3.DatabaseError:
            pass
        db.close()
        target.unlink()
    db = sqlite3.connect(target)
    db.executescript(SCHEMA)
    db.execute("INSERT INTO meta VALUES ('version', ?)", [VERSION])
    return db


def _mark(site: Site, head: Head) -> str:
    """Changes with anything a search result shows or finds."""
    columns = site.ancestors(head)
    return digest(head["sha"], [[column["id"], column["title"]] for column in columns])


def _texts(title: str, tags: str, summary: str, text: str) -> list[str]:
    return [tokens(title), tokens(tags), tokens(summary), tokens(text)]


def _remove(db: sqlite3.Connection, name: str) -> None:
    """A contentless index forgets a document only when told exactly what it had been given."""
    row = db.execute(
        "SELECT number, title, tags, summary, text FROM documents WHERE id = ?", [name]
    ).fetchone()
    db.execute(
        "INSERT INTO words (words, rowid, title, tags, summary, text) VALUES ('delete', ?, ?, ?, ?, ?)",
        [row[0], *_texts(*row[1:])],
    )
    db.execute("DELETE FROM documents WHERE id = ?", [name])


def _add(db: sqlite3.Connection, site: Site, head: Head, mark: str) -> None:
    columns = site.ancestors(head)
    tags = "\n".join(tag["name"] for tag in head["tags"])
    text = document_text(head, site.body(head["id"]))
    row = {
        "id": head["id"],
        "mark": mark,
        "locale": head["locale"],
        "path": head["path"],
        "title": head["title"],
        "folded": " ".join(fold(head["title"]).split()),
        "summary": head["summary"],
        "tags": tags,
        "text": text,
        "columns": "\n" + "\n".join(column["id"] for column in columns) + "\n",
        "column_title": columns[0]["title"] if columns else "",
        "published": head["published"],
        "sequence": head["sequence"],
    }
    names = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    number = db.execute(f"INSERT INTO documents ({names}) VALUES ({marks})", list(row.values())).lastrowid
    db.execute(
        "INSERT INTO words (rowid, title, tags, summary, text) VALUES (?, ?, ?, ?, ?)",
        [number, *_texts(head["title"], tags, head["summary"], text)],
    )
