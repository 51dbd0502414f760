"""A site of documents with nothing but its search index."""

import json
from dataclasses import asdict
from pathlib import Path

from publishing.contract import Document, canonical_json
from publishing.paths import SitePaths
from publishing.planning.site import Site
from publishing.release.draft import Draft
from publishing.release.manifest import Manifest
from publishing.search.query import INDEX, Asked, search
from publishing.search.update import update_index

COLUMNS = {"page:news": "要闻", "page:notices": "公告"}


def head_of(document: Document) -> dict:
    """As the snapshot gives it."""
    value = json.loads(canonical_json(asdict(document)))
    value.pop("body")
    return {**value, "sha": document.sha}


def seal(draft: Draft, former: Manifest | None, number: int) -> Manifest:
    make = former.changed if former else Manifest.of
    made = make(draft.changes if former else draft.entries, release=f"r{number}", number=number)
    draft.seal(made, former)
    return made


class Indexed:
    """Releases that hold only the index."""

    def __init__(self, root: Path):
        self.paths = SitePaths(root)
        self.paths.prepare()
        self.count = 0
        self.manifest: Manifest | None = None

    def release(self, documents: dict[str, Document], changed: set[str] | None, day: str = "") -> set[str]:
        """Files of the index; `changed` as in `update_index`."""
        heads = [head_of(document) for document in documents.values()]
        site = Site(heads, [], [], [], day, lambda name: [dict(block) for block in documents[name].body])
        draft = Draft(self.paths, f"r{self.count}" if self.manifest else None).start()
        files = update_index(site, draft, changed)
        self.count += 1
        self.manifest = seal(draft, self.manifest, self.count)
        assert {file.name for file in self.folder.iterdir()} == {Path(file).name for file in files}
        return files

    @property
    def folder(self) -> Path:
        return self.paths.releases / f"r{self.count}" / INDEX

    def answers(self, query: str, **asked) -> list:
        """Total, facets and every result in order."""
        first = search(self.folder, query, "zh-hans", Asked(**asked), titles=COLUMNS)
        rows = [
            hit
            for page in range(1, first.pages + 1)
            for hit in search(self.folder, query, "zh-hans", Asked(page, **asked), titles=COLUMNS).results
        ]
        return [first.total, first.facets, rows]
