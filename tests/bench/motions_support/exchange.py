"""`exchange N`: N messages each way between real processes and an office: exchange_ack_* is the answer to one of theirs,
exchange_visible_* from the act in the house to the office having read it. Milliseconds."""

import json
import sys
import time

from .crash.house import House, standing
from .similar_invented import p95

ITEMS = 4


def main(wanted: int) -> dict:
    with standing("exchange") as house:
        return _run(house, wanted)


def _run(house: House, wanted: int) -> dict:
    from tests.emulators.government.office import Office

    from .exchange_scene import line

    with Office(house.folder) as office:
        scene = line(office, house.url)
        handlings = [scene.assigned() for _ in range(ITEMS)]
        for part in ("web", "worker"):
            house.start(part)
        _until(lambda: len(office.seen) == ITEMS)
        visible = [_visible(scene, office, handlings[number % ITEMS]) for number in range(wanted)]
        ack = _acks(office, handlings, wanted)
    return {**_figures("visible", visible), **_figures("ack", ack), "exchange_messages": wanted * 2}


def _visible(scene, office, handling) -> float:
    """One at a time: an act, and the other side has it."""
    from portal_apps.motions import services as do

    before, begin = set(office.seen), time.time()
    do.urge(handling, by=scene.house.staff, words="请抓紧")
    _until(lambda: set(office.seen) - before)
    return (office.seen[(set(office.seen) - before).pop()] - begin) * 1000


def _acks(office, handlings, wanted: int) -> list[float]:
    found = []
    for number in range(wanted):
        handling = handlings[number % ITEMS]
        body = {"form": "phone", "on": time.strftime("%Y-%m-%d"), "notes": "谈了"}
        office.book.say(handling.pk, *(("first_contact", body) if number >= ITEMS else ("signed_for",)))
        begin = time.monotonic()
        office.send(1)
        found.append((time.monotonic() - begin) * 1000)
    assert not office.book.waiting()
    return found


def _figures(name: str, values: list[float]) -> dict:
    return {
        f"exchange_{name}_p95_ms": p95([one / 1000 for one in values]),
        f"exchange_{name}_max_ms": round(max(values)),
    }


def _until(ready) -> None:
    end = time.monotonic() + 120
    while not ready():
        if time.monotonic() > end:
            raise SystemExit("the office never got it")
        time.sleep(0.005)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1])), ensure_ascii=False), flush=True)
