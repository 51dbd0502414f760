"""Makes the index of N articles in full, then brings it up to date for single changes."""

import json
import resource
import sys
import time
from pathlib import Path

from publishing.paths import SitePaths
from publishing.planning.site import Site
from publishing.release.draft import Draft
from publishing.release.manifest import Manifest
from publishing.search.layout import FOLDER
from publishing.search.update import update_index
from publishing.snapshot import Snapshot
from tests.bench.publishing_support.articles import Author, frame
from tests.publishing.factory import replace, rich
from tests.publishing.search.support import seal

CHANGES = 150


def cpu() -> float:
    """CPU seconds of this process and the workers it waited for."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def release(
    snapshot: Snapshot, number: int, site: Site, changed: set[str] | None, former: Manifest | None
) -> tuple[float, float, Manifest]:
    """A release of nothing but the index. Returns (CPU, wall) seconds of the index, and what is in the release."""
    paths = SitePaths(snapshot.path.parent)
    draft = Draft(paths, f"r{number - 1}" if former else None).start()
    start_cpu, start = cpu(), time.perf_counter()
    update_index(site, draft, changed, snapshot=snapshot, workers=2)
    spent = cpu() - start_cpu, time.perf_counter() - start
    return *spent, seal(draft, former, number)


def changes(snapshot: Snapshot, site: Site, author: Author, documents: list, former: Manifest) -> dict:
    """New words in single articles, one release each."""
    new: dict[str, list] = {}
    stored, site.body = site.body, lambda name: new.get(name) or stored(name)
    cpus, walls = [], []
    for number in range(1, CHANGES + 1):
        changed = replace(documents[number % len(documents)], body=(rich(f"<p>{author.text(1900)}</p>"),))
        new[changed.id] = [dict(block) for block in changed.body]
        site.heads[changed.id] = {**site.heads[changed.id], "sha": changed.sha}
        *spent, former = release(snapshot, number, site, {changed.id}, former)
        cpus.append(spent[0])
        walls.append(spent[1])
    cpus, walls = sorted(cpus), sorted(walls)
    at95 = int(0.95 * CHANGES)
    return {
        "update_cpu_p50_ms": round(1000 * cpus[CHANGES // 2], 1),
        "update_cpu_p95_ms": round(1000 * cpus[at95], 1),
        "update_cpu_max_ms": round(1000 * cpus[-1], 1),
        "update_wall_p95_ms": round(1000 * walls[at95], 1),
        "update_wall_max_ms": round(1000 * walls[-1], 1),
    }


def main(folder: Path, count: int) -> dict:
    paths = SitePaths(folder)
    paths.prepare()
    author = Author()
    first = []
    with Snapshot(paths.snapshot) as snapshot:
        for document in frame():
            snapshot.put(document)
        for document in author.articles(count):
            snapshot.put(document)
            if len(first) < CHANGES:
                first.append(document)
        snapshot.set_meta("as_of", "2026-11-22")
        site = Site.load(snapshot)
        spent, wall, made = release(snapshot, 0, site, None, None)
        files = list((paths.releases / "r0" / FOLDER).iterdir())
        size = sum(file.stat().st_size for file in files)
        figures = {
            "build_cpu_ms_per_document": round(1000 * spent / count, 3),
            "build_wall_s": round(wall, 2),
            "bytes_per_document": round(size / count),
            "segments": len(files) - 1,
        }
        figures |= changes(snapshot, site, author, first, made)
        last = list((paths.releases / f"r{CHANGES}" / FOLDER).iterdir())
        figures |= {"segments_after_changes": len(last) - 1}
    figures["making_peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
