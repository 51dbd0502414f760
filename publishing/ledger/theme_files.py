"""Theme files of former releases: a page read just before a switch still asks for the styles it was made with.

They lie in the snapshot, so that any machine that builds it keeps the same ones for the same days.
"""

import sqlite3
from collections.abc import Container, Mapping
from datetime import date, timedelta

KEEP_DAYS = "30"  # after the theme changed; the meta value `theme_days` of the snapshot overrides it
SCHEMA = """
CREATE TABLE IF NOT EXISTS theme_files (file TEXT PRIMARY KEY, data BLOB NOT NULL, until TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS theme_staged (file TEXT PRIMARY KEY, data BLOB NOT NULL, until TEXT NOT NULL);
"""


class ThemeFiles:
    """Works on the connection of a snapshot. `until` is "" while a file is in use, else its last day."""

    def __init__(self, db: sqlite3.Connection):
        self.db = db

    def former(self, current: Container[str], day: str) -> dict[str, bytes]:
        """Files of released themes that are not in use any more and whose days are not over."""
        rows = self.db.execute("SELECT file, until FROM theme_files ORDER BY file").fetchall()
        wanted = [file for file, until in rows if file not in current and (not until or until >= day)]
        query = "SELECT data FROM theme_files WHERE file = ?"
        return {file: self.db.execute(query, [file]).fetchone()[0] for file in wanted}

    def stage(self, current: Mapping[str, bytes], day: str, days: int) -> None:
        """The release being made uses these files: named now, counted when it is out."""
        self.db.execute("DELETE FROM theme_staged")
        if self._in_use() == current.keys():
            return
        until = (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else "9999-12-31"
        self.db.executemany(
            "INSERT INTO theme_staged VALUES (?, ?, ?)",
            [(file, data, until) for file, data in sorted(current.items())],
        )

    def settle(self, day: str) -> None:
        """The release of `day` is out: files it does not use begin their last days, others end them."""
        if self.db.execute("SELECT 1 FROM theme_staged").fetchone():
            self.db.execute(
                "UPDATE theme_files SET until = (SELECT max(until) FROM theme_staged) "
                "WHERE until = '' AND file NOT IN (SELECT file FROM theme_staged)"
            )
            self.db.execute(
                "INSERT INTO theme_files SELECT file, data, '' FROM theme_staged WHERE true "
                "ON CONFLICT (file) DO UPDATE SET until = ''"
            )
            self.db.execute("DELETE FROM theme_staged")
        self.db.execute("DELETE FROM theme_files WHERE until != '' AND until < ?", [day])

    def _in_use(self) -> set[str]:
        return {row[0] for row in self.db.execute("SELECT file FROM theme_files WHERE until = ''")}
