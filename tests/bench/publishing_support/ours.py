"""One full build and some edits by our publisher, measured in a process of its own."""

import json
import resource
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from publishing import build
from publishing.pelican_plugin import writer
from publishing.release import draft
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher, rich

from .articles import Author, frame

ROOT = Path(__file__).resolve().parents[3]
EDITS = 20


def cpu() -> float:
    """CPU seconds of this process and the workers it waited for."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


class Parts:
    """CPU seconds spent in some functions."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def watch(self, name: str, module, attribute: str) -> None:
        real = getattr(module, attribute)

        def timed(*args, **kwargs):
            start = time.process_time()
            try:
                return real(*args, **kwargs)
            finally:
                self.seconds[name] += time.process_time() - start

        setattr(module, attribute, timed)


def measure(folder: Path, count: int) -> dict:
    parts = Parts()
    parts.watch("compress", draft, "variants")
    parts.watch("harden", writer, "scan")
    parts.watch("search_index", build, "update_index")
    author = Author()
    publisher = Publisher(folder, ROOT / "site_theme")
    with Snapshot(publisher.paths.snapshot) as snapshot:
        for document in [*frame(), *author.articles(count)]:
            snapshot.put(document)
        snapshot.set_meta("as_of", "2026-11-22")
    start_cpu, start = cpu(), time.perf_counter()
    built = publisher.rebuild()
    full_cpu, full = cpu() - start_cpu, time.perf_counter() - start
    figures = {
        "documents": built.documents,
        "pages": built.pages,
        "cpu_s": full_cpu,
        "wall_s": full,
        "parts_cpu_s": dict(parts.seconds),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    return figures | _edits(publisher, author, count)


def _edits(publisher: Publisher, author: Author, count: int) -> dict:
    """Warm publisher: one new article, then changed words in older ones, until each is served."""
    written = publisher.publish(author.article(count + 1, count)).written
    walls, cpus = [], []
    documents = list(Author().articles(min(count, EDITS)))
    for document in documents:
        changed = replace(document, body=(rich(f"<p>{author.text(400)}</p>"),))
        begin, begin_cpu = time.perf_counter(), cpu()
        publisher.publish(changed)
        walls.append(time.perf_counter() - begin)
        cpus.append(cpu() - begin_cpu)
    walls.sort()
    cpus.sort()
    return {
        "files_per_new_article": written,
        "edit_p50_s": walls[len(walls) // 2],
        "edit_p95_s": walls[int(len(walls) * 0.95)],
        "edit_cpu_s": cpus[len(cpus) // 2],
    }


def cold(folder: Path) -> dict:
    """A new process finds the saved state and nothing to do."""
    start = cpu()
    begin = time.perf_counter()
    publisher = Publisher(folder, ROOT / "site_theme")
    with Snapshot(publisher.paths.snapshot) as snapshot:
        build.build(publisher.setup, snapshot)
    return {"cold_start_s": time.perf_counter() - begin, "cold_start_cpu_s": cpu() - start}


if __name__ == "__main__":
    where, what = Path(sys.argv[1]), sys.argv[2]
    print(json.dumps(cold(where) if what == "cold" else measure(where, int(what))))
