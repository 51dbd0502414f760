"""Asks the index of the first release of `making`: how long answers take, and whether they are exact."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from publishing.paths import SitePaths
from publishing.search.index import numbers, open_index
from publishing.search.query import INDEX, Asked, search
from publishing.search.record import is_searchable, name_of
from publishing.search.text import document_text, fold, query_runs
from publishing.snapshot import Snapshot
from tests.bench.publishing_support.articles import COLUMNS, PHRASES

SAMPLE = 100  # queries of each class
EXACT = 300  # random substrings compared with the texts themselves
LOCALE = "zh-hans"
HOSTILE = [
    "的" * 10_000,
    "。，！" * 50,
    "的一 是在 不了 有和 人这 中大 为上 个国",
    "a" * 100,
    "😀😀",
    '"' * 100,
]


class Source:
    """Pieces of the articles, by chance."""

    def __init__(self, snapshot: Snapshot):
        self.chance = random.Random(7)
        rows = snapshot.db.execute("SELECT id, head, body FROM documents ORDER BY id").fetchall
        found = [(name, head) for name, head, _ in rows() if name.startswith("page:") and '"news"' in head]
        self.picked = self.chance.sample(found, min(4 * SAMPLE, len(found)))
        self.texts = {name: fold(text_of(json.loads(h), snapshot.body(name))) for name, h in self.picked}
        self.titles = [json.loads(head)["title"] for _, head in self.picked]

    def piece(self, length: int) -> str:
        while True:
            text = self.chance.choice(list(self.texts.values()))
            at = self.chance.randrange(len(text) - length)
            if not set(" \n\0") & set(text[at : at + length]):
                return text[at : at + length]

    def queries(self) -> dict[str, Callable[[], str]]:
        return {
            "random substring 2-6": lambda: self.piece(self.chance.randint(2, 6)),
            "single character": lambda: self.piece(1),
            "whole title": lambda: self.chance.choice(self.titles),
            "domain phrase": lambda: self.chance.choice(PHRASES),
            "common words": lambda: self.chance.choice(["人民代表大会", "常务委员会", "的", "代表建议"]),
            "two words": lambda: f"{self.chance.choice(PHRASES)} {self.piece(2)}",
            "passage of 20": lambda: self.piece(20),
            "mixed, absent": lambda: self.piece(2) + str(self.chance.randint(0, 99)),
        }


def text_of(head: dict, body: list) -> str:
    tags = "\n".join(tag["name"] for tag in head["tags"])
    return "\n".join([head["title"], tags, head["summary"], document_text(head, body)])


def timed(folder: Path, query: str) -> tuple[float, float]:
    """CPU and wall milliseconds of a first question: nothing is remembered of it."""
    index = open_index(folder)
    index._answers.clear()
    start_cpu, start = time.thread_time(), time.perf_counter()
    search(folder, query, LOCALE, Asked(), titles={f"page:c{n}": t for n, t in enumerate(COLUMNS)})
    return 1000 * (time.thread_time() - start_cpu), 1000 * (time.perf_counter() - start)


def times(folder: Path, source: Source) -> dict:
    figures, mixed = {}, []
    for name, make in source.queries().items():
        spent = [timed(folder, make()) for _ in range(SAMPLE)]
        mixed += spent if name in list(source.queries())[:5] else []
        figures[name] = spread(spent)
    figures["hostile"] = spread([timed(folder, query) for query in HOSTILE])
    return {
        "query_cpu_p95_ms": spread(mixed)["p95"],
        "query_wall_p95_ms": spread([wall[::-1] for wall in mixed])["p95"],
        "query_cpu_ms": figures,
    }


def spread(times: list[tuple[float, float]]) -> dict:
    """Of the first of each two values."""
    values = sorted(first for first, _ in times)
    at = {"p50": len(values) // 2, "p95": int(0.95 * len(values)), "max": -1}
    return {name: round(values[place], 1) for name, place in at.items()}


def texts(snapshot: Snapshot) -> Iterator[tuple[int, str]]:
    for head in snapshot.heads():
        if is_searchable(head):
            yield name_of(head["id"]), fold(text_of(head, snapshot.body(head["id"])))


def wrong_answers(folder: Path, source: Source, snapshot: Snapshot) -> int:
    """Queries whose answer is not the set of texts that contain them."""
    queries = {source.piece(source.chance.randint(1, 6)) for _ in range(EXACT)} | set(PHRASES)
    truth: dict[str, set[int]] = {query: set() for query in queries}
    for name, text in texts(snapshot):
        for query in queries:
            if query in text:
                truth[query].add(name)
    return sum(truth[query] != answer(folder, query) for query in queries)


def answer(folder: Path, query: str) -> set[int]:
    found = open_index(folder).find(query_runs(query), LOCALE, 60)
    return {one.segment.names[number] for one in found.hits for number in numbers(one.all)}


def main(root: Path) -> dict:
    paths = SitePaths(root)
    folder = paths.releases / "r0" / INDEX
    with Snapshot(paths.snapshot, readonly=True) as snapshot:
        source = Source(snapshot)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        figures = times(folder, source)
        figures["index_memory_mb"] = round(
            (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        )
        figures["exact_of"] = EXACT + len(PHRASES)
        figures["wrong"] = wrong_answers(folder, source, snapshot)
    return figures


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1])), ensure_ascii=False))
