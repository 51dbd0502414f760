"""What readers will see, before they can."""

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from ..contract import Document
from ..registry import exporters
from ..release.activate import publisher_lock
from ..release.compress import media_type
from ..release.layout import real_file
from ..rendering import preview
from ..snapshot import Snapshot
from .where import setup, site_paths

ASSET = re.compile(r"asset/([0-9a-f]{64})\.([a-z0-9]{1,8})")


def render_preview(document: Document, others: Iterable[Document] = ()) -> str:
    """One page in the site theme, as the reader will see it, from the draft and what is published already.

    Before the first release the exporters are asked for the frame of the site: its facts, homes and columns.
    """
    others = list(others)
    if not site_paths().snapshot.exists():
        others = [*_frame({document.id, *(other.id for other in others)}), *others]
        with publisher_lock(site_paths()), Snapshot(site_paths().snapshot):
            pass  # an empty snapshot to lay the draft over
    return preview.render_page(setup(), document, others)


def _frame(known: set[str]) -> list[Document]:
    found: list[Document] = []
    for exporter in exporters.values():
        made = exporter.export([name for name in exporter.all_ids() if name not in known])
        found += [
            one
            for one in made
            if isinstance(one, Document) and one.kind in ("site", "home", "column", "page")
        ]
    return found


def read_preview_file(path: str) -> tuple[bytes, str] | None:
    """(bytes, MIME type) of a file a preview shows: of the theme, of a draft, or of the current release."""
    if posixpath.normpath(path) != path or path.startswith(("/", ".")) or "\0" in path:
        return None
    if path.startswith("theme/"):
        assets = setup().theme.assets.values()
        data = next((one.data for one in assets if one.file == path.removeprefix("theme/")), None)
        return (data, media_type(path)) if data is not None else None
    file: Path | None = None
    if match := ASSET.fullmatch(path):
        file = site_paths().assets / match[1]
    elif path.startswith("site/") and "/." not in path:
        file = real_file(site_paths().current.resolve(), path.removeprefix("site/"))
    return (file.read_bytes(), media_type(path)) if file and file.is_file() else None
