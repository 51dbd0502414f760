"""`./run bench publishing --articles N [--json]`: our publisher beside stock Pelican with the same theme, in one run.

CPU seconds of processes of their own, so that other work on the machine weighs little. Without `--articles` it
measures 1,000 and 5,000.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

SUPPORT = "tests.bench.publishing_support"
DIFFERENCES = """What each does not do
  stock Pelican: no gzip or Brotli copies, no search index, no sitemap or JSON Feed, no check of pages and links,
    no hashes or manifest, no related items or neighbours, no translations; it reads one HTML file per article
  ours: reads a prepared snapshot (export from the CMS not counted); no author pages, no period archives"""


def child(module: str, *arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", f"{SUPPORT}.{module}", *arguments], capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def measure(articles: int) -> dict:
    base = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=base if base.is_dir() else None, prefix="spc-bench-") as folder:
        ours = child("ours", f"{folder}/ours", str(articles))
        ours |= child("ours", f"{folder}/ours", "cold")
        stock = child("stock", f"{folder}/stock", str(articles))
    per_page = 1000 * ours["cpu_s"] / ours["pages"]
    stock_per_page = 1000 * stock["cpu_s"] / stock["pages"]
    return {
        "articles": articles,
        "documents": ours["documents"],
        "pages": ours["pages"],
        "cpu_ms_per_page": round(per_page, 3),
        "pages_per_second": round(ours["pages"] / ours["wall_s"]),
        "pages_per_cpu_second": round(ours["pages"] / ours["cpu_s"]),
        "parts_ms_per_page": {
            name: round(1000 * seconds / ours["pages"], 3) for name, seconds in ours["parts_cpu_s"].items()
        },
        "stock_pages": stock["pages"],
        "stock_cpu_ms_per_page": round(stock_per_page, 3),
        "ratio_stock_pelican": round(ours["cpu_s"] / stock["cpu_s"], 3),
        **{name: round(ours[name], 3) for name in ("edit_p50_s", "edit_p95_s", "edit_cpu_s", "cold_start_s")},
        "files_per_new_article": ours["files_per_new_article"],
        "peak_mb": round(ours["peak_mb"]),
        "stock_peak_mb": round(stock["peak_mb"]),
        "load": [round(value, 2) for value in os.getloadavg()],
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "pelican": version("pelican"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench publishing")
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for articles in given.articles or [1000, 5000]:
        figures = measure(articles)
        if given.json:
            print(json.dumps(figures, ensure_ascii=False), flush=True)
        else:
            print(f"\n{articles:,} articles")
            for name, value in list(figures.items())[1:]:
                print(f"  {name:24} {value}")
    if not given.json:
        print(f"\n{DIFFERENCES}")


if __name__ == "__main__":
    main()
