"""CPU seconds and memory of this process and its workers, and how much of them some functions take."""

import json
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


def cpu() -> float:
    """CPU seconds of this process and the workers it waited for."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def peak_mb() -> float:
    """Largest memory of one process so far: this one or one of its workers, which share most of theirs with it."""
    return (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / 1024
    )


class Parts:
    """CPU seconds spent in some functions, without those of others watched inside them, in all processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[list[Any]] = []

    def watch(self, name: str, owner: Any, attribute: str) -> None:
        """Does nothing where the publisher has no such function any more: its time then counts as `rest`."""
        real = getattr(owner, attribute, None)
        if real is not None:
            setattr(owner, attribute, self._timed(name, real))

    def _timed(self, name: str, real: Callable) -> Callable:
        running, seconds, clock = self._running, self.seconds, time.process_time

        def timed(*args, **kwargs):
            now = clock()
            if running:
                seconds[running[-1][0]] += now - running[-1][1]
            running.append([name, now])
            try:
                return real(*args, **kwargs)
            finally:
                now = clock()
                seconds[name] += now - running.pop()[1]
                if running:
                    running[-1][1] = now

        return timed

    def in_copies(self, work: Callable[[int], Iterator[Any]]) -> Callable[[int], Iterator[Any]]:
        """Work of a forked copy that notes its own seconds in a file; they count to what was running at the fork."""
        running, seconds, clock = self._running, self.seconds, time.process_time

        def noted(number: int) -> Iterator[Any]:
            seconds.clear()
            for one in running:
                one[1] = clock()
            yield from work(number)
            if running:
                seconds[running[-1][0]] += clock() - running[-1][1]
            (self.folder / f"parts-{os.getpid()}.json").write_text(json.dumps(seconds))

        return noted

    def total(self) -> dict[str, float]:
        found = defaultdict(float, self.seconds)
        for file in self.folder.glob("parts-*.json"):
            for name, seconds in json.loads(file.read_text()).items():
                found[name] += seconds
        return dict(found)
