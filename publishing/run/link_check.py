"""Internal links and anchors: each must lead to something the release answers. Looks only where something changed."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ..links import tolerated
from ..make_way import asking
from ..paths import ZONES, gone_note, release_file
from ..release.page_table import AT_ONCE, PageTable, Row
from ..release.state import State
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
        made: PageTable,
        removed: Iterable[str],
        base: State | None,
    ):
        self.answers, self.noted, self.made = answers, noted, made
        self.removed, self.base = set(removed), base
        self._good: set[str] = set()  # links that were looked at and lead somewhere, from whatever page

    def broken(self) -> list[Broken]:
        rows = chain(asking(self.made.links()), self._older())
        return sorted(one for row in rows for one in self._of(row))

    def _older(self) -> Iterator[Row]:
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
        lost, files = set(), list(self.made.all_files())
        for start in asking(range(0, len(files), AT_ONCE), 1):
            some = files[start : start + AT_ONCE]
            now = {row[0]: row[3] for row in self.made.links(some)}
            lost |= {row[1] for row in self.base.links(some) if _lines(row[3]) - _lines(now[row[0]])}
        return lost

    def _of(self, row: Row) -> Iterator[Broken]:
        file, path, owner, anchors, links = row
        for link in _lines(links) - self._good:
            target, anchor = split_link(link, path)
            if link.startswith("#"):
                good = not anchor or anchor in _lines(anchors)
            else:
                good = self._look(target, anchor)
            if not good:
                yield Broken(file, path, owner, link)
            elif link.startswith("/"):
                self._good.add(link)

    def _look(self, target: str, anchor: str) -> bool:
        """A withdrawn page is not a broken link: it answers 410 and says why. A moved one redirects."""
        file = release_file(target)
        if target.startswith(ZONES):  # the gate asked the media zone before the page was approved
            return True
        if self.answers(file):
            return not anchor or self._has_anchor(file, anchor)
        return self._has_note(target)

    def _has_note(self, target: str) -> bool:
        if target in self.noted or self.answers(release_file(gone_note(target))):
            return True
        old = self.base.files_of([f"note:{target}"]) if self.base else set()
        return bool(old - self.removed)

    def _has_anchor(self, file: str, anchor: str) -> bool:
        known = next(self.made.links([file]), None)
        if not known and self.base:
            known = next(self.base.links([file]), None)
        return known is None or anchor in _lines(known[3])


def remembered(broken: Iterable[Broken]) -> str:
    """For the state: one file a line."""
    return "\n".join(sorted({one.file for one in broken}))


def _lines(text: str) -> set[str]:
    return set(text.split("\n")) - {""}
