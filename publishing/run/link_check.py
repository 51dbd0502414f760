"""Internal links and anchors: each must lead to something the release answers. Looks only where something changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..links import tolerated
from ..make_way import asking
from ..paths import gone_note, release_file
from ..release.state import PageState, State
from ..rendering.harden import split_link


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A link of a page that leads nowhere."""

    file: str
    path: str
    owner: str
    link: str

    @property
    def told(self) -> tolerated.Broken:
        """For the gate, which does not care about files."""
        return tolerated.Broken(self.path, self.owner, self.link)


class LinkCheck:
    """`answers` tells whether the new release has a file, `noted` names addresses that now lead on or are withdrawn;
    `made` are its new pages, `removed` files that left.
    """

    def __init__(
        self,
        answers: Callable[[str], bool],
        noted: Collection[str],
        made: Mapping[str, PageState],
        removed: Iterable[str],
        base: State | None,
    ):
        self.answers, self.noted, self.made = answers, noted, made
        self.removed, self.base = set(removed), base
        self._good: dict[str, bool] = {}

    def broken(self) -> list[Broken]:
        found = [one for file, page in asking(self.made.items()) for one in self._of(file, page)]
        for file, path, owner, _, links in self._older():
            found += self._of(file, PageState("", path, "", owner, links=links))
        return sorted(found)

    def _older(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Pages of the release before that point to a place that is no more, or were found broken before.

        A whole address that left need not be looked for: the ledger answers it with a note.
        """
        if not self.base:
            return
        files = set(filter(None, self.base.meta.get("broken", "").split("\n")))
        files |= self.base.pointing_into(self._lost())
        for row in asking(self.base.links(files)):
            if row[0] not in self.made and row[0] not in self.removed:
                yield row

    def _lost(self) -> set[str]:
        """Public paths of pages that lost anchors."""
        assert self.base
        return {
            path
            for file, path, _, anchors, _ in asking(self.base.links(self.made))
            if _lines(anchors) - _lines(self.made[file].anchors)
        }

    def _of(self, file: str, page: PageState) -> Iterator[Broken]:
        for link in page.links.split("\n"):
            if link and not self._good.get(link) and not self._leads_somewhere(link, page.path):
                yield Broken(file, page.path, page.owner, link)

    def _leads_somewhere(self, link: str, path: str) -> bool:
        if not link.startswith("/"):
            return self._look(*split_link(link, path))
        if link not in self._good:
            self._good[link] = self._look(*split_link(link, path))
        return self._good[link]

    def _look(self, target: str, anchor: str) -> bool:
        """A withdrawn page is not a broken link: it answers 410 and says why. A moved one redirects."""
        file = release_file(target)
        if self.answers(file):
            return not anchor or self._has_anchor(file, anchor)
        return self._has_note(target)

    def _has_note(self, target: str) -> bool:
        if target in self.noted or self.answers(release_file(gone_note(target))):
            return True
        old = self.base.files_of([f"note:{target}"]) if self.base else set()
        return bool(old - self.removed)

    def _has_anchor(self, file: str, anchor: str) -> bool:
        if file in self.made:
            return anchor in _lines(self.made[file].anchors)
        known = next(self.base.links([file]), None) if self.base else None
        return known is None or anchor in _lines(known[3])


def remembered(broken: Iterable[Broken]) -> str:
    """For the state: one file a line."""
    return "\n".join(sorted({one.file for one in broken}))


def _lines(text: str) -> set[str]:
    return set(text.split("\n")) - {""}
