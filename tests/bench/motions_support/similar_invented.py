"""Invented items for measuring: a hundred thousand of the lengths people write, the same every time."""

import os
import random
from itertools import accumulate

LENGTHS = (200, 1500)  # characters of an item
SENTENCES = 40_000


def start() -> None:
    """Django on the database of this run, which a child finds through its environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()


class Writer:
    """The same items every time: sentences of words by Zipf's law with a phrase of the domain in each."""

    def __init__(self) -> None:
        from tests.bench.publishing_support.articles import Author

        author = Author()
        self.sentences = [author.text(30) for _ in range(SENTENCES)]
        self.chances = list(accumulate(1 / (rank + 50) for rank in range(SENTENCES)))

    def item(self, number: int, version: int = 0) -> tuple[str, str]:
        chance = random.Random(number * 1000 + version)
        length = int(LENGTHS[0] * (LENGTHS[1] / LENGTHS[0]) ** chance.random())
        said = chance.choices(self.sentences, cum_weights=self.chances, k=length // 30 + 1)
        return f"关于{said[0][:14]}的建议", "".join(said[1:])[:length]


def register(writer: Writer, versions: dict, items: int) -> None:
    from foundation.similar.registry import Collection, Document, collections, register_collection

    def documents(ids):
        for one in ids:
            title, text = writer.item(int(one), versions.get(int(one), 0))
            if int(one) in versions:
                text = f"{versions[int(one)]}号线窨井盖{text}"
            yield Document(one, title, text)

    collections.clear()
    register_collection(Collection("bench", "测量", lambda: (str(one) for one in range(items)), documents))


def p95(seconds: list[float]) -> float:
    """In milliseconds."""
    return round(sorted(seconds)[int(len(seconds) * 0.95)] * 1000, 1)
