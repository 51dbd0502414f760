"""Who owns database and files, but not the key, changes nothing unnoticed."""

import gzip
import json
import shutil

import pytest
from django.db import connection, transaction

from foundation.audit import triggers
from foundation.audit.archives import ArchiveFault
from foundation.audit.archives.files import sha256_of, unpack
from foundation.audit.archives.search import walk
from foundation.audit.keys import ring
from foundation.audit.models import AuditArchive, AuditRecord
from foundation.audit.services import archive as archives
from foundation.audit.services import remove_archived, seal_old, verify
from foundation.audit.services.verify import verify_entries

pytestmark = pytest.mark.django_db


def test_a_forged_record_is_not_sealed(aged):
    _disarm()
    AuditRecord.objects.filter(pk=3).update(verb="test.act")
    with pytest.raises(ArchiveFault, match="第 3 号"):
        seal_old()
    assert not AuditArchive.objects.exists()


def _rewrite(path, change):
    with gzip.open(path, "rt") as kept:
        lines = [json.loads(line) for line in kept]
    change(lines)
    with gzip.open(path, "wt") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


FORGERIES = {
    "a column": lambda lines: lines[2].update(verb="test.act"),
    "an act": lambda lines: lines[2]["acts"][0].__setitem__(1, "test.act"),
    "a record removed": lambda lines: lines.pop(2),
    "two records swapped": lambda lines: lines.insert(1, lines.pop(3)),
    "the tail cut": lambda lines: lines.pop(-2),
    "the mark cut": lambda lines: lines.pop(),
    "another end": lambda lines: lines[-1].update(last=6),
    "emptied": lambda lines: lines.clear(),
}


def _disarm():
    triggers.remove(None, type("Editor", (), {"connection": connection}))


@pytest.mark.parametrize("way", FORGERIES)
def test_a_changed_file_is_found_in_any_place_even_if_its_digest_in_the_database_is_changed_too(
    aged, outside, way
):
    archive = seal_old()[0]
    remove_archived()
    path = outside / "second" / archive.file
    path.chmod(0o640)
    assert _proves_itself(path)
    _rewrite(path, FORGERIES[way])
    assert (archive.file in verify().problem, "second" in verify().problem) == (True, True)
    assert [entry.sequence for entry, _ in walk(archive)] == [*range(1, 8)]  # the other copy is whole
    shutil.copy(path, outside / "archives" / archive.file)
    with path.open("rb") as content:
        digest = sha256_of(content)
    _disarm()
    AuditArchive.objects.update(sha256=digest)
    assert "封存的登记" in verify().problem
    assert not _proves_itself(path)  # away from any database


def _proves_itself(path):
    with path.open("rb") as content:
        try:
            return verify_entries(unpack(content, path.name, ring()), 1, 7).sound
        except ArchiveFault:
            return False


def test_swapped_files_and_swapped_rows_are_found(aged, outside, monkeypatch):
    monkeypatch.setattr(archives, "SEGMENT", 4)
    one, two = seal_old()
    remove_archived()
    for place in ("archives", "second"):
        first, second = outside / place / one.file, outside / place / two.file
        first.rename(outside / place / "x")
        second.rename(first)
        (outside / place / "x").rename(second)
    assert (verify().bad_sequence, "被调换" in verify().problem) == (1, True)
    _disarm()
    for row, other in ((one, "x"), (two, one.file), (one, two.file)):
        AuditArchive.objects.filter(first=row.first).update(file=other)
    assert (verify().bad_sequence, "封存的登记" in verify().problem) == (1, True)


def test_a_file_that_is_away_and_a_row_that_is_gone_are_found(aged, outside):
    archive = seal_old()[0]
    remove_archived()
    path = outside / "archives" / archive.file
    path.rename(path.with_suffix(".away"))
    assert (verify().bad_sequence, "不见了" in verify().problem) == (1, True)
    path.with_suffix(".away").rename(path)
    assert verify().sound
    _disarm()
    AuditArchive.objects.all().delete()
    assert verify().bad_sequence == 1


@pytest.mark.parametrize("what", ["record", "act"])
def test_what_comes_back_into_the_database_behind_a_file_is_found(aged, what):
    archive = seal_old()[0]
    record, acts = list(walk(archive))[2]
    remove_archived()
    with transaction.atomic():
        (record if what == "record" else acts[0]).save(force_insert=True)
        verdict = verify()
        transaction.set_rollback(True)
    assert (verdict.bad_sequence, "伪造" in verdict.problem) == (3, True)
