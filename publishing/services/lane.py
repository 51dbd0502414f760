"""The emergency lane: what is urgent goes out before what can wait, and a long run makes way for it."""

import time
from collections.abc import Callable, Collection, Sequence

from ..make_way import MakeWay
from ..models import Change

LOOK_EVERY = 0.3  # seconds between two looks at the log while a release is made
Progress = Callable[[float, str], None]


def waiting_changes() -> list[Change]:
    return list(Change.objects.filter(release=None).order_by("id"))


def ahead_of(changes: Sequence[Change], tried: Collection[int] = ()) -> list[Change]:
    """What goes first: changes of urgent documents and of all that share a release set with one.

    `tried` are changes that went first already and were held back: alone they make nothing urgent again.
    """
    documents = {one.document_id for one in changes if one.urgent and one.pk not in tried}
    while True:
        sets = {one.release_set for one in changes if one.document_id in documents} - {""}
        companions = {one.document_id for one in changes if one.release_set in sets}
        if companions <= documents:
            return [one for one in changes if one.document_id in documents]
        documents |= companions


class Lookout:
    """The progress of a long run: raises MakeWay when an urgent change is waiting that is not among `known`."""

    def __init__(self, report: Progress, known: Sequence[Change]):
        self.report, self.looked = report, time.monotonic()
        self.known = [one.pk for one in known if one.urgent]

    def __call__(self, percent: float, message: str = "") -> None:
        self.report(percent, message)
        now = time.monotonic()
        if now - self.looked < LOOK_EVERY:
            return
        self.looked = now
        if Change.objects.filter(release=None, urgent=True).exclude(pk__in=self.known).exists():
            raise MakeWay
