"""An urgent withdrawal while every page of the site `ours` built is made anew: how long until readers get it.

`python -m tests.bench.publishing_support.ours FOLDER N` builds the site; then, as often as wanted,
`python -m tests.bench.publishing_support.urgent FOLDER N [--at PHASE …]`. Each PHASE costs a long run up to there.

A run with another theme is watched first: `phases` says for each phase how long it lasts and the longest time it went
on without asking, so how long an urgent change may have to wait before anything happens. Then such a run is overtaken
half-way through each PHASE: `served_s` is from the withdrawal, recorded right before the run asks, until readers have
it. What the CMS adds is not in it (see decision 0012).
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from publishing import build as engine
from publishing.contract import Document, Gone
from publishing.make_way import MakeWay
from publishing.release.activate import publisher_lock
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher

from .articles import Author
from .measured import cpu, peak_mb
from .ours import ROOT

PHASES = ("读入改动", "比对页面", "生成页面", "检索与附件", "清单与链接", "启用新版本")
Moment = tuple[str, int]  # phase, how many times it asked before


class Watch:
    """Progress of the long run: notes how often each phase asks; ends the run at `until`."""

    def __init__(self, until: Moment = ("", 0)):
        self.until = until
        self.gaps: dict[str, list[tuple[float, float]]] = defaultdict(list)  # wall and CPU seconds
        self.phase, self.last = PHASES[0], (time.perf_counter(), time.process_time())

    def __call__(self, percent: float, message: str = "") -> None:
        self.note()
        self.phase = message.partition(" ")[0] or self.phase
        if self.phase == self.until[0] and len(self.gaps[self.phase]) >= self.until[1]:
            raise MakeWay

    def note(self) -> None:
        now = (time.perf_counter(), time.process_time())
        self.gaps[self.phase].append((now[0] - self.last[0], now[1] - self.last[1]))
        self.last = now

    def told(self) -> dict:
        return {
            phase: {
                "asked": len(gaps),
                "wall_s": round(sum(wall for wall, _ in gaps), 2),
                "longest_gap_s": round(max(wall for wall, _ in gaps), 2),
                "longest_gap_cpu_s": round(max(seconds for _, seconds in gaps), 2),
            }
            for phase, gaps in self.gaps.items()
        }


def long_run(publisher: Publisher, watch: Watch) -> None:
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        engine.build(publisher.setup, snapshot, progress=watch)
        watch.phase = "最后"
        watch.note()


def withdraw(publisher: Publisher, document) -> int:
    """The urgent release alone, as the service makes it. Returns how many files it wrote."""
    note = Gone(
        document.id, document.locale, document.path, document.title, "2026-11-22T00:00:00+00:00", "有误"
    )
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        snapshot.put_gone(note)
        return engine.build(publisher.setup, snapshot, patch=True).written


def overtake(publisher: Publisher, document, until: Moment) -> dict:
    watch = Watch(until)
    try:
        long_run(publisher, watch)
    except MakeWay:
        (begin, _), begin_cpu = watch.last, cpu()
        way = time.perf_counter() - begin
        written = withdraw(publisher, document)
        served, seconds = time.perf_counter() - begin, cpu() - begin_cpu
        return {
            "phase": until[0],
            "made_way_s": round(way, 2),
            "served_s": round(served, 2),
            "urgent_cpu_s": round(seconds, 2),
            "written": written,
        }
    raise SystemExit(f"the long run ended before it was overtaken in {until[0]}")


def served(publisher: Publisher, count: int) -> Iterator[Document]:
    """Articles that no earlier run of this has withdrawn."""
    with Snapshot(publisher.paths.snapshot, readonly=True) as snapshot:
        left = snapshot.ids() - {note["id"] for note in snapshot.gone()}
    return (one for one in Author().articles(count) if one.id in left)


def another_theme(publisher: Publisher, number: int) -> None:
    publisher.setup = replace(
        publisher.setup, options={"security_contact": f"mailto:{number}@example.gov.cn"}
    )
    publisher.setup.theme.common_hash = f"theme {number}"


def measure(folder: Path, count: int, phases: list[str]) -> dict:
    publisher = Publisher(folder, ROOT / "site_theme")
    articles = islice(served(publisher, count), len(PHASES) + 1)
    begin, begin_cpu = time.perf_counter(), cpu()
    withdraw(publisher, next(articles))
    cold = {"cold_wall_s": round(time.perf_counter() - begin, 3), "cold_cpu_s": round(cpu() - begin_cpu, 3)}
    another_theme(publisher, 1)
    whole = Watch()
    long_run(publisher, whole)
    another_theme(publisher, 2)
    found = [
        overtake(publisher, one, (phase, len(whole.gaps[phase]) // 2))
        for one, phase in zip(articles, phases, strict=False)
    ]
    return {**cold, "phases": whole.told(), "overtaken": found, "peak_mb": round(peak_mb())}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--at", nargs="*", choices=PHASES, default=PHASES)
    given = parser.parse_args()
    print(json.dumps(measure(given.folder, given.articles, given.at), ensure_ascii=False, indent=1))
