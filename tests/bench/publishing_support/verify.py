"""The site `ours` built, checked as a stranger would: every file against the signed manifest, no CMS at hand."""

import json
import resource
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from .ours import RING


def measure(folder: Path) -> dict:
    if find_spec("publishing.verify") is None:
        return {}
    release = (folder / "current").resolve()
    done = subprocess.run(
        [sys.executable, "-m", "publishing.verify", release, "--key", folder / RING, "--json"],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = sum(1 for path in release.rglob("*") if path.is_file())
    return {"verify_cpu_s": used.ru_utime + used.ru_stime, "verified_files": files}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
