"""`python -m tests.bench.media_support.hostile`: 38 hostile and odd files, read and encoded as the engine does.

Prints `hostile_samples`, `hostile_network` (requests noticed), `hostile_foreign_reads` (openings of a file that is nobody's
business) and `hostile_hangs` (samples without an answer in 25 seconds). `hostile_unexpected` names samples whose answer
is not the one of the table.
"""

import json
import os
import tempfile
import time
from pathlib import Path

PATIENCE = 25.0


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.migrate")
    os.environ["MEDIA_SANDBOX"] = "required"
    import django

    django.setup()
    print(json.dumps(measure(), ensure_ascii=False))


def measure() -> dict:
    """The figures."""
    from tests.media_jobs.hostile import samples
    from tests.media_jobs.hostile.guards import Listener, Opened
    from tests.media_jobs.hostile.making import H264, ffmpeg, picture

    with tempfile.TemporaryDirectory(prefix="hostile-") as around, Listener() as listener:
        folder, foreign = Path(around, "job"), Path(around, "foreign.ts")
        folder.mkdir()
        ffmpeg(*picture(1), *H264, foreign)
        samples.make(folder, listener.port, foreign)
        opened, events, slowest, unexpected = Opened([foreign]), 0, [], []
        for sample in samples.SAMPLES:
            began = time.monotonic()
            if not _as_expected(sample, folder / sample.name):
                unexpected.append(sample.name)
            slowest.append(time.monotonic() - began)
            events += bool(opened.events())
        opened.close()
        return {
            "hostile_samples": len(samples.SAMPLES),
            "hostile_network": len(listener.knocks),
            "hostile_foreign_reads": events,
            "hostile_hangs": sum(seconds > PATIENCE for seconds in slowest),
            "hostile_unexpected": unexpected,
            "hostile_slowest_s": round(max(slowest), 2),
        }


def _as_expected(sample, path: Path) -> bool:
    from media_jobs.admit import Bounds, admit
    from media_jobs.contract import MediaError
    from media_jobs.probe import probe
    from tests.media_jobs.hostile.encoding import encoded
    from tests.media_jobs.hostile.samples import DAMAGED, REFUSED

    bounds = Bounds(10**9, seconds=8 * 3600, frames=2_000_000, rate=300, pixels=34_000_000, tracks=32)
    try:
        found = probe(path)
        admit(found, name=path.name, bounds=bounds)
        with tempfile.TemporaryDirectory() as folder:
            film = probe(encoded(path, found, Path(folder)))
    except MediaError as refused:
        return sample.fate == REFUSED and sample.says in str(refused) and bool(refused.advice)
    well = abs(film.duration_s - found.duration_s) < 0.3 and bool(found.damage) == (sample.fate == DAMAGED)
    return well and sample.fate != REFUSED


if __name__ == "__main__":
    main()
