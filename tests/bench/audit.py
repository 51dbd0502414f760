"""`./run bench audit [--tamperings N] [--json]`: is every forgery found, and how fast is the log?

On a PostgreSQL of its own that really syncs to disk. A small log is forged in one random way after another by a
superuser, each in a savepoint that is rolled back; then records are written in batches and by several clients.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from threading import Thread

LOG, BATCHES, BATCH, CLIENTS, EACH = 24, 20, 500, 4, 250


def prepare(folder: Path) -> None:
    """Django on a fresh PostgreSQL whose role is a superuser."""
    os.environ |= {"TEST_DATABASE": "postgresql", "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    from tests.services import postgres

    postgres.FAST = ["max_connections=60", "autovacuum=off"]
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    postgres.create(str(settings.DATABASES["default"]["NAME"]))
    settings.AUDIT_ANCHORS = f"file:{folder / 'heads'}"


def write_log() -> list[int]:
    """Records with and without acts, by people and by the system."""
    from django.contrib.auth import get_user_model

    from foundation.audit.services import acting, anchor_now, record

    people = [get_user_model().objects.create_user(f"person{n}", display_name=f"人{n}") for n in range(3)]
    for number in range(LOG):
        person = [*people, None][number % 4]
        with acting(actor=person, verb="editorial.withdraw", object_key=f"page-{number}", reason="试"):
            for act in range(number % 3):
                record(
                    actor=person,
                    verb="wagtail.edit",
                    object_key=f"page:{act}",
                    before="a" * 64,
                    after="b" * 64,
                )
    anchor_now()
    return [person.pk for person in people]


def tamper(number: int, people: list[int]) -> dict:
    """How many of so many forgeries the verifier finds, and how often it names the right record."""
    from django.db import transaction

    from foundation.audit.services import verify
    from tests.bench.audit_support.tampering import Forger, disarm

    chance = random.Random(20261123)
    found, named, missed = 0, 0, Counter()
    with transaction.atomic():
        disarm()
        assert verify().sound
        forger = Forger(LOG, people, chance)
        kinds = list(forger.kinds)
        for turn in range(number):
            kind = kinds[turn % len(kinds)]
            mark = transaction.savepoint()
            first = forger.kinds[kind]()
            verdict = verify()
            found += not verdict.sound
            named += verdict.bad_sequence == first
            if verdict.sound or verdict.bad_sequence != first:
                missed[kind] += 1
            transaction.savepoint_rollback(mark)
            transaction.savepoint_commit(mark)  # rolled back, it would still be there, ten thousand deep
        assert verify().sound
        transaction.set_rollback(True)
    return {
        "tampered": number,
        "found": found,
        "named": named,
        "kinds": len(kinds),
        "not_named": dict(missed),
    }


def batches() -> float:
    """Records a second when a job writes many."""
    from foundation.audit.services import record_many

    start = time.perf_counter()
    for batch in range(BATCHES):
        told = {"actor": None, "verb": "wagtail.edit", "detail": {"batch": batch}}
        record_many({**told, "object_key": f"page:{n}"} for n in range(BATCH))
    return BATCHES * BATCH / (time.perf_counter() - start)


def clients() -> float:
    """Records a second when several clients write one after another, each in a transaction of its own."""
    from django.db import connection

    from foundation.audit.services import record

    def work() -> None:
        for number in range(EACH):
            record(actor=None, verb="wagtail.edit", object_key=f"page:{number}")
        connection.close()

    threads = [Thread(target=work) for _ in range(CLIENTS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CLIENTS * EACH / (time.perf_counter() - start)


def verifying() -> float:
    """Records a second that the verifier checks."""
    from foundation.audit.services import verify

    start = time.perf_counter()
    verdict = verify()
    assert verdict.sound, verdict
    return verdict.records / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tamperings", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="only the figures, as one line")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        people = write_log()
        figures = tamper(asked.tamperings, people)
        figures["records_per_s"] = round(batches())
        figures["single_records_per_s"] = {f"{CLIENTS} clients": round(clients())}
        figures["verified_per_s"] = round(verifying())
    if not asked.json:
        for name, value in figures.items():
            print(f"{name:>22}  {value}")
    print(json.dumps(figures))
    raise SystemExit(figures["found"] != figures["tampered"])


if __name__ == "__main__":
    main()
