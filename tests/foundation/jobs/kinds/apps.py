"""Kinds of jobs for real workers: each leaves one line per effect in a file."""

import os
import time
from pathlib import Path

from django.apps import AppConfig

from foundation.jobs.registry import JobKind, do_first, register_kind


def note(path: str, word: str) -> None:
    """One line in one write, so that lines of several processes do not mix."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, f"{word}\n".encode())
    os.close(handle)


def count(payload, progress):
    """Start, wait until the gate file is there (or go on at once), then have the effect."""
    note(payload["log"], f"start {payload['name']}")
    gate = payload.get("gate")
    percent = 0.0
    while gate and not Path(gate).exists():
        percent = min(percent + 0.1, 99)
        progress.step(percent, "等待")
        time.sleep(0.02)
    progress.guard()
    note(payload["log"], f"done {payload['name']}")
    return {"name": payload["name"], "pid": os.getpid()}


class TestKindsConfig(AppConfig):
    name = "tests.foundation.jobs.kinds"
    label = "job_test_kinds"

    def ready(self) -> None:
        register_kind(JobKind("test.count", count, label="计数"))
        register_kind(JobKind("test.publish", count, label="逐个计数", queue="publishing"))
        if path := os.environ.get("STARTS_LOG"):
            do_first("default", lambda: int("a fault in what comes first"))
            do_first("default", lambda: note(path, "first"))
            do_first("another", lambda: note(path, "of another queue"))
