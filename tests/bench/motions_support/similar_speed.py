"""How long a question takes among N invented items, and how soon a change is seen: `similar_speed N`."""

import json
import os
import random
import resource
import sys
import time
from itertools import accumulate

QUESTIONS = 300
LENGTHS = (200, 1500)  # characters of an item
SENTENCES = 40_000


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


def main(items: int) -> dict:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    django.setup()
    from tests.services.databases import reset

    reset()
    writer, versions = Writer(), {}
    _register(writer, versions, items)
    begin = time.monotonic(), time.process_time()
    from foundation.similar.services import update

    update()
    made = {
        "wall_s": round(time.monotonic() - begin[0], 1),
        "cpu_s": round(time.process_time() - begin[1], 1),
    }
    figures = _questions(writer, items) | {"similar_update": _changes(versions, items), "similar_build": made}
    return figures | _size(items)


def _register(writer: Writer, versions: dict, items: int) -> None:
    from foundation.similar.registry import Collection, Document, collections, register_collection

    def documents(ids):
        for one in ids:
            title, text = writer.item(int(one), versions.get(int(one), 0))
            if int(one) in versions:
                text = f"{versions[int(one)]}号线窨井盖{text}"
            yield Document(one, title, text)

    collections.clear()
    register_collection(Collection("bench", "测量", lambda: (str(one) for one in range(items)), documents))


def _questions(writer: Writer, items: int) -> dict:
    """Titles while they are typed, whole titles, and titles with a half-written text; a hidden item in ten."""
    from foundation.similar.services import find

    chance = random.Random(7)

    def visible(ids):
        return [one for one in ids if int(one) % 10]

    wall, cpu = [], []
    find("预热", among={"bench": visible})
    for turn in range(QUESTIONS):
        title, text = writer.item(chance.randrange(items))
        half = ("", "", text[: len(text) // 2])[turn % 3]
        title = title[:8] if turn % 3 == 1 else title
        begin = time.monotonic(), time.process_time()
        find(title, half, among={"bench": visible})
        wall.append(time.monotonic() - begin[0])
        cpu.append(time.process_time() - begin[1])
    kinds = {"title": 0, "typing": 1, "half_written": 2}
    by_kind = {name: _p95(wall[place::3]) for name, place in kinds.items()}
    return {
        "similar_p95_ms": _p95(wall),
        "similar_p95_cpu_ms": _p95(cpu),
        "similar_p95_by_kind_ms": by_kind,
        "similar_items": items,
    }


def _p95(seconds: list[float]) -> float:
    return round(sorted(seconds)[int(len(seconds) * 0.95)] * 1000, 1)


def _changes(versions: dict, items: int) -> dict:
    """From the change of an item to the answer that has it, and the worker's part of it afterwards."""
    from foundation.similar.services import changed, everyone, find, update

    seen, written = [], []
    for turn in range(1, 21):
        number = turn * 37 % items
        versions[number] = turn
        begin = time.monotonic()
        changed("bench", number)
        hits = find(f"{turn}号线窨井盖", among={"bench": everyone}, limit=20).hits
        assert str(number) in [hit.document.id for hit in hits], (number, hits)
        seen.append(time.monotonic() - begin)
        if turn % 4 == 0:
            begin = time.monotonic()
            update()
            written.append(time.monotonic() - begin)
    return {"seen_p95_ms": _p95(seen), "written_max_s": round(max(written), 2)}


def _size(items: int) -> dict:
    from django.db.models import Sum

    from foundation.similar.models import SegmentFile

    stored = SegmentFile.objects.aggregate(all=Sum("bytes"))["all"]
    return {
        "similar_bytes_an_item": round(stored / items),
        "similar_disk_mb": round(stored / 1e6, 1),
        "similar_segments": SegmentFile.objects.count(),
        "similar_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
