"""The transport may fail in every way; what it must not do is fail the one who asked."""

import json
import os
import subprocess
import sys
from pathlib import Path
from queue import Empty

import pytest
from django.conf import settings as django_settings
from kombu import Connection

from foundation.jobs import transport
from foundation.jobs.errors import explain
from foundation.jobs.holder import is_alive, this_process
from foundation.jobs.services import enqueue
from tests.services.processes import free_port


@pytest.fixture
def spool(tmp_path):
    """A simple queue on a folder."""
    transport.celery_app()  # names the transport
    folder = tmp_path / "broker"
    options = {"folder": str(folder), "polling_interval": 0.01}
    with Connection("filesystem://localhost/", transport_options=options) as connection:
        channel = connection.channel()
        channel.folder = folder
        yield channel


def test_messages_come_out_in_order_and_once(spool):
    for n in range(3):
        spool._put("default", {"n": n})
    assert [spool._get("default")["n"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        spool._get("default")
    assert os.listdir(spool.folder / "default") == []


def test_queues_do_not_mix(spool):
    spool._put("default", {"n": 1})
    with pytest.raises(Empty):
        spool._get("publishing")
    assert spool._size("default") == 1


def test_a_torn_message_is_thrown_away(spool):
    spool._put("default", {"n": 1})
    (spool.folder / "default" / "0-torn.json").write_text('{"n"')
    assert spool._get("default") == {"n": 1}


def test_a_message_being_written_is_not_read(spool):
    (spool.folder / "default").mkdir(parents=True)
    (spool.folder / "default" / "0.part").write_text(json.dumps({"n": 1}))
    with pytest.raises(Empty):
        spool._get("default")


def test_a_removed_folder_is_made_again(spool):
    with pytest.raises(Empty):
        spool._get("default")
    spool._put("default", {"n": 1})
    assert spool._purge("default") == 1


@pytest.mark.parametrize("name", ["../etc", "a/b", ".hidden", ""])
def test_a_queue_name_cannot_leave_the_folder(spool, name):
    with pytest.raises(ValueError, match="not a queue name"):
        spool._put(name, {})


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_fail_the_request(kind, settings, caplog):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1}
    transport.celery_app.cache_clear()
    try:
        job = enqueue(kind(lambda payload, progress: None))
        assert job.pk
        assert "waits for the reconciler" in caplog.text
    finally:
        transport.celery_app.cache_clear()


def test_a_web_process_does_not_import_celery_until_it_sends():
    code = "import django; django.setup(); import sys; sys.exit('celery' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, cwd=django_settings.BASE_DIR)
    assert done.returncode == 0


def test_a_living_and_a_dead_process_are_told_apart():
    me = this_process()
    assert is_alive(me) is True
    place, pid, start = me.rsplit("/", 2)
    assert is_alive(f"{place}/{pid}/{int(start) + 1}") is False  # the number was given to another process
    child = subprocess.Popen([sys.executable, "-c", ""])
    ticks = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[19]
    child.wait()
    assert is_alive(f"{place}/{child.pid}/{ticks}") is False


@pytest.mark.parametrize("holder", ["", "other-host/boot/1/2/3", "nonsense", "a/b/c/d/e/f"])
def test_of_a_process_elsewhere_nothing_is_claimed(holder):
    assert is_alive(holder) is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "磁盘已满"),
        (ConnectionResetError(), "连接不上"),
        (MemoryError(), "内存不足"),
        (UnicodeDecodeError("utf-8", b"", 0, 1, ""), "编码"),
        (ZeroDivisionError("x"), "程序出错"),
    ],
)
def test_every_failure_is_told_in_chinese_with_a_cure(error, said):
    text = explain(error)
    assert said in text
    assert type(error).__name__ in text
