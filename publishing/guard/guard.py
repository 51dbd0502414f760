"""The guard's life: news from the kernel, a look at everything now and then, and another try at what failed."""

import resource
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from ..targets.public_site import PublicSite
from ..targets.store import DIGEST
from .alarms import Alarm, Log
from .check import Checker
from .current import Current
from .evidence import Evidence
from .inotify import CREATE, IGNORED, MOVED_TO, OVERFLOW, Event, Inotify, LimitReached
from .mend import Mender
from .truth import Truth

TICK = 1.0  # seconds; `current` and what failed are looked at this often, news or not
SHARE = 0.5  # of one processor, at most, for looking at everything
AGAIN = 0.03  # seconds until the next try while a failure may be a passing one
GATHER = 0.002  # seconds; news of one change come in several pieces


@dataclass(frozen=True)
class Options:
    """`period` seconds between looks at everything, `rehash` between readings of every byte; `state` is a folder."""

    state: Path
    period: float = 30.0
    rehash: float = 3600.0
    inotify: bool = True


class Guard:
    def __init__(self, site: PublicSite, options: Options, log: Log) -> None:
        self.site, self.options, self.log = site, options, log
        self.uid = site.root.stat().st_uid
        evidence = Evidence(options.state / "evidence")
        self.mender = Mender(site, evidence, log, self.uid)
        self.checker = Checker(self.mender, self._watch_served, self._pace)
        self.current = Current(site, options.state / "known.json", log)
        self.truth: Truth | None = None
        self.running = True
        self._kernel: Inotify | None = None
        self._watched: dict[int, tuple[str, str]] = {}  # number to (home or "store:", folder)
        self._next_look = self._next_reading = 0.0
        self._paced = (time.monotonic(), _cpu())

    # --- life ----------------------------------------------------------------------------------------------
    def start(self) -> None:
        self.mender.tidy()
        if self.options.inotify:
            try:
                self._kernel = Inotify()
            except LimitReached as limit:
                self._without_kernel(limit)
        self.log.say(
            Alarm("started", found={"inotify": self._kernel is not None, "site": str(self.site.root)})
        )
        self.look(whole=True)

    def run(self) -> None:
        """Until `running` is false."""
        step = self.start
        while self.running:
            try:
                step()
            except Exception as error:  # whatever an attacker makes the guard meet, it goes on
                traceback.print_exc()
                self.log.say(Alarm("failed", reason=repr(error)))
                self._next_look = time.monotonic() + TICK
                time.sleep(TICK / 10)
            step = self._turn
        self.log.say(Alarm("stopped"))

    def _turn(self) -> None:
        self.turn(TICK)

    def turn(self, seconds: float) -> None:
        """Wait at most so long for news; then do what is due."""
        if any(not failure.said for failure in self.mender.failed.values()):
            seconds = min(seconds, AGAIN)
        due = max(0.0, min(seconds, self._next_look - time.monotonic()))
        self._news(due)
        self.look(whole=time.monotonic() >= self._next_look)

    def look(self, whole: bool = False) -> None:
        """`current`, what failed before, and, when `whole`, everything."""
        former = self.truth.hash if self.truth else ""
        self.truth = self.current.look(self.truth)
        if self.truth is None:
            self._next_look = time.monotonic() + TICK
            return
        if self.truth.hash != former and former:
            self.checker.fresh(self.truth)
        self._try_again(self.truth)
        if whole:
            self._whole(self.truth)

    def _try_again(self, truth: Truth) -> None:
        for key, failure in list(self.mender.failed.items()):
            attempts = failure.attempts
            self.checker.entry(truth, *key, time.monotonic())
            if self.mender.failed.get(key) is failure and failure.attempts == attempts:
                self.mender.recovered(truth, *key)  # gone, or of another release by now

    def _whole(self, truth: Truth) -> None:
        begun = time.monotonic()
        reading = begun >= self._next_reading
        if reading:
            self.checker.forget()
            self._next_reading = begun + self.options.rehash
        self._paced = (begun, _cpu())
        self.checker.whole(truth)
        if reading:
            self.current.check_shelf(truth)
            self._store(truth)
        self._next_look = time.monotonic() + self.options.period

    def _store(self, truth: Truth) -> None:
        self._watch(str(self.site.store.folder), "store:", "")
        present = self.site.store.digests()
        for shard in sorted({digest[:2] for digest in present}):
            self._watch(str(self.site.store.folder / shard), "store:", shard)
        needed = truth.digests()
        for digest in sorted(needed | {one for one in present if DIGEST.fullmatch(one)}):
            self.mender.healer.check(truth, digest, 0 if digest in needed else None)
            self._pace()

    # --- news ----------------------------------------------------------------------------------------------
    def _news(self, seconds: float) -> None:
        if self._kernel is None:
            time.sleep(seconds)
            return
        events = self._kernel.read(seconds)
        since = time.monotonic()
        if events:
            time.sleep(GATHER)
        while more := self._kernel.read(0):
            events += more
            if len(events) > 100_000:
                break
        self._handle(events, since)

    def _handle(self, events: list[Event], since: float) -> None:
        if not events:
            return
        if any(event.mask & OVERFLOW for event in events):
            self.log.say(Alarm("overflow"))
            self._next_look = 0.0
        truth = self.truth = self.current.look(self.truth)
        if truth is None:
            return
        places: dict[tuple[str, str, str], bool] = {}
        for event in events:
            home, folder = self._watched.get(event.watch, ("", ""))
            if event.mask & IGNORED:
                self._watched.pop(event.watch, None)
            elif home:
                key = (home, folder, event.name)
                places[key] = places.get(key, False) or bool(event.mask & (CREATE | MOVED_TO))
        for (home, folder, name), new in places.items():
            self._place(truth, home, folder, name, new, since)

    def _place(self, truth: Truth, home: str, folder: str, name: str, new: bool, since: float) -> None:
        if home == "store:":
            if DIGEST.fullmatch(name):
                size = 0 if any(True for _ in truth.places_of(name)) else None
                self.mender.healer.check(truth, name, size)
            elif not folder and name and self._kernel:
                self._watch(str(self.site.store.folder / name), "store:", name)
        elif (home, name) in (("root:", "releases"), ("releases:", truth.release)):
            self.checker.subfolder(truth, truth.release, "", since, deep=new)
        elif home == "releases:":
            self.checker.links_into(truth, name, since)
        elif home.endswith(":"):
            return
        elif name:
            self.checker.entry(truth, home, folder, name, since, new)
        elif self.checker.homes.get(folder) == home:
            self.checker.subfolder(truth, home, folder, since)

    # --- watching ------------------------------------------------------------------------------------------
    def _watch_served(self, here: str, home: str, folder: str) -> None:
        if not folder:
            self._watch(str(self.site.root), "root:", "")
            self._watch(str(self.site.paths.releases), "releases:", "")
        self._watch(f"{here}/.", home, folder)

    def _watch(self, path: str, home: str, folder: str) -> None:
        if self._kernel is None:
            return
        try:
            number = self._kernel.add(path)
        except LimitReached as limit:
            self._without_kernel(limit)
            return
        if number is not None:
            self._watched[number] = (home, folder)

    def _without_kernel(self, limit: LimitReached) -> None:
        if self._kernel:
            self._kernel.close()
        self._kernel = None
        self._watched.clear()
        self.log.say(Alarm("watch_limit", found={"watched": len(self._watched)}, reason=str(limit)))

    def _pace(self) -> None:
        """Leave the processor to the readers; news are taken between two folders."""
        begun, used = self._paced
        cpu, wall = _cpu() - used, time.monotonic() - begun
        pause = cpu / SHARE - wall
        if pause > 0.02:
            time.sleep(min(pause, 0.1))
            self._paced = (time.monotonic(), _cpu()) if pause < 0.1 else self._paced


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
