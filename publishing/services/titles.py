"""What readers know a document by, from what was released last."""

from collections.abc import Collection

from ..snapshot import Snapshot
from .where import site_paths

TITLES = """
SELECT id, json_extract(head, '$.title') FROM documents WHERE id IN ({marks})
UNION ALL SELECT id, json_extract(note, '$.title') FROM gone WHERE id IN ({marks})"""
TITLED = """
SELECT id FROM documents WHERE instr(json_extract(head, '$.title'), ?) > 0
UNION SELECT id FROM gone WHERE instr(json_extract(note, '$.title'), ?) > 0 LIMIT 300"""


def titles_of(ids: Collection[str]) -> dict[str, str]:
    """Title by id, withdrawn documents included; ids the site does not know are left out."""
    found: dict[str, str] = {}
    if ids and site_paths().snapshot.exists():
        with Snapshot(site_paths().snapshot, readonly=True) as snapshot:
            names = sorted(ids)
            for start in range(0, len(names), 400):
                some = names[start : start + 400]
                query = TITLES.format(marks=", ".join("?" for _ in some))
                found.update(snapshot.db.execute(query, [*some, *some]))
    return found


def ids_titled(words: str) -> list[str]:
    """Documents with the words in their title, at most 300."""
    if not site_paths().snapshot.exists():
        return []
    with Snapshot(site_paths().snapshot, readonly=True) as snapshot:
        return [row[0] for row in snapshot.db.execute(TITLED, [words, words])]
