"""From pieces ffmpeg finished to segments of the program, each entered in the ledger once."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from media_jobs.contract import MediaError
from media_jobs.package import taken_apart
from media_jobs.package.codecs import codecs_of

from ..models import Broadcast, Segment, Take
from .commands import LISTED

AHEAD = 10.0  # seconds the clock of a take stands ahead, so that sound before the first picture is not pushed


def home(broadcast: Broadcast) -> Path:
    """The folder of this machine for one broadcast."""
    return Path(settings.LIVE_FOLDER) / broadcast.pk.hex


def held(broadcast: Broadcast) -> Path:
    """Where segments wait until their moment has come."""
    return home(broadcast) / "held"


def collect(broadcast: Broadcast, take: Take, run: Path, rungs: list[str]) -> int:
    """What a run of the ladder finished since the last look. Safe to repeat after a crash at any line. How many there were."""
    count = 0
    for rung in rungs:
        for name, start, end in _listed(run / rung / LISTED):
            piece = run / rung / name
            if piece.exists():
                _take_in(broadcast, take, rung, piece, start, end)
                piece.unlink()
                count += 1
    return count


def _listed(path: Path) -> list[tuple[str, float, float]]:
    try:
        text = path.read_text()
    except FileNotFoundError:
        return []
    whole = [line.split(",") for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return [(name, float(start), float(end)) for name, start, end in whole]


def _take_in(broadcast: Broadcast, take: Take, rung: str, piece: Path, start: float, end: float) -> None:
    zero = _zero_of(take, piece, end)
    began, first = zero + timedelta(seconds=start), take.zero_at or zero
    opened, closed = broadcast.opened_at, broadcast.closed_at
    if opened is None or began < opened or (closed and began >= closed):
        return  # before and after, nothing is program
    rows = Segment.objects.filter(broadcast=broadcast, rung=rung)
    if rows.filter(take=take, started_at=began).exists():
        return
    try:
        pieces = taken_apart(piece, (began - first).total_seconds() + AHEAD)
    except MediaError:
        return  # cut off in the middle: the hole is in the ledger
    content = b"".join(one.index + bytes(one.data) for one in pieces.fragments)
    number = rows.aggregate(last=Max("number"))["last"]
    row = Segment(
        broadcast=broadcast, take=take, rung=rung, number=0 if number is None else number + 1, started_at=began,
        duration_s=round(end - start, 6), size=len(content), digest=hashlib.sha256(content).hexdigest(),
        head=hashlib.sha256(pieces.head).hexdigest()[:16], codecs=codecs_of(pieces.head),
        breaks=number is not None and piece.stem == "000000",
    )  # fmt: skip
    _kept(held(broadcast) / head_name(row), pieces.head)
    _kept(held(broadcast) / row.name, content)
    row.save()


def _zero_of(take: Take, piece: Path, end: float) -> datetime:
    """When a run of the ladder began, in program time: its first piece was whole when it was last written to. Noted once."""
    note = piece.parent.parent / "zero"
    if not note.exists():
        whole = datetime.fromtimestamp(piece.stat().st_mtime, UTC)
        _kept(note, (whole - timedelta(seconds=end)).isoformat().encode())
    zero = datetime.fromisoformat(note.read_text())
    if take.zero_at is None:
        take.zero_at = zero
        take.save(update_fields=["zero_at"])
    return zero


def head_name(row: Segment) -> str:
    """The file a player reads before the segment."""
    return f"{row.rung}/init-{row.head}.mp4"


def _kept(path: Path, content: bytes) -> None:
    """On disk whole before the ledger says so."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
