"""Internal links and anchors: each must lead to something the release answers. Looks only where something changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..links import tolerated
from ..paths import GONE, MOVED, gone_note, release_file
from ..release.state import PageState, State
from ..rendering.harden import split_link

MANY = 30  # addresses that vanished at once; beyond that every page is read through


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
        found = [one for file, page in self.made.items() for one in self._of(file, page)]
        for file, path, owner, _, links in self._older():
            found += self._of(file, PageState("", path, "", owner, links=links))
        return sorted(found)

    def _older(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Pages of the release before that may have lost what they link to, or were found broken before."""
        if not self.base:
            return
        lost = self._lost()
        files = {line.split("\t")[0] for line in self.base.meta.get("broken", "").split("\n") if line}
        for target in lost if len(lost) <= MANY else ():
            files |= self.base.linking_to(target)
        for row in self.base.links(None if len(lost) > MANY else files):
            if row[0] not in self.made and row[0] not in self.removed:
                yield row

    def _lost(self) -> set[str]:
        """Public paths that left, or some of whose anchors did."""
        assert self.base
        lost = set()
        for file, path, _, anchors, _ in self.base.links({*self.removed, *self.made}):
            new = self.made.get(file)
            if new is None or _lines(anchors) - _lines(new.anchors):
                lost |= _answered(path)
        return lost

    def _of(self, file: str, page: PageState) -> Iterator[Broken]:
        for link in _lines(page.links):
            if not self._leads_somewhere(link, page.path):
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


def _answered(path: str) -> set[str]:
    """The public paths that a page, or a note under `/.gone` or `/.moved`, answered."""
    for notes in (GONE, MOVED):
        if path.startswith(f"{notes}/"):
            folder = path.removeprefix(notes).rpartition("/")[0]
            return {folder, f"{folder}/"}
    return {path}


def remembered(broken: Iterable[Broken]) -> str:
    """For the state: one file a line."""
    return "\n".join(sorted({one.file for one in broken}))


def _lines(text: str) -> set[str]:
    return set(text.split("\n")) - {""}
