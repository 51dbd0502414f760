"""`./run bench login [--tries N] [--json]`: does the time of a failed login tell who exists?

CPU milliseconds of this process for a whole request (page, count, query, Argon2 hash, trace), medians over many tries,
taken in turns so that a busy machine disturbs all alike. The aim: medians less than 5 ms apart.
"""

import argparse
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from time import process_time

from deploy.bootstrap import template

AIM_MS = 5
NAMES = {
    "known": "known",
    "phone": "13800000042",
    "unknown": "nobody",
    "inactive": "off",
    "no password": "without",
}


def measure(tries: int) -> dict:
    """Medians by kind of name, and how far apart they are."""
    from django.contrib.auth.hashers import make_password
    from django.test import Client

    from foundation.accounts.models import User

    User.objects.create_user("known", password="x", phone="13800000042")
    User.objects.create_user("off", password="x", is_active=False)
    User.objects.create(username="without", password=make_password(None))
    times: dict[str, list[float]] = defaultdict(list)
    for turn in range(tries + 3):
        for kind, name in NAMES.items():
            client = Client(
                REMOTE_ADDR=f"10.{turn // 250}.{turn % 250}.{len(kind)}"
            )  # no lock-out in between
            start = process_time()
            client.post("/accounts/login/", {"login": name, "password": "wrong"})
            times[kind].append((process_time() - start) * 1000)
    medians = {kind: round(median(taken[3:]), 2) for kind, taken in times.items()}
    apart = round(max(medians.values()) - min(medians.values()), 2)
    return {"tries": tries, "median_ms": medians, "apart_ms": apart, "aim_ms": AIM_MS, "met": apart < AIM_MS}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench login")
    parser.add_argument("--tries", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="spc-bench-") as folder:
        template.clone(Path(folder) / "db.sqlite3")
        (Path(folder) / "static").mkdir()
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        figures = measure(given.tries)
    if given.json:
        print(json.dumps(figures))
        return
    for kind, value in figures["median_ms"].items():
        print(f"  {kind:12} {value:8} ms")
    print(
        f"  apart        {figures['apart_ms']:8} ms, aim < {AIM_MS}: {'met' if figures['met'] else 'NOT met'}"
    )


if __name__ == "__main__":
    main()
