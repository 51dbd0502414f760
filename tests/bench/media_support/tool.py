"""Plain ffmpeg, and what it cost."""

import os
import subprocess


def tool(*argv: object) -> float:
    """Processor seconds. A failure ends the bench and says what was asked."""
    done = subprocess.Popen(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, argv)])
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"ffmpeg failed: {argv}")
    return used.ru_utime + used.ru_stime
