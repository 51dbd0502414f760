"""From a document of the site to what a segment keeps of it."""

import json
import zlib
from collections.abc import Sequence

import numpy as np

from .record import Head, Record, mark_of, microseconds, name_of
from .text import document_text, fold
from .units import OTHER, classes, encode, folded_title


def make_record(head: Head, body: Sequence[Head], columns: Sequence[str]) -> Record:
    """`columns`: ids of the column the document stands in and of those above it, nearest first."""
    fields = [head["title"], "\n".join(tag["name"] for tag in head["tags"]), head["summary"]]
    fields = [text.replace("\0", " ") for text in (*fields, document_text(head, body))]
    shown = encode("\0".join(fields))
    sought, ends = _sought(fields, shown)
    facts = {name: head[name] for name in ("id", "path", "published", "locale")} | {"columns": columns}
    return Record(
        name_of(head["id"]),
        mark_of(head, columns),
        microseconds(head["published"]),
        head["sequence"],
        zlib.crc32(folded_title(head["title"]).encode()),
        head["locale"],
        tuple(columns),
        json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(),
        shown,
        sought,
        ends,
    )


def _sought(fields: list[str], shown: bytes) -> tuple[bytes, tuple[int, int, int, int]]:
    """What is shown, where folding changes nothing that can be sought; else the folded text."""
    kinds = np.frombuffer(classes(), dtype=np.uint8)
    plain = kinds.take(np.frombuffer(shown, dtype=np.uint16)).max() < OTHER
    parts = [encode(text if plain else fold(text)) for text in fields]
    ends, at = [], 0
    for part in parts:
        at += len(part)
        ends.append(at)
        at += 2
    return shown if plain else b"\0\0".join(parts), (ends[0], ends[1], ends[2], ends[3])
