"""The clock of the program, read from the ledger: what was shown when, and whether anything is missing."""

from collections.abc import Sequence
from datetime import datetime

from .models import Broadcast, Segment
from .timeline import Span, missing, offsets


def leading_rung(broadcast: Broadcast) -> str:
    """The quality by which the program is measured: the best one there is, the sound where there is no picture."""
    rungs = set(
        Segment.objects.filter(broadcast=broadcast).order_by().values_list("rung", flat=True).distinct()
    )
    pictures = sorted((one for one in rungs if one.isdigit()), key=int)
    return pictures[-1] if pictures else next(iter(rungs), "")


def spans(broadcast: Broadcast, *, shown: bool) -> list[Span]:
    """The segments of the leading quality as stretches of program time; `shown` leaves out what was cut."""
    rows = Segment.objects.filter(broadcast=broadcast, rung=leading_rung(broadcast)).order_by("number")
    rows = rows.filter(cut=False) if shown else rows
    return [Span(at.timestamp(), seconds) for at, seconds in rows.values_list("started_at", "duration_s")]


def seconds_into(broadcast: Broadcast, moments: Sequence[datetime | None]) -> list[float | None]:
    """Where these moments lie in the replay, in seconds; None for None, and for all where nothing was shown."""
    known = [one.timestamp() for one in moments if one is not None]
    found = iter(offsets(spans(broadcast, shown=True), known) if known else [])
    return [next(found) if one is not None else None for one in moments]


def holes(broadcast: Broadcast) -> int:
    """How many segments the ledger lacks within its takes."""
    total = 0
    for take in broadcast.takes.all():
        rows = take.segments.filter(rung=leading_rung(broadcast)).order_by("number")
        total += missing(
            [Span(at.timestamp(), seconds) for at, seconds in rows.values_list("started_at", "duration_s")]
        )
    return total
