"""The files of a release that are not pages: the theme, pictures and attachments."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..make_way import asking
from ..planning.head import Head
from ..planning.names import digest
from ..planning.site import Site
from ..release.draft import Draft
from ..release.entry import Entry, sha256
from ..release.state import State
from ..rendering.theme import Theme

TEMPLATES = ".release/theme/"


class Files:
    """Puts them into the draft and remembers for the state what belongs to whom.

    `base` is the release that unchanged files are taken from, `before` the last one in any case.
    """

    def __init__(self, draft: Draft, base: State | None, before: State | None, store: Path):
        self.draft, self.base, self.before, self.store = draft, base, before, store
        self.assets: dict[str, list[str]] = {}  # document id to its files
        self.extra: dict[str, set[str]] = {}
        self.theme_mark = ""

    def theme(self, theme: Theme, static: Mapping[str, bytes]) -> None:
        """Static files by their names below the folder of theme files, and the templates the search service uses."""
        wanted = {theme.assets_prefix.lstrip("/") + name: data for name, data in static.items()}
        wanted |= {TEMPLATES + name: data for name, data in theme.files.items()}
        self.theme_mark = digest({file: sha256(data) for file, data in wanted.items()})
        old = self.base.extra("theme") if self.base else set()
        if self.base and self.base.meta.get("theme") == self.theme_mark:
            return
        for file, data in wanted.items():
            self._put(file, data)
        for file in old - wanted.keys():
            self.draft.remove(file)
        self.extra["theme"] = set(wanted)

    def _put(self, file: str, data: bytes) -> None:
        entry = self._entry(file)
        if not entry or entry.sha256 != sha256(data):
            self.draft.write(file, data)

    def _entry(self, file: str) -> Entry | None:
        return self.base.manifest.get(file) if self.base else None

    def all_assets(self, site: Site) -> None:
        """Every picture and attachment of the site; what nothing shows any more leaves."""
        wanted = set()
        for head in asking(site.heads.values()):
            wanted |= self._adopt(head)
        known = {row[0] for row in self.base.db.execute("SELECT file FROM assets")} if self.base else set()
        for file in known - wanted:
            self.draft.remove(file)

    def assets_of(self, site: Site, changed: Iterable[str], removed: Iterable[str]) -> None:
        """Pictures and attachments of changed documents."""
        for name in asking(sorted(changed)):
            self.assets[name] = []
            if name in site.heads:
                self._adopt(site.heads[name])
        for file in removed:
            self.draft.remove(file)

    def _adopt(self, head: Head) -> set[str]:
        """A picture or attachment that the base does not have comes from the last release, else from the store."""
        found = set()
        for asset in head.assets:
            file = asset["path"].lstrip("/")
            found.add(file)
            entry = self.before.manifest.get(file) if self.before else None
            if not self.before or not entry or entry.sha256 != asset["sha256"]:
                self.draft.adopt(file, self.store / asset["sha256"])
            elif not self.base:
                self.draft.keep(file, entry, self.before.folder)
        if found:
            self.assets[head.id] = sorted(found)
        return found
