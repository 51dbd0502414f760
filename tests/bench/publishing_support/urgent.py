"""An urgent withdrawal while every page of the site `ours` built is made anew: how long until readers get it.

A run with another theme renders; at the given share of its way the withdrawal is recorded and the run makes way. What
the CMS adds (one look at the log each 0.3 s, the export of one page) is not in it. `longest_gap_s`: the longest time
the long run went on without asking, so how long an urgent change may have to wait for it at most.
"""

import json
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

from publishing import build as engine
from publishing.contract import Gone
from publishing.release.activate import publisher_lock
from publishing.run.make_way import MakeWay
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher

from .articles import Author
from .measured import cpu
from .ours import ROOT


class Watch:
    """Progress of the long run: notes how often it asks; ends the run at `until` percent."""

    def __init__(self, until: float):
        self.until, self.gaps = until, []
        self.last, self.where = time.perf_counter(), "start"

    def __call__(self, percent: float, message: str = "") -> None:
        now = time.perf_counter()
        self.gaps.append((now - self.last, f"{self.where}→{percent:.0f}"))
        self.last, self.where = now, f"{percent:.0f}"
        if percent >= self.until:
            raise MakeWay


def long_run(publisher: Publisher, watch: Watch) -> None:
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        engine.build(publisher.setup, snapshot, progress=watch)


def withdraw(publisher: Publisher, document) -> int:
    """The urgent release alone, as the service makes it. Returns how many files it wrote."""
    note = Gone(
        document.id, document.locale, document.path, document.title, "2026-11-22T00:00:00+00:00", "有误"
    )
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        snapshot.put_gone(note)
        return engine.build(publisher.setup, snapshot, patch=True).written


def overtake(publisher: Publisher, document, until: float) -> dict:
    watch = Watch(until)
    try:
        long_run(publisher, watch)
    except MakeWay:
        begin, begin_cpu = watch.last, cpu()
        written = withdraw(publisher, document)
        wall, seconds = time.perf_counter() - begin, cpu() - begin_cpu
        return {"at_percent": until, "wall_s": round(wall, 3), "cpu_s": round(seconds, 3), "written": written}
    raise SystemExit("the long run ended before it was overtaken")


def measure(folder: Path, count: int) -> dict:
    publisher, author = Publisher(folder, ROOT / "site_theme"), Author()
    articles = list(islice(author.articles(count), 4))
    begin, begin_cpu = time.perf_counter(), cpu()
    withdraw(publisher, articles[0])
    cold = {"cold_wall_s": round(time.perf_counter() - begin, 3), "cold_cpu_s": round(cpu() - begin_cpu, 3)}
    publisher.setup = replace(publisher.setup, options={"security_contact": "mailto:new@example.gov.cn"})
    publisher.setup.theme.common_hash = "another theme"
    found = [overtake(publisher, one, until) for one, until in zip(articles[1:], (3, 40, 90), strict=True)]
    watch, begin = Watch(1000), time.perf_counter()
    long_run(publisher, watch)
    gaps = [(round(seconds, 2), where) for seconds, where in sorted(watch.gaps, reverse=True)[:5]]
    return {
        **cold,
        "overtaking": found,
        "long_run_s": round(time.perf_counter() - begin, 1),
        "longest_gaps_s": gaps,
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))
