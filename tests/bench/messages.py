"""`./run bench messages --rows N`: inbox, bell, board and outbox with N messages; CPU milliseconds, median of five.

On a database of its own (TEST_DATABASE=postgresql for the other engine). The aim: 100,000 rows stay quick.
"""

import argparse
import json
import os
import tempfile
from datetime import timedelta
from statistics import median
from time import process_time
from typing import Any

RUNS = 5


def timed(function) -> float:
    """Median CPU milliseconds of this process."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        function()
        times.append((process_time() - start) * 1000)
    return round(median(times), 1)


def fill(rows: int) -> tuple[Any, Any]:
    """N messages for 200 people, one of whom holds a fifth of them; N copies, 50 of them due."""
    from django.utils import timezone

    from foundation.notices.models import Delivery, Notice
    from tests.services.people import make_user

    staff = make_user("congress_staff")
    people = [make_user("deputy", phone=f"138{number:08d}") for number in range(200)]
    now = timezone.now()
    states = ["delivered"] * 90 + ["failed", "held", "cancelled", "merged", "accepted"] * 2
    for start in range(0, rows, 5000):
        numbers = range(start, min(start + 5000, rows))
        notices = Notice.objects.bulk_create(
            Notice(
                person=people[0] if number % 5 == 0 else people[number % 200],
                template="t",
                kind="task",
                key=f"k{number}",
                title=f"建议第 {number} 号待您办理",
                text="请登录查看。",
                created_at=now - timedelta(minutes=rows - number),
                read_at=None if number % 50 == 0 else now,
            )
            for number in numbers
        )
        Delivery.objects.bulk_create(
            Delivery(
                notice=notice,
                person=notice.person,
                carrier="sms",
                template="t",
                kind="task",
                state="ready" if number < 50 else states[number % 100],
                due_at=now if number < 50 else None,
                created_at=notice.created_at,
            )
            for number, notice in zip(numbers, notices, strict=True)
        )
    return people[0], staff


def measure(rows: int) -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client

    from foundation.notices import registry
    from foundation.notices.models import Delivery
    from foundation.notices.sending.work import look_around
    from foundation.notices.services import notify

    owner, staff = fill(rows)
    registry.register_template("t", kind="task", title="{n}", text="{n}")
    clients = {}
    for person in (owner, staff):
        clients[person] = Client()
        clients[person].force_login(person, settings.AUTHENTICATION_BACKENDS[0])

    def page(person, address: str):
        def get() -> None:
            answer = clients[person].get(address)
            assert answer.status_code == 200, answer.status_code

        return timed(get)

    return {
        "rows": rows,
        "engine": settings.DATABASES["default"]["ENGINE"].rpartition(".")[2],
        "bell_ms": page(owner, "/messages/unread/"),
        "inbox_ms": page(owner, "/messages/"),
        "inbox_last_page_ms": page(owner, "/messages/?page=99999"),
        "inbox_search_ms": page(owner, "/messages/?q=第 777"),
        "board_ms": page(staff, "/messages/outbox/"),
        "board_trouble_ms": page(staff, "/messages/outbox/?state=trouble"),
        "board_person_ms": page(staff, "/messages/outbox/?q=测试7"),
        "board_last_page_ms": page(staff, "/messages/outbox/?page=99999"),
        "clock_ms": timed(look_around),
        "next_due_ms": timed(lambda: Delivery.objects.due("sms").first()),
        "notify_ms": timed(lambda: notify(owner, "t", n="1")),
        "load": [round(value, 2) for value in os.getloadavg()],
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench messages")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    with tempfile.TemporaryDirectory(prefix="spc-bench-") as folder:
        os.environ["TMPDIR"] = folder
        import django

        django.setup()
        from tests.services.databases import reset

        reset()
        figures = measure(given.rows)
    if given.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:22} {value}")


if __name__ == "__main__":
    main()
