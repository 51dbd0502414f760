"""An urgent withdrawal while every page of the site `ours` built is made anew: how long until readers get it.

`python -m tests.bench.publishing_support.ours FOLDER N` builds the site; then, as often as wanted,
`python -m tests.bench.publishing_support.urgent FOLDER N [--at PHASE …] [--whole]`.

A run with another theme is overtaken a moment into each PHASE, so each costs a long run up to there. `made_way_s` is
from the question that finds the withdrawal to the end of the run, `served_s` until readers have it. `phases` says how
long each phase of these runs lasted (with `--whole` also of one that nobody overtakes) and the longest time it went
on without asking: so long an urgent change may have to wait before anything happens. `outside` is from the last
question to the end. What the CMS adds is not in it (see decision 0022).
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publishing import build as engine
from publishing.contract import Document, Gone
from publishing.make_way import MakeWay
from publishing.release.activate import publisher_lock
from publishing.rendering.workers import no_garbage
from publishing.run import memory
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher

from .articles import Author
from .measured import cpu, peak_mb
from .ours import ROOT

PHASES = ("读入改动", "比对页面", "生成页面", "检索与附件", "清单与链接", "启用新版本")
INTO = 30  # questions of a phase before it is overtaken


Gaps = dict[str, list[tuple[float, float]]]  # phase to wall and CPU seconds between two questions


class Watch:
    """Progress of the long run; ends it in the phase `until`."""

    def __init__(self, gaps: Gaps, until: str = ""):
        self.until, self.gaps, self.asked = until, gaps, 0
        self.phase, self.last = PHASES[0], (time.perf_counter(), time.process_time())

    def __call__(self, percent: float, message: str = "") -> None:
        self.note()
        phase = message.partition(" ")[0] or self.phase
        self.asked = self.asked + 1 if phase == self.phase else 0
        self.phase = phase
        if phase == self.until and self.asked >= INTO:
            raise MakeWay

    def note(self) -> None:
        now = (time.perf_counter(), time.process_time())
        self.gaps[self.phase].append((now[0] - self.last[0], now[1] - self.last[1]))
        self.last = now


def told(gaps: Gaps) -> dict:
    return {
        phase: {
            "asked": len(found),
            "longest_gap_s": round(max(wall for wall, _ in found), 2),
            "longest_gap_cpu_s": round(max(seconds for _, seconds in found), 2),
        }
        for phase, found in gaps.items()
    }


def long_run(publisher: Publisher, watch: Watch) -> None:
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        engine.build(publisher.setup, snapshot, progress=watch)
        watch.phase = "outside"
        watch.note()


def withdraw(publisher: Publisher, document) -> int:
    """The urgent release alone, as the service makes it. Returns how many files it wrote."""
    note = Gone(
        document.id, document.locale, document.path, document.title, "2026-11-22T00:00:00+00:00", "有误"
    )
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        snapshot.put_gone(note)
        return engine.build(publisher.setup, snapshot, patch=True).written


@no_garbage()  # as the service does
def overtake(publisher: Publisher, document: Document, phase: str, gaps: Gaps) -> dict:
    watch = Watch(gaps, phase)
    try:
        long_run(publisher, watch)
    except MakeWay:
        (begin, _), begin_cpu = watch.last, cpu()
        way = time.perf_counter() - begin
    else:
        raise SystemExit(f"the long run ended before it was overtaken in {phase}")
    written = withdraw(publisher, document)
    served, seconds = time.perf_counter() - begin, cpu() - begin_cpu
    return {
        "phase": phase,
        "made_way_s": round(way, 2),
        "served_s": round(served, 2),
        "urgent_cpu_s": round(seconds, 2),
        "written": written,
    }


def served(publisher: Publisher, count: int) -> Iterator[Document]:
    """Articles that no earlier run of this has withdrawn."""
    with Snapshot(publisher.paths.snapshot, readonly=True) as snapshot:
        left = snapshot.ids() - {note["id"] for note in snapshot.gone()}
    return (one for one in Author().articles(count) if one.id in left)


def another_theme(publisher: Publisher) -> None:
    mark = publisher.current.resolve().name  # another one each time this is run
    publisher.setup = replace(publisher.setup, options={"security_contact": f"mailto:{mark}@example.gov.cn"})
    publisher.setup.theme.common_hash = mark


def measure(folder: Path, count: int, phases: list[str], whole: bool) -> dict:
    publisher, gaps = Publisher(folder, ROOT / "site_theme"), defaultdict(list)
    articles = served(publisher, count)
    begin, begin_cpu = time.perf_counter(), cpu()
    withdraw(publisher, next(articles))
    cold = {"cold_wall_s": round(time.perf_counter() - begin, 3), "cold_cpu_s": round(cpu() - begin_cpu, 3)}
    memory.rest()  # as the service does
    another_theme(publisher)
    found = [overtake(publisher, one, phase, gaps) for one, phase in zip(articles, phases, strict=False)]
    if whole:
        long_run(publisher, Watch(gaps))
    return {**cold, "overtaken": found, "phases": told(gaps), "peak_mb": round(peak_mb())}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--at", nargs="*", choices=PHASES[1:], default=PHASES[1:])
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    figures = measure(given.folder, given.articles, given.at, given.whole)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
