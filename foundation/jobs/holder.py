"""Which process holds a lease, in words that tell later whether that process still lives."""

import os
import socket
from functools import cache
from pathlib import Path


def _start_ticks(pid: int) -> str:
    """When the kernel started the process, so that a reused number is not taken for the old process."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    fields = stat.rpartition(")")[2].split()
    return "dead" if fields[0] in "ZX" else fields[19]


@cache
def _place() -> str:
    """Machine, boot and process-number space: process numbers of two places cannot be compared."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text()[:8]
        space = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        boot, space = "", 0
    return f"{socket.gethostname()[:80]}/{boot}/{space}"


def this_process() -> str:
    """Identity of this process, for the `holder` of a lease."""
    pid = os.getpid()
    try:
        return f"{_place()}/{pid}/{_start_ticks(pid)}"
    except OSError:  # no /proc: only the lease time tells
        return f"{_place()}/{pid}/"


def is_alive(holder: str) -> bool | None:
    """Whether that process lives; None where this process cannot know (another machine)."""
    place, _, rest = holder.rpartition("/")
    place, _, pid = place.rpartition("/")
    if place != _place() or not pid.isdigit() or not rest:
        return None
    try:
        return _start_ticks(int(pid)) == rest
    except (FileNotFoundError, ProcessLookupError):
        return False
    except OSError:
        return None
