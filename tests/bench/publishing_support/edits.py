"""A warm publisher on the site `ours` built: one new article, then changed words, each until it is served."""

import json
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

from tests.publishing.factory import Publisher, rich

from .articles import Author
from .measured import cpu, peak_mb
from .ours import ROOT

EDITS = 50


def measure(folder: Path, count: int) -> dict:
    publisher, author = Publisher(folder, ROOT / "site_theme"), Author()
    documents = list(islice(author.articles(count), EDITS))
    written = publisher.publish(author.article(count + 1, count)).written
    walls, cpus = [], []
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
        "edits_peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
