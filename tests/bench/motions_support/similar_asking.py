"""Questions as a screen asks them, in a process that only asks: `similar_asking N`. Started by `similar_speed`."""

import json
import random
import sys
import time
from pathlib import Path

from .similar_invented import Writer, p95, register, start

QUESTIONS = 300


def main(items: int) -> dict:
    start()
    writer = Writer()
    register(writer, {}, items)
    before = _own_memory()
    from foundation.similar.services import find

    find("预热", among={"bench": visible})
    chance = random.Random(7)
    wall, cpu = [], []
    for turn in range(QUESTIONS):
        title, text = writer.item(chance.randrange(items))
        half = ("", "", text[: len(text) // 2])[turn % 3]
        title = title[:8] if turn % 3 == 1 else title
        begin = time.monotonic(), time.process_time()
        find(title, half, among={"bench": visible})
        wall.append(time.monotonic() - begin[0])
        cpu.append(time.process_time() - begin[1])
    kinds = {"title": 0, "typing": 1, "half_written": 2}
    return {
        "similar_p95_ms": p95(wall),
        "similar_p95_cpu_ms": p95(cpu),
        "similar_p95_by_kind_ms": {name: p95(wall[place::3]) for name, place in kinds.items()},
        "similar_items": items,
        "similar_asking_own_mb": _own_memory() - before,
    }


def visible(ids: list[str]) -> list[str]:
    """One item in ten is hidden from the asker."""
    return [one for one in ids if int(one) % 10]


def _own_memory() -> int:
    """Megabytes of this process that no other shares; the mapped files are shared."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
