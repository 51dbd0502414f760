"""When the search index of a release is made."""

from ..release.draft import Draft
from ..search.update import update_index
from .content import Content


class SearchIndex:
    """Brings the index in the draft up to date, after the pages; a whole one before them.

    The index of a whole site and the plan of all its pages are both large: made one after the other they are not in
    memory together.
    """

    def __init__(self, content: Content, draft: Draft, workers: int):
        self.content, self.draft, self.workers = content, draft, workers
        self.made: set[str] | None = None
        self._held = 0

    def make_ahead(self) -> None:
        """For a release that takes nothing from another."""
        self.made = self._update(None)
        self._held = len(self.content.holding.messages)

    def settle(self, changed: set[str] | None) -> None:
        """Changed documents, None: look at all. Documents that were sent back meanwhile make it start again."""
        if self.made is not None:
            if self._held == len(self.content.holding.messages):
                return
            for file in self.made:
                self.draft.forget(file)
        self.made = self._update(changed)

    def _update(self, changed: set[str] | None) -> set[str]:
        site, snapshot = self.content.site, self.content.snapshot
        return update_index(site, self.draft, changed, snapshot=snapshot, workers=self.workers)
