"""The site takes the changes of the snapshot; what cannot be published at all goes back before anything is planned."""

from collections.abc import Callable, Collection, Mapping

from ..holding import Holding
from ..make_way import asking
from ..planning.head import Head
from ..planning.site import Site
from ..planning.touched import Touched
from ..planning.validate import twice_claimed
from ..release.state import State
from ..snapshot import Snapshot

MANY = 5000  # changes at once; beyond that planning everything is quicker
Faults = Callable[[Head], list[str]]


class Content:
    """`sources` says what to plan: what the changes touched, or None for everything.

    `before` is the site of the last release if the process remembers it. `state` is the release pages are taken from,
    None when they all have to be made. `faults` tells what is wrong with a document. Nothing happens before `take_in`,
    whatever ends it can be `put_back`.
    """

    def __init__(
        self, snapshot: Snapshot, holding: Holding, state: State | None, before: Site | None, faults: Faults
    ):
        self.snapshot, self.holding, self.faults, self.state = snapshot, holding, faults, state
        self.changed: set[str] = set()
        self.touched: Touched | None = None
        self.released = before  # the site of the last release; it takes the changes in place
        self.taken: set[str] = set()  # what `released` took
        self.moved = before.moved if before else []  # a loaded site does not know which redirects are new
        self.redirected: set[str] = (
            set()
        )  # addresses that the exporters lead elsewhere since the last release

    def take_in(self) -> "Content":
        snapshot, state = self.snapshot, self.state
        self.changed = snapshot.changed_ids()
        snapshot.take_back_slots()
        clean = state is not None and snapshot.get_meta("settled") == state.release
        if state and clean and len(self.changed) <= MANY:
            self.touched = Touched(state.sources_showing)
            known = self.released is not None
            self.site = self.released = self.released or Site.load(snapshot, released=True)
            if not known:
                self.redirected |= {path for path, _ in self.site.moved}
            self._refuse()
            self._take(self.changed)
        else:
            self.site = Site.load(snapshot)
            self._refuse()
        self._settle()
        return self

    @property
    def sources(self) -> set[str] | None:
        return self.touched.all() if self.touched else None

    def send_back(self, blamed: dict[str, str]) -> None:
        """Documents that cannot be rendered return to their last good version, with their release sets."""
        held = set(self.holding.messages)
        for name, message in blamed.items():
            self.holding.hold(name, message)
        self._take(set(self.holding.messages) - held)
        self._settle()

    def put_back(self) -> Site | None:
        """As if this run had never begun: snapshot and site are those of the last release again.

        The site is None where it was not loaded; redirects come with whichever release is next.
        """
        site = self.released
        extended = self.snapshot.fresh_lists().union(name for name, _, _ in site.new_slots) if site else ()
        self.snapshot.rollback()
        self.snapshot.revert_all()
        if site is None:
            return None
        former = {name: self._head(name) for name in self.taken}
        for name in _in_order(former):
            site.apply(name, former[name], self.snapshot.note(name), self.snapshot.slots_of(name))
        for name in site.lists.keys() & extended:
            site.lists[name].end = self.snapshot.end_of(name)
        site.new_slots, site.moved = [], self.moved
        return site

    def _take(self, ids: Collection[str]) -> None:
        """Bring the site up to the snapshot for some documents."""
        wanted = {name: self._head(name) for name in ids}
        frame = any(self.site.is_frame(name, head) for name, head in wanted.items())
        if self.touched is None or frame:
            self.touched, self.site = None, Site.load(self.snapshot) if ids else self.site
            return
        self.taken |= wanted.keys()
        for name in asking(_in_order(wanted), 20):
            note, known = self.snapshot.note(name), self.snapshot.slots_of(name)
            self.touched.change(self.site, name, wanted[name], note, known)

    def _settle(self) -> None:
        """What does not come document by document, and the new places in lists."""
        site, snapshot = self.site, self.snapshot
        site.body, site.as_of = snapshot.body, snapshot.get_meta("as_of")
        site.ledger, site.former = snapshot.ledger, snapshot.former
        moved = snapshot.moved()
        self.redirected |= {path for path, _ in {*moved} ^ {*site.moved}}
        site.moved = moved
        snapshot.add_slots(site.new_slots)
        site.new_slots = []

    def _refuse(self) -> None:
        while True:
            heads = {
                name: head for name in asking(self.snapshot.changed_ids()) if (head := self._wanted(name))
            }
            faulty = {
                name: "；".join(faults)
                for name, head in asking(sorted(heads.items()))
                if (faults := self.faults(head))
            }
            faulty |= twice_claimed(
                self.site, {name: head for name, head in heads.items() if name not in faulty}
            )
            if not faulty:
                break
            for name, message in faulty.items():
                self.holding.hold(name, message)
            if self.touched is None:
                self.site = Site.load(self.snapshot)

    def _wanted(self, document_id: str) -> Head | None:
        """A changed document as it wants to be; a site that was loaded just now has it already."""
        return self._head(document_id) if self.touched else self.site.heads.get(document_id)

    def _head(self, document_id: str) -> Head | None:
        row = self.snapshot.head_row(document_id)
        return Head.stored(*row) if row else None


def _in_order(heads: Mapping[str, Head | None]) -> list[str]:
    """By first publication: newcomers take their places in it."""
    return sorted(heads, key=lambda name: (head.sequence if (head := heads[name]) else 0, name))
