"""`python -m publishing.import_release` as an operator of a public host meets it."""

import json
import os
import signal
import subprocess
import sys

import pytest

from publishing.import_release import main
from publishing.targets.errors import ReleaseRefused
from publishing.targets.export import export_release
from publishing.targets.public_site import PublicSite
from publishing.targets.watch import FolderWatch, PlaceWatch
from tests.publishing.targets.bundles import export
from tests.publishing.targets.press import LONG, Press, served


@pytest.fixture
def press(tmp_path) -> Press:
    made = Press(tmp_path / "publisher")
    made.release({"index.html": LONG, "news/a.html": "a"})
    return made


@pytest.fixture
def site(press, tmp_path) -> PublicSite:
    return press.host(tmp_path / "host")


@pytest.fixture
def transfer(tmp_path):
    folder = tmp_path / "transfer"
    folder.mkdir()
    return folder


def call(site, source, *more: str) -> int:
    return main([str(source), "--site", str(site.root), "--key", str(site.keys), *more])


def test_a_bundle_is_taken_and_said_so(press, site, tmp_path, capsys):
    export_release(press.paths, tmp_path / "x.bundle")
    assert call(site, tmp_path / "x.bundle") == 0
    assert press.made[0].release in capsys.readouterr().out
    assert served(site.served_root) == served(press.folder)
    assert call(site, tmp_path / "x.bundle") == 0
    assert "已经在用" in capsys.readouterr().out


def test_a_release_folder_and_standard_input_are_taken_too(press, site, tmp_path):
    assert call(site, press.folder) == 0
    press.release({"index.html": "second"})
    command = [sys.executable, "-m", "publishing.import_release", "-", "--site", str(site.root)]
    command += ["--key", str(site.keys), "--json"]
    run = subprocess.run(command, input=export(press), capture_output=True, cwd=os.getcwd())
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout)["accepted"]["release"] == press.made[1].release


def test_a_refusal_has_its_reason_and_exit_code_1(press, site, tmp_path, capsys):
    data = export(press)
    (tmp_path / "cut.bundle").write_bytes(data[:-2000])
    assert call(site, tmp_path / "cut.bundle", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["refused"] == "truncated"
    assert told["what"]
    assert told["cure"]
    assert call(site, tmp_path / "cut.bundle") == 1
    assert "包不完整" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "words"), [("missing.bundle", "没有导入"), ("s3://bucket/x", "RELEASE_S3_ENDPOINT")]
)
def test_what_cannot_be_reached_has_exit_code_3(site, source, words, capsys, monkeypatch):
    for name in ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert call(site, source) == 3
    assert words in capsys.readouterr().err


def test_a_host_pulls_from_s3(press, site, s3, monkeypatch):
    from publishing.targets.bucket import Account, Bucket
    from publishing.targets.delivered import silent
    from publishing.targets.s3_upload import upload

    values = {"ENDPOINT": f"http://{s3.endpoint}", "ACCESS_KEY": s3.access_key, "SECRET_KEY": s3.secret_key}
    for name, value in values.items():
        monkeypatch.setenv(f"RELEASE_S3_{name}", value)
    upload(Bucket(Account.from_environment(), s3.bucket, "p"), press.paths, press.made[0].release, silent)
    assert call(site, f"s3://{s3.bucket}/p") == 0
    assert served(site.served_root) == served(press.folder)


def test_no_django_is_loaded():
    code = "import sys, publishing.import_release; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=os.getcwd()).returncode == 0


def told(watch) -> list[str]:
    """What one round brought, in short."""
    return [one.refused.code if one.refused else one.accepted.release for one in watch.look()]


def test_bundles_are_taken_in_their_order_whatever_order_they_arrive_in(press, site, transfer):
    export_release(press.paths, transfer)
    for text in ("second", "third"):
        press.release({"news/a.html": text})
        export_release(press.paths, transfer, since=press.made[-2].release)
    watch = FolderWatch(site, transfer)
    assert told(watch) == [made.release for made in press.made]
    assert told(watch) == []
    assert served(site.served_root) == served(press.folder)
    assert told(FolderWatch(site, transfer)) == []  # a new watcher does not begin from the start


def test_after_a_lost_bundle_the_next_complete_one_helps(press, site, transfer):
    export_release(press.paths, transfer)
    for text in ("second", "third"):
        press.release({"news/a.html": text})
    export_release(press.paths, transfer, since=press.made[1].release)
    watch = FolderWatch(site, transfer)
    assert told(watch) == [press.made[0].release, "no_base"]
    assert told(watch) == []
    press.release({"news/a.html": "fourth"})
    export_release(press.paths, transfer)
    assert told(watch) == [press.made[3].release]


def test_a_bundle_that_is_still_arriving_is_waited_for(press, site, transfer):
    data = export(press)
    file = transfer / "0000000001-x.bundle"
    file.write_bytes(data[:3000])
    watch = FolderWatch(site, transfer)
    assert told(watch) == []
    file.write_bytes(data[:5000])
    assert told(watch) == []
    assert told(watch) == ["truncated"]  # it has stopped growing
    assert told(watch) == []
    file.write_bytes(data)
    assert told(watch) == [press.made[0].release]


def test_imported_bundles_are_removed_only_when_asked(press, site, transfer):
    export_release(press.paths, transfer)
    told(FolderWatch(site, transfer))
    assert len(list(transfer.iterdir())) == 1
    told(FolderWatch(site, transfer, remove=True))
    assert list(transfer.iterdir()) == []


def test_a_place_that_refuses_is_told_once(press, site):
    class Empty:
        def seals(self):
            raise ReleaseRefused("empty", "还没有。", "等一等。")

    watch = PlaceWatch(site, "s3:x", Empty)
    assert told(watch) == ["empty"]
    assert told(watch) == []


def test_the_watching_process_takes_what_arrives_and_ends_when_asked(press, site, transfer):
    command = [sys.executable, "-m", "publishing.import_release", str(transfer), "--watch", "--every", "0.05"]
    command += ["--site", str(site.root), "--key", str(site.keys), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=os.getcwd())
    try:
        export_release(press.paths, transfer)
        assert json.loads(process.stdout.readline())["accepted"]["number"] == 1
        press.release({"news/a.html": "second"})
        export_release(press.paths, transfer, since=press.made[0].release)
        assert json.loads(process.stdout.readline())["accepted"]["number"] == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
    assert served(site.served_root) == served(press.folder)
