"""Running the examination in a process of its own, with limits it cannot lift."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from foundation.rulebook.reading import number

from .errors import UnfitFile
from .rules import MEGAPIXELS, PDF_PAGES, UNPACKED_MB

MEGABYTE = 1024 * 1024
MEMORY = 1536 * MEGABYTE  # a picture of 60 million points needs 240 MB, and its copies
SECONDS = 40  # of CPU; the clock may show three times as much
TOO_HEAVY = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ, -signal.SIGSEGV, -signal.SIGABRT}
HEAVY = "文件太复杂，没有检查完。请拆成几份，或者打印成 PDF 再传。"


def examine(source: Path, target: Path, kinds: tuple[str, ...]) -> dict:
    """What the examination told of the file; what may be kept is written to `target`.

    `kinds` are keys of `kinds.KINDS`. Raises UnfitFile with a sentence for the person.
    """
    done = _run(source, target, _limits(kinds))
    if done.returncode in TOO_HEAVY:
        raise UnfitFile(HEAVY)
    if done.returncode:
        raise RuntimeError(f"the examination of a file ended with {done.returncode}: {done.stderr[-500:]!r}")
    answer = json.loads(done.stdout.splitlines()[-1])
    if answer.get("refused"):
        raise UnfitFile(answer["refused"])
    return answer


def _limits(kinds: tuple[str, ...]) -> dict:
    return {
        "kinds": list(kinds),
        "pixels": number(MEGAPIXELS) * 1_000_000,
        "pages": number(PDF_PAGES),
        "unpacked": number(UNPACKED_MB) * MEGABYTE,
        "memory": MEMORY,
        "seconds": SECONDS,
    }


def _run(source: Path, target: Path, limits: dict) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "foundation.attachments.examine", str(source), str(target)]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": str(source.parent)}
    try:
        return subprocess.run(
            [*command, json.dumps(limits)],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            timeout=3 * SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise UnfitFile(HEAVY) from None
