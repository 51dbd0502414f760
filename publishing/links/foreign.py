"""Foreign addresses the site links to, read from the snapshot."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape

from ..snapshot import Snapshot

LINK = re.compile(r'(?:href=\\"|":")(https?://[^"\\\s<>]+)')


def foreign_links(snapshot: Snapshot, site_url: str) -> dict[str, list[tuple[str, str]]]:
    """Address without anchor to (document id, title) of everything that links to it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for document_id, title, text in _texts(snapshot):
        for match in LINK.finditer(text):
            url = unescape(match[1]).split("#")[0]
            if url != site_url and not url.startswith(f"{site_url}/"):
                found[url][document_id] = title
    return {url: sorted(users.items()) for url, users in sorted(found.items())}


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    query = "SELECT id, json_extract(head, '$.title'), json_extract(head, '$.data') || body FROM documents ORDER BY id"
    yield from snapshot.db.execute(query)
