"""A log with old records, and two places for its files."""

import pytest

from foundation.audit.services import acting, anchor_now, record


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """Key, heads and files of this test alone."""
    settings.AUDIT_KEY_FILE = str(tmp_path / "keys" / "audit.json")
    settings.AUDIT_ANCHORS = f"file:{tmp_path / 'heads' / 'audit.jsonl'}"
    settings.AUDIT_ARCHIVES = f"file:{tmp_path / 'archives'},file:{tmp_path / 'second'}"
    return tmp_path


@pytest.fixture
def aged(moment, user_for):
    """Seven records of four years ago, some with acts, and three of today."""
    moment("2022-11-01 09:00+08:00")
    write(7, user_for("editor"))
    anchor_now()
    moment("2026-11-23 09:00+08:00")
    write(3, None)
    anchor_now()


def write(count, person):
    """Records with no, one and two further acts in turn."""
    for number in range(count):
        with acting(actor=person, verb="test.done", object_key=f"thing:{number}", reason="试"):
            for _ in range(number % 3):
                record(actor=person, verb="test.inner", object_key="thing", before="a" * 64)
