"""The index of N invented items made, asked by another process, and changed: `similar_speed N`."""

import json
import resource
import sys
import time

from tests.bench.child import child

from .similar_invented import Writer, p95, register, start


def main(items: int) -> dict:
    start()
    from foundation.similar.services import update
    from tests.services.databases import reset

    reset()
    versions: dict[int, int] = {}
    register(Writer(), versions, items)
    begin = time.monotonic(), time.process_time()
    update()
    made = {
        "wall_s": round(time.monotonic() - begin[0], 1),
        "cpu_s": round(time.process_time() - begin[1], 1),
    }
    made["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    asked = child("tests.bench.motions_support.similar_asking", str(items))
    return {**asked, "similar_build": made, "similar_update": _changes(versions, items), **_size(items)}


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
    return {"seen_p95_ms": p95(seen), "written_max_s": round(max(written), 2)}


def _size(items: int) -> dict:
    from django.db.models import Sum

    from foundation.similar.models import SegmentFile

    stored = SegmentFile.objects.aggregate(all=Sum("bytes"))["all"]
    return {
        "similar_bytes_an_item": round(stored / items),
        "similar_disk_mb": round(stored / 1e6, 1),
        "similar_segments": SegmentFile.objects.count(),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
