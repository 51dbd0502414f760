"""`python -m tests.bench.guard [--times N] [--pages N] [--json]`: how fast the guard undoes a tampering.

Times run from the end of the tampering to the moment its repair was said; a tampering the kernel sends no news of is
counted by itself, because it waits for the next look.
"""

import argparse
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Thread

from tests.publishing.guard.conftest import Host, until
from tests.publishing.guard.tampering import AT_ONCE, BY_LOOKING, Way, same, state


def quantiles(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds) or [0.0]
    picks = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {
        name: round(ordered[min(len(ordered) - 1, int(len(ordered) * at))], 4) for name, at in picks.items()
    }


def measure(host: Host, ways: tuple[Way, ...], times: int) -> tuple[list[float], int]:
    """(seconds of each, how many were not undone)."""
    random, good, found, left = Random(1), state(host), [], 0
    for _ in range(times):
        said = len(host.said)
        with suppress(OSError):  # it was undone before it was done
            random.choice(ways)(random, host)
        done = time.monotonic()
        try:
            until(lambda said=said: len(host.said) > said, "not found", 30)
            found.append(time.monotonic() - done)
            until(lambda: same(host, good), "not undone", 30)
        except AssertionError:
            left += 1
    return found, left


def main() -> None:
    parser = argparse.ArgumentParser("tests.bench.guard")
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--period", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        host = Host(Path(folder), given.pages)
        guard = host.guard(period=given.period)
        thread = Thread(target=guard.run, daemon=True)
        begun = time.process_time()
        thread.start()
        until(lambda: guard._next_look > 0, "the guard did not start")
        at_once, left = measure(host, AT_ONCE, given.times)
        by_looking, left_too = measure(host, BY_LOOKING, max(1, given.times // 50))
        guard.running = False
        thread.join()
        result = {
            "tamperings": len(at_once) + len(by_looking),
            "not_undone": left + left_too,
            "by_news_s": quantiles(at_once),
            "repair_s": quantiles([one["seconds"] for one in host.said if "seconds" in one]),
            "by_looking_s": {**quantiles(by_looking), "period": given.period},
            "cpu_s": round(time.process_time() - begun, 2),
            "files": sum(map(len, guard.truth.files.values())) if guard.truth else 0,
            "load": os.getloadavg()[0],
        }
    print(
        json.dumps(result) if given.json else "\n".join(f"{name}: {value}" for name, value in result.items())
    )


if __name__ == "__main__":
    main()
