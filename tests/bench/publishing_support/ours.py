"""One full build by our publisher, measured in a process of its own: all of it, and where its time goes."""

import json
import sys
import time
from pathlib import Path

from publishing import build
from publishing.pelican_plugin import generator, writer
from publishing.planning.kit import Kit
from publishing.release import draft
from publishing.rendering import render, workers
from publishing.run import pages, search_index
from publishing.snapshot import Snapshot
from tests.publishing.factory import SIGNER, Publisher

from .articles import Author, frame
from .measured import Parts, cpu, peak_mb

ROOT = Path(__file__).resolve().parents[3]
RING = "ring.json"  # the public keys, for `verify`
APART = ("compress", "index")  # neither stock Pelican nor Hugo does these; reported beside the rest


def watched(folder: Path) -> Parts:
    parts = Parts(folder)
    for name, owner, attribute in (
        ("content", build.Content, "take_in"),
        ("plan", pages, "make_plan"),
        ("variables", generator.SnapshotGenerator, "_generate"),
        ("body", render.Renderer, "body_html"),
        ("template", render.Renderer, "template"),
        ("check", writer, "scan"),
        ("store", draft.Draft, "write"),
        ("compress", draft, "variants"),
        ("index", search_index, "update_index"),
        ("links", build._Build, "_broken"),
        ("manifest", build._Build, "_manifest"),
        ("state, switch", build._Build, "_finish"),
        ("views", Kit, "view"),
    ):
        parts.watch(name, owner, attribute)
    copy = workers._copy
    workers._copy = lambda work, *more: copy(parts.in_copies(work), *more)
    return parts


def measure(folder: Path, count: int) -> dict:
    publisher = Publisher(folder, ROOT / "site_theme")
    with Snapshot(publisher.paths.snapshot) as snapshot:
        for document in [*frame(), *Author().articles(count)]:
            snapshot.put(document)
        snapshot.set_meta("as_of", "2026-11-22")
    parts = watched(folder)
    start_cpu, start = cpu(), time.perf_counter()
    built = publisher.rebuild()
    whole, wall = cpu() - start_cpu, time.perf_counter() - start
    (folder / RING).write_bytes(SIGNER.ring.to_bytes())
    seconds = parts.total()
    apart = {name: seconds.pop(name, 0.0) for name in APART}
    core = whole - sum(apart.values())
    return {
        "documents": built.documents,
        "pages": built.pages,
        "cpu_s": core,
        "wall_s": wall,
        "apart_cpu_s": apart,
        "parts_cpu_s": {**seconds, "rest": core - sum(seconds.values())},
        "build_peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
