"""Letting segments out when their moment has come: what is cut never, and a list only after what it names."""

import json
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation.rulebook.reading import number
from media_jobs.package.playlists import Quality, master

from ..models import Broadcast, Segment
from ..rules import WINDOW
from ..services.watch import MASTER, NEWS, REPLAY, watch
from ..zones import zone_of
from . import lists
from .collect import head_name, held
from .plan import SOUND, Plan

SOUND_RATE = 128_000  # b/s


@transaction.atomic
def decide(key) -> None:
    """Which segments are public from now on, and which never. With the row locked: a cut comes before or after."""
    broadcast = Broadcast.objects.select_for_update().get(pk=key)
    now, waiting = timezone.now(), Segment.objects.filter(broadcast=broadcast, public_at=None, cut=False)
    edge = now if broadcast.closed_at else now - timedelta(seconds=broadcast.delay_s)
    cuts = list(broadcast.cuts.values_list("from_at", "to_at"))
    out, never = [], []
    for row in waiting.filter(started_at__lt=edge):
        end = row.started_at + timedelta(seconds=row.duration_s)
        if any(since < end and (until is None or until > row.started_at) for since, until in cuts):
            never.append(row.pk)
        elif end <= edge or broadcast.closed_at:
            out.append(row.pk)
    waiting.filter(pk__in=never).update(cut=True)
    waiting.filter(pk__in=out).update(public_at=now)


class Publisher:
    """What players were given of one broadcast. Everything it knows it reads again from the ledger when it starts anew."""

    def __init__(self, key) -> None:
        self.key = key
        self.shown: dict[str, list[lists.Shown]] = {}
        self.codecs: dict[str, str] = {}
        self.last: dict[str, int] = {}
        self.heads: set[str] = set()
        self.written: dict[str, str] = {}

    def publish(self, broadcast: Broadcast, plan: Plan | None, *, final: bool) -> None:
        """Raises StorageUnavailable; what was not stored is stored the next time."""
        decide(self.key)
        told = Q()
        for rung, last in self.last.items():
            told |= Q(rung=rung, number__lte=last)
        rows = Segment.objects.filter(broadcast=broadcast).exclude(public_at=None).order_by("rung", "number")
        for row in rows.exclude(told) if self.last else rows:
            self._store(broadcast, row)
        if plan and self.shown:
            self._lists(broadcast, plan, final)
        self._news(broadcast)

    def _store(self, broadcast: Broadcast, row: Segment) -> None:
        zone, head = zone_of(broadcast), head_name(row)
        for name in (head, row.name):
            waiting = held(broadcast) / name
            if waiting.exists() and name not in self.heads:
                zone.storage.put(f"{broadcast.folder}/{name}", ContentFile(waiting.read_bytes()))
                if name == head:
                    self.heads.add(head)
                else:
                    waiting.unlink()
        before = self.shown.setdefault(row.rung, [])
        at = row.started_at.timestamp()
        seam = not lists.follows(before[-1] if before else None, head, at, row.breaks)
        before.append(lists.Shown(row.name, head, at, row.duration_s, seam))
        self.codecs.setdefault(row.rung, row.codecs)
        self.last[row.rung] = row.number

    def _lists(self, broadcast: Broadcast, plan: Plan, final: bool) -> None:
        window = number(WINDOW)
        for rung, shown in self.shown.items():
            self._put(broadcast, f"{rung}.m3u8",
                      lists.live(shown, window_s=window, piece_s=plan.piece_s, ended=final))  # fmt: skip
            if final:
                self._put(broadcast, f"{rung}-whole.m3u8", lists.whole(shown, piece_s=plan.piece_s))
        if set(plan.names) <= set(self.shown) or final:
            self._put(broadcast, MASTER, self._master(plan, ""))
            if final:
                self._put(broadcast, REPLAY, self._master(plan, "-whole"))

    def _master(self, plan: Plan, which: str) -> str:
        pictures = [
            Quality(f"{one.name}{which}.m3u8", one.max_rate, one.max_rate, self.codecs[one.name], one.width, one.height)
            for one in plan.rungs if one.name in self.shown
        ]  # fmt: skip
        tone = None
        if SOUND in self.shown:
            tone = Quality(f"{SOUND}{which}.m3u8", SOUND_RATE, SOUND_RATE, self.codecs[SOUND])
        return master(pictures, tone)

    def _news(self, broadcast: Broadcast) -> None:
        now = watch(broadcast)
        told = {
            "state": now.state, "starts_at": now.starts_at.isoformat(), "held": now.held, "viewers": now.viewers or None,
            "master": now.master, "replay": now.replay,
            "points": [{"title": one.title, "speaker": one.speaker, "at_s": one.at_s} for one in now.points],
        }  # fmt: skip
        self._put(broadcast, NEWS, json.dumps(told, ensure_ascii=False))

    def _put(self, broadcast: Broadcast, name: str, text: str) -> None:
        if self.written.get(name) != text:
            zone_of(broadcast).storage.put(f"{broadcast.folder}/{name}", ContentFile(text.encode()))
            self.written[name] = text
