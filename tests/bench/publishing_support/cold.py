"""A new process finds the saved state of the site `ours` built and gets ready; there is nothing to publish."""

import json
import sys
import time
from pathlib import Path

from publishing import build
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher

from .measured import cpu
from .ours import ROOT


def measure(folder: Path) -> dict:
    start, begin = cpu(), time.perf_counter()
    publisher = Publisher(folder, ROOT / "site_theme")
    with Snapshot(publisher.paths.snapshot) as snapshot:
        build.build(publisher.setup, snapshot)
    return {"cold_start_s": time.perf_counter() - begin, "cold_start_cpu_s": cpu() - start}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
