"""One broadcast, looked at again and again: which signal it takes, what runs for it, what goes out."""

import logging
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from foundation.jobs.services import enqueue
from foundation.rulebook.reading import number, rule_value
from foundation.storage.errors import StorageUnavailable

from ..ingest import Stream, ingest
from ..models import ENDED, Broadcast, BroadcastState, Take, Which
from ..rules import FORGOTTEN_HOURS, PRESET
from ..services.close_air import end
from .collect import collect, home
from .commands import ladder_argv, recorder_argv
from .hand_over import KIND
from .plan import Plan, planned
from .programs import Program
from .publish import Publisher

log = logging.getLogger(__name__)
NO_ROOM = "存不下直播的分段，正在重试。已收到的都在这台机器上。请系统管理员检查磁盘和存储。"


class OnAir:
    """Everything of one broadcast this process holds."""

    def __init__(self, key) -> None:
        self.key, self.publisher = key, Publisher(key)
        self.take: Take | None = None
        self.plan: Plan | None = None
        self.run = 0
        self.ladder: Program | None = None
        self.recorder: Program | None = None

    def adopt(self, broadcast: Broadcast) -> None:
        """What an earlier process left: finished pieces come in, its takes are over."""
        for take in broadcast.takes.all():
            if take.plan:
                self.plan = Plan.from_dict(take.plan)
                for run in sorted(self._folder(broadcast, take).glob("run-*")):
                    collect(broadcast, take, run, self.plan.names)
        broadcast.takes.filter(ended_at=None).update(ended_at=timezone.now())

    def look(self, broadcast: Broadcast, streams: dict[str, Stream] | None) -> bool:
        """Once; False when nothing is left to do for it. Streams are None where the ingest server does not answer."""
        over = broadcast.state in ENDED
        if streams is not None:
            self._signal(broadcast, {} if over else streams)
        if self.take and self.plan:
            collect(broadcast, self.take, self._run(broadcast), self.plan.names)
        self._keep_running(broadcast)
        try:
            self.publisher.publish(broadcast, self.plan, final=over)
        except (StorageUnavailable, OSError):
            log.exception("broadcast %s", self.key)
            Broadcast.objects.filter(pk=self.key).update(trouble=NO_ROOM)
            return True
        if broadcast.trouble == NO_ROOM:
            Broadcast.objects.filter(pk=self.key).update(trouble="")
        if over and broadcast.state == BroadcastState.ENDED:
            with transaction.atomic():
                enqueue(KIND, {"broadcast": str(self.key)}, key=str(self.key))
                rows = Broadcast.objects.filter(pk=self.key)
                rows.update(state=BroadcastState.REPLAY, changed_at=timezone.now())
            broadcast.refresh_from_db()
            self.publisher.publish(broadcast, self.plan, final=True)
        return not over

    def _signal(self, broadcast: Broadcast, streams: dict[str, Stream]) -> None:
        there = {which: f"{broadcast.pk.hex}-{which}" for which in Which.values}
        there = {which: name for which, name in there.items() if name in streams}
        key = broadcast.keys.filter(which=self.take.which, revoked_at=None).first() if self.take else None
        anew = key and key.connected_at and self.take and key.connected_at > self.take.began_at
        if self.take and (self.take.which not in there or anew):
            self._end_take(broadcast)
        if self.take is None and there:
            self._begin_take(broadcast, Which.MAIN if Which.MAIN in there else Which.BACKUP)
        wanted = BroadcastState.LIVE if self.take else BroadcastState.GAP
        if broadcast.is_on_air and broadcast.state != wanted:
            Broadcast.objects.filter(pk=self.key, state=broadcast.state).update(
                state=wanted, changed_at=timezone.now()
            )
            broadcast.refresh_from_db()
        forgotten = timezone.now() - timedelta(hours=number(FORGOTTEN_HOURS))
        if broadcast.state == BroadcastState.GAP and broadcast.ends_at < forgotten:
            end(broadcast, by=None)

    def _begin_take(self, broadcast: Broadcast, which: str) -> None:
        """The first signal decides the qualities of the whole broadcast: players keep the list they began with."""
        began, address = timezone.now(), ingest().pull_address(f"{broadcast.pk.hex}-{which}")
        self.plan = self.plan or planned(address)
        if self.plan is None:
            return
        last = broadcast.takes.aggregate(last=Max("number"))["last"] or 0
        self.take = Take.objects.create(
            broadcast=broadcast, number=last + 1, which=which, began_at=began, plan=self.plan.as_dict()
        )
        self.run = 0

    def _end_take(self, broadcast: Broadcast) -> None:
        assert self.take is not None
        for program in (self.ladder, self.recorder):
            if program:
                program.end()
        if self.plan:
            collect(broadcast, self.take, self._run(broadcast), self.plan.names)
        Take.objects.filter(pk=self.take.pk).update(ended_at=timezone.now())
        self.take = self.ladder = self.recorder = None

    def _keep_running(self, broadcast: Broadcast) -> None:
        """What died is back with the next look; each run has a folder of its own, so that nothing is written over."""
        if not self.take or not self.plan:
            return
        address = ingest().pull_address(f"{broadcast.pk.hex}-{self.take.which}")
        folder = self._folder(broadcast, self.take)
        if self.ladder is None or not self.ladder.runs:
            if self.ladder:
                collect(broadcast, self.take, self._run(broadcast), self.plan.names)
            self.run += 1
            argv = ladder_argv(
                address, self.plan, preset=str(rule_value(PRESET)), folder=self._run(broadcast)
            )
            self.ladder = Program(argv, folder, "ladder")
        if self.recorder is None or not self.recorder.runs:
            folder.mkdir(parents=True, exist_ok=True)
            out = folder / f"record-{len(list(folder.glob('record-*'))) + 1:03d}.ts"
            self.recorder = Program(recorder_argv(address, out), folder, "recorder")

    def stop(self, broadcast: Broadcast) -> None:
        """This process ends, the broadcast does not."""
        if self.take:
            self._end_take(broadcast)

    def _folder(self, broadcast: Broadcast, take: Take) -> Path:
        return home(broadcast) / f"take-{take.number:03d}"

    def _run(self, broadcast: Broadcast) -> Path:
        assert self.take is not None
        return self._folder(broadcast, self.take) / f"run-{self.run:03d}"
