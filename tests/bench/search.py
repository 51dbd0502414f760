"""`./run bench search --articles N [--json]`: the search of the public site, from making the index to answering.

CPU seconds of processes of their own. Without `--articles` it measures 1,000 and 5,000. The articles are those of
`bench publishing`: nearly each holds nearly every phrase of the domain, which is hard on counting.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

from .child import child

SUPPORT = "tests.bench.search_support"


def measure(articles: int) -> dict:
    base = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=base if base.is_dir() else None, prefix="spc-bench-") as folder:
        figures = child(f"{SUPPORT}.making", folder, str(articles)) | child(f"{SUPPORT}.asking", folder)
    return {"articles": articles, **figures, "load": [round(value, 2) for value in os.getloadavg()]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench search")
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for articles in given.articles or [1000, 5000]:
        figures = measure(articles)
        if given.json:
            print(json.dumps(figures, ensure_ascii=False), flush=True)
            continue
        print(f"\n{articles:,} articles")
        for name, value in list(figures.items())[1:]:
            if isinstance(value, dict):
                print(f"  {name}")
                for key, one in value.items():
                    print(f"    {key:22} {one}")
            else:
                print(f"  {name:24} {value}")


if __name__ == "__main__":
    main()
