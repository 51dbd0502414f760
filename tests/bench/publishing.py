"""`./run bench publishing --articles N [--json]`: our publisher beside stock Pelican and Hugo, in one run.

CPU seconds of processes of their own, so that other work on the machine weighs little; still, a busy machine makes
every figure larger: see `load`. Without `--articles` it measures 1,000 and 5,000. Each part is a module of
`publishing_support` that prints one JSON object.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from .child import child

SUPPORT = "tests.bench.publishing_support"
STOCK_UP_TO = 20_000  # articles; its cost grows faster than their number
DIFFERENCES = """What each does not do
  stock Pelican: no gzip or Brotli copies, no search index, no sitemap or JSON Feed, no check of pages and links,
    no hashes or manifest, no related items or neighbours, no translations; it reads one HTML file per article
  Hugo: the same, except that it has a sitemap, related items and neighbours; feeds are RSS only, headlines are not
    cut into phrases; it reads one HTML file per article with a JSON head (the form that costs it least)
  ours: reads a prepared snapshot (export from the CMS not counted); no author pages, no period archives
  ratios and cpu_ms_per_page leave out compression and search index, which only ours makes: see apart_ms_per_page"""


def measure(articles: int, tools: Path) -> dict:
    base = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=base if base.is_dir() else None, prefix="spc-bench-") as folder:
        hugo = child(f"{SUPPORT}.hugo", f"{folder}/hugo", str(articles), str(tools))
        subprocess.run(["rm", "-rf", f"{folder}/hugo"], check=True)
        stock = child(f"{SUPPORT}.stock", f"{folder}/stock", str(articles)) if articles <= STOCK_UP_TO else {}
        subprocess.run(["rm", "-rf", f"{folder}/stock"], check=True)
        site = f"{folder}/ours"
        ours = (
            child(f"{SUPPORT}.ours", site, str(articles))
            | child(f"{SUPPORT}.cold", site)
            | child(f"{SUPPORT}.verify", site)
        )
        ours |= child(f"{SUPPORT}.edits", site, str(articles))
    return _figures(articles, ours) | _beside(ours, stock, hugo) | _machine()


def _figures(articles: int, ours: dict) -> dict:
    pages = ours["pages"]

    def per_page(seconds: dict[str, float]) -> dict[str, float]:
        ordered = sorted(seconds.items(), key=lambda item: -item[1])
        return {name: round(1000 * value / pages, 4) for name, value in ordered}

    names = ("edit_p50_s", "edit_p95_s", "edit_cpu_s", "cold_start_s", "cold_start_cpu_s", "verify_cpu_s")
    return {
        "articles": articles,
        "documents": ours["documents"],
        "pages": pages,
        "cpu_ms_per_page": round(1000 * ours["cpu_s"] / pages, 3),
        "pages_per_second": round(pages / ours["wall_s"]),
        "parts_ms_per_page": per_page(ours["parts_cpu_s"]),
        "apart_ms_per_page": per_page(ours["apart_cpu_s"]),
        "files_per_new_article": ours["files_per_new_article"],
        **{name: round(ours[name], 3) for name in names if name in ours},
        "verified_files": ours.get("verified_files"),
        "peak_mb": round(max(ours["build_peak_mb"], ours["edits_peak_mb"])),
    }


def _beside(ours: dict, stock: dict, hugo: dict) -> dict:
    found = {}
    for name, other in (("stock_pelican", stock), ("hugo", hugo)):
        found[f"ratio_{name}"] = round(ours["cpu_s"] / other["cpu_s"], 3) if other else None
        if other:
            found[f"{name}_ms_per_page"] = round(1000 * other["cpu_s"] / other["pages"], 3)
            found[f"{name}_pages"], found[f"{name}_peak_mb"] = other["pages"], round(other["peak_mb"])
    return found


def _machine() -> dict:
    return {
        "load": [round(value, 2) for value in os.getloadavg()],
        "cores": len(os.sched_getaffinity(0)),
        "python": sys.version.split()[0],
        "pelican": version("pelican"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench publishing")
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    tools = Path(os.environ.get("VAR_DIR", "var")).absolute() / "bench" / "hugo"
    for articles in given.articles or [1000, 5000]:
        figures = measure(articles, tools)
        if given.json:
            print(json.dumps(figures, ensure_ascii=False), flush=True)
            continue
        print(f"\n{articles:,} articles")
        for name, value in list(figures.items())[1:]:
            if isinstance(value, dict):
                value = "".join(f"\n    {part:26} {one}" for part, one in value.items())
            print(f"  {name:24} {value}")
    if not given.json:
        print(f"\n{DIFFERENCES}")


if __name__ == "__main__":
    main()
