"""Every queue page and the pages of search among N items, through the views: `lists_speed N`.

Milliseconds of the server for one page, from the request to the rendered answer, database included.
"""

import json
import random
import sys
import time
from collections.abc import Iterator

from .similar_invented import p95, start

ROUNDS, SEARCHES = 3, 150


def main(items: int) -> dict:
    start()
    from tests.services.databases import reset

    from .lists_fill import Filler

    reset()
    begin = time.monotonic()
    house = Filler(items, lambda written: print(f"{written}/{items}", file=sys.stderr, flush=True)).fill()
    return measure(house) | {"lists_items": items, "lists_filled_s": round(time.monotonic() - begin)}


def measure(house) -> dict:
    queues = timed(queue_pages(house), ROUNDS)
    searches = timed(search_pages(house), 1)
    worst = sorted(((p95(times), name) for name, times in queues.items()), reverse=True)[:5]
    slow = sorted(((p95(times), name) for name, times in searches.items()), reverse=True)[:8]
    return {
        "queue_p95_ms": p95([one for times in queues.values() for one in times]),
        "queue_pages": len(queues),
        "queue_slowest_ms": worst,
        "search_p95_ms": p95([one for times in searches.values() for one in times]),
        "search_pages": len(searches),
        "search_slowest_ms": slow,
    }


def timed(pages, rounds: int) -> dict[str, list[float]]:
    """Each page once to warm it, then `rounds` times."""
    from django.conf import settings
    from django.test import Client

    clients: dict[int, Client] = {}
    found: dict[str, list[float]] = {}
    for user, address in pages:
        if user.pk not in clients:
            clients[user.pk] = Client()
            clients[user.pk].force_login(user, settings.AUTHENTICATION_BACKENDS[0])
            clients[user.pk].get("/motions/?tab=all")
        for _ in range(rounds):
            begin = time.monotonic()
            answer = clients[user.pk].get(address)
            seconds = time.monotonic() - begin
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
            found.setdefault(f"{user} {address}", []).append(seconds)
    return found


def queue_pages(house) -> Iterator[tuple]:
    """Every queue of everybody, the first page and the second, and the first page of all."""
    from portal_apps.motions.queues import queues_for

    for user in (house.staff, house.office, house.handler, house.head, house.deputy, house.committee):
        for queue in queues_for(user):
            yield user, f"/motions/queues/{queue.key}/"
            yield user, f"/motions/queues/{queue.key}/?page=2"
        yield user, "/motions/?tab=waiting"
        yield user, "/motions/?tab=all"


def search_pages(house) -> Iterator[tuple]:
    """Words as people type them: pieces of titles and texts, names, numbers, common words; half with a condition."""
    from portal_apps.motions.models import Item, Text

    chance = random.Random(11)
    total = Item.objects.count()
    people = [house.staff] * 4 + [house.deputy, house.handler, house.committee, house.office]
    for turn in range(SEARCHES):
        text = Text.objects.order_by("pk")[chance.randrange(total)]
        piece = text.situation[(at := chance.randrange(100)) : at + chance.choice((2, 2, 3, 4, 6))]
        words = (
            text.title[2 : 2 + chance.choice((2, 4, 6, 8))],
            piece,
            chance.choice(house.names),
            f"{chance.randrange(total)}",
            chance.choice(("建议", "停车管理", "人民代表大会", "关于", "物业", "养老服务 停车")),
            chance.choice(house.units).name,
        )[turn % 6]
        asked = ("", "&state=assigned", "&lamp=red", "&result=B", "&category=1", "&page=3")[turn // 6 % 6]
        yield people[turn % len(people)], f"/motions/?tab=all&text={words}{asked}"
    for asked in (
        "state=closed",
        "lamp=amber",
        "grade=dissatisfied",
        "promise=late",
        "result=B",
        "year=2020",
        "page=400",
    ):
        yield house.staff, f"/motions/?tab=all&{asked}"


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1])), ensure_ascii=False))
