"""The index is derived: processes die in the middle of writing it, files rot or vanish, and the answers are right again."""

import os
import signal
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from foundation.similar.models import Entry, SegmentFile
from foundation.similar.services import check, everyone, find, update

from .conftest import NAME
from .test_engine import neighbours
from .test_find import WELL, ask

module = import_module("foundation.similar.services.update")
pytestmark = pytest.mark.django_db(transaction=True)
MOMENTS = ["before the file", "before the transaction", "in the transaction", "after it"]


@pytest.fixture
def streets(shelf):
    shelf.fill({str(n): list(two) for n, two in neighbours().items()})
    update()
    shelf["9"] = WELL
    return shelf


def in_child(work) -> int:
    """The signal that ended a process of its own that did `work`, 0 if it came to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying(moment: str) -> None:
    """Update, and be killed at one moment of it."""
    from importlib import import_module

    module = import_module("foundation.similar.services.update")

    def die(*_args, **_options):
        os.kill(os.getpid(), signal.SIGKILL)

    if moment == "before the file":
        module._save = die
    elif moment == "before the transaction":
        save = module._save
        module._save = lambda *given: (save(*given), die())
    elif moment == "in the transaction":
        module._settle = die
    else:
        commit = module._commit
        module._commit = lambda *given: (commit(*given), die())
    update()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_killed_while_it_writes_the_index_loses_nothing(streets, moment):
    assert in_child(lambda: dying(moment)) == -signal.SIGKILL
    assert ask("窨井盖破损") == ["9"]
    update()
    assert ask("窨井盖破损") == ["9"]
    assert len(ask("建议增设停车位", limit=20)) == len(neighbours())
    assert not Entry.objects.filter(live=True).exists()


def test_a_change_in_one_process_is_seen_by_another(streets):
    assert ask("路灯不亮") == []

    def change():
        streets["10"] = ("路灯不亮", "晚上出行不便")

    assert in_child(change) == 0
    assert ask("路灯不亮") == ["10"]
    assert in_child(update) == 0
    assert ask("路灯不亮") == ["10"]


def files() -> list[Path]:
    return [Path(row.file.path) for row in SegmentFile.objects.all()]


@pytest.mark.parametrize("damage", ["missing", "cut short", "another version"])
def test_a_file_that_is_lost_is_noticed_and_made_anew(streets, damage):
    update()
    del streets["1"]
    for path in files():
        data = path.read_bytes()
        path.unlink()
        if damage != "missing":
            path.write_bytes(data[:-8] if damage == "cut short" else data[:15] + b"\x63" + data[16:])
    update()
    assert ask("窨井盖破损") == ["9"]
    assert len(ask("建议增设停车位", limit=20)) == len(neighbours()) - 1


def test_an_index_that_lost_a_file_answers_with_the_rest_and_says_so(streets):
    from foundation.similar import open_segments

    for path in files():
        path.unlink()
    open_segments.forget_others(set())
    answer = find("窨井盖破损", among={NAME: everyone})
    assert [hit.document.id for hit in answer.hits] == ["9"]
    assert not answer.complete


def test_the_daily_look_finds_rot_missed_changes_and_files_of_the_dead(streets):
    update()
    path = files()[-1]
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")
    orphan = path.with_name("orphan-0.bin")
    orphan.write_bytes(b"x")
    os.utime(orphan, (1, 1))
    streets.write(streets.read() | {"11": ["没有登记", "直接写进数据库的一条"]})
    missing = len(neighbours())
    assert check() == {"damaged": missing, "missed": 1, "written": missing + 1, "orphans": 1}
    assert ask("直接写进数据库") == ["11"]
    assert {one.name for one in path.parent.iterdir()} == {one.name for one in files()}


def test_items_deleted_while_the_file_that_said_so_is_lost_stay_deleted(streets):
    update()
    del streets["9"]
    update()
    files()[0].unlink()
    check()
    assert ask("窨井盖破损") == []


def test_two_that_write_at_once_leave_one_index(streets):
    save, raced = module._save, []

    def while_another_writes(*given):
        if not raced:
            raced.append(True)
            update()
        return save(*given)

    module._save = while_another_writes
    try:
        update()
    finally:
        module._save = save
    assert raced
    assert ask("窨井盖破损") == ["9"]
    assert len(ask("建议增设停车位", limit=20)) == len(neighbours())


def test_the_command_rebuilds_and_tells_its_size(streets, capsys):
    call_command("similar", "--rebuild")
    said = capsys.readouterr().out
    assert "书架" in said
    assert "7 条，其中 0 条待写入；1 个索引段" in said
    assert "写入 7" in said
    with transaction.atomic():
        call_command("similar", "--json")
    assert '"waiting": 0' in capsys.readouterr().out
