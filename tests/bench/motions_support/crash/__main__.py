"""`python -m tests.bench.motions_support.crash N`: N submissions by eight people while everything is killed now and then."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from .browser import Browser, Tally, accept, submit
from .counting import count
from .house import House, Killer, standing

PEOPLE, PREFIX = 8, "关于第"
PAUSE = (8.0, 20.0)  # seconds between two kills
EVERY = 4  # one of so many is accepted, while the killing goes on


def main(wanted: int, seed: int = 1) -> dict:
    with standing("crash") as house:
        return _run(house, wanted, seed)


def _run(house: House, wanted: int, seed: int) -> dict:
    from .people import make

    deputies, staff = make(PEOPLE)
    for part in ("web", "worker"):
        house.start(part)
    killer, begin = Killer(house, PAUSE, seed), time.monotonic()
    killer.start()
    tallies = [Tally() for _ in deputies]
    with ThreadPoolExecutor(PEOPLE) as pool:
        shares = [range(number, wanted, PEOPLE) for number in range(PEOPLE)]
        work = zip(deputies, shares, tallies, strict=True)
        list(pool.map(lambda one: _write(house, dict(one[0]), dict(staff), one[1], one[2]), work))
    killer.end()
    return _result(house, tallies, round(time.monotonic() - begin, 1))


def _write(house: House, mine: dict[str, str], staff: dict[str, str], share: range, tally: Tally) -> None:
    deputy, clerk = Browser(house.url, mine, share.start), Browser(house.url, staff, -share.start)
    for number in share:
        title = f"{PREFIX}{number}处人行设施的建议"
        submit(deputy, title, tally)
        if number // PEOPLE % EVERY == 0 and title in tally.acknowledged:
            accept(clerk, tally.acknowledged[title], tally)


def _result(house: House, tallies: list[Tally], seconds: float) -> dict:
    from django.db import connections

    connections.close_all()
    whole = Tally(
        {title: pk for one in tallies for title, pk in one.acknowledged.items()},
        {pk for one in tallies for pk in one.accepted},
        [line for one in tallies for line in one.given_up],
        sum(one.retries for one in tallies),
        sum(one.doubled for one in tallies),
    )
    return count(whole, PREFIX) | {
        "crash": {
            "kills": dict(house.kills),
            "retries": whole.retries,
            "doubled_clicks": whole.doubled,
            "accepted": len(whole.accepted),
            "given_up": len(whole.given_up),
            "wall_s": seconds,
        }
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1])), ensure_ascii=False), flush=True)
