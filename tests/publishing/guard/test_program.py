"""`python -m publishing.guard` as an operator runs it: exit codes, kill -9, a full disk, the webhook, no Django."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from publishing.guard.__main__ import main
from publishing.guard.webhook import Webhook

from .conftest import Host, until
from .tampering import files, same, state

ROOT = Path(__file__).resolve().parents[3]
PLAIN = "import sys; sys.modules.update(dict.fromkeys(['django', 'pelican', 'lxml', 'brotli', 'minio', 'celery']));"


def command(host: Host, *more: str) -> list[str]:
    key = host.site.root / "given.keys.json"
    run = f"{PLAIN} import runpy; sys.argv[0] = 'guard'; runpy.run_module('publishing.guard', run_name='__main__')"
    return [sys.executable, "-c", run, "--site", str(host.site.root), "--key", str(key), *more]


def once(host: Host, *more: str) -> tuple[int, dict]:
    done = subprocess.run(command(host, "--once", "--json", *more), cwd=ROOT, capture_output=True, text=True)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def test_one_look_says_by_its_exit_code_what_it_found(host):
    assert once(host)[0] == 0
    (host.current / "robots.txt").unlink()
    code, said = once(host)
    assert (code, said["alarms"], said["failed"]) == (1, {"missing": 1}, 0)
    assert once(host) == (0, {**said, "alarms": {}})
    page = host.current / "theme/site.css"
    for _, digest, _size in host.press.made[-1].get("theme/site.css").copies("theme/site.css"):
        host.site.store.path(digest).unlink()
    page.unlink()
    page.with_name("site.css.gz").unlink(missing_ok=True)
    assert once(host)[0] == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--site", "/nowhere"], "读不到"),
        (["--key", "/nowhere"], "用不了"),
        (["--period", "0"], "大于 0"),
        (["--webhook", "ftp://x"], "https"),
    ],
)
def test_wrong_options_are_explained(host, capsys, more, said):
    given = ["--site", str(host.site.root), "--key", str(host.site.root / "given.keys.json"), "--once", *more]
    assert main(given) == 3
    assert said in capsys.readouterr().err


def test_killed_at_any_moment_the_next_one_finishes_the_work(host):
    good = state(host)
    for moment in range(6):
        for path in files(host):
            path.unlink()
        log = host.site.root / f"log-{moment}"
        guard = subprocess.Popen(command(host, "--log", str(log)), cwd=ROOT, start_new_session=True)
        wanted = 2 + 6 * moment
        until(lambda log=log, wanted=wanted: log.exists() and lines(log) > wanted, "it does nothing")
        os.kill(guard.pid, signal.SIGKILL)
        guard.wait()
        assert once(host)[0] in (0, 1)
        assert same(host, good)
    assert not list((host.site.root / ".guard").iterdir())


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def test_a_full_disk_leaves_nothing_false_and_is_made_good_when_there_is_room(tmp_path):
    """In a process of its own, on a small file system of its own that is filled up."""
    (tmp_path / "small").mkdir()
    own = [] if not os.getuid() else ["--map-root-user"]
    program = "import sys; from pathlib import Path; from tests.publishing.guard import test_program as t; t.full_disk(t.Host(Path(sys.argv[1]), 6))"
    mount = 'mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" -c "$3" "$1"'
    inside = ["sh", "-c", mount, "sh", str(tmp_path / "small"), sys.executable, program]
    done = subprocess.run(["unshare", *own, "--mount", *inside], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as out:
        while True:
            out.write(bytes(512))


def full_disk(host: Host) -> None:
    good = state(host)
    page, rest = host.current / "index.html", host.site.root / "rest"
    guard = host.guard(inotify=False)
    guard.start()
    page.chmod(0o644)
    page.write_bytes(b"false " * 2000)
    with pytest.raises(OSError, match="No space"):
        fill(rest)
    guard.look(whole=True)
    assert "disk_full" in host.kinds()
    assert not page.exists()
    rest.unlink()
    guard.look()
    assert same(host, good)
    assert host.said[-1]["kind"] == "restored"


@pytest.fixture
def receiver() -> Iterator[tuple[str, list, dict]]:
    """(address, alarms received, {"status": what it answers})"""
    got: list[dict] = []
    answer = {"status": 200}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if answer["status"] == 200:
                got.extend(body["alarms"])
            self.send_response(answer["status"])
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", got, answer
    server.shutdown()
    server.server_close()


def test_alarms_reach_the_webhook_and_wait_on_disk_while_it_is_away(host, receiver, tmp_path, monkeypatch):
    address, got, answer = receiver
    (host.current / "robots.txt").unlink()
    assert once(host, "--webhook", address)[0] == 1
    assert [one["kind"] for one in got if one["level"] == "alarm"] == ["missing"]
    monkeypatch.setattr("publishing.guard.webhook.PAUSES", (0.05,))
    answer["status"] = 503
    hook = Webhook(address, tmp_path / "outbox", "site")
    for number in range(150):
        hook.tell({"kind": "changed", "file": str(number)})
    hook.close(0.2)
    got.clear()
    answer["status"] = 200
    later = Webhook(address, tmp_path / "outbox", "site")  # after a restart
    until(lambda: len(got) == 150, "not all arrived")
    later.close()
    assert [one["file"] for one in got] == [str(number) for number in range(150)]
    assert list((tmp_path / "outbox").iterdir()) == []
