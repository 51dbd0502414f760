"""Releases by way of a real S3 service: uploaded by hash, switched by one object, pulled and verified by a host."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress

import pytest

from publishing.targets.accept import accept
from publishing.targets.bucket import Account, Bucket
from publishing.targets.delivered import silent
from publishing.targets.errors import ReleaseRefused, TargetUnavailable
from publishing.targets.s3_layout import read_pointer
from publishing.targets.s3_source import S3Source
from publishing.targets.s3_upload import upload

from .press import LONG, served


@pytest.fixture
def bucket(s3) -> Bucket:
    account = Account(f"http://{s3.endpoint}", s3.access_key, s3.secret_key)
    return Bucket(account, s3.bucket, "city/site")


@pytest.fixture
def host(press, tmp_path):
    return press.host(tmp_path / "host")


def send(bucket, press, place: int = -1, **options):
    return upload(bucket, press.paths, press.made[place].release, silent, **options)


def pull(host, bucket, **options):
    return accept(host, S3Source(bucket, host.read_shelf), **options)


def test_a_host_pulls_the_same_bytes_the_publisher_has(bucket, press, host):
    first = send(bucket, press)
    pull(host, bucket)
    assert served(host.served_root) == served(press.folder)
    press.release({"news/a.html": LONG + "second", "news/b.html": None, "large.bin": "x" * 1_500_000})
    second = send(bucket, press)
    assert second.base == first.release
    assert second.files == 4  # a page with its two copies, and the large file
    pull(host, bucket)
    assert served(host.served_root) == served(press.folder)
    assert pull(host, bucket).already


def test_objects_carry_the_type_and_encoding_a_web_server_needs(bucket, press, s3):
    send(bucket, press)
    entry = press.made[0].get("index.html")
    wanted = {entry.sha256: None, entry.packed[".gz"][0]: "gzip", entry.packed[".br"][0]: "br"}
    for digest, encoding in wanted.items():
        found = s3.client().stat_object(bucket_name=s3.bucket, object_name=f"city/site/objects/{digest}")
        headers = {name.lower(): value for name, value in found.metadata.items()}
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert headers.get("content-encoding") == encoding


def test_what_is_there_is_not_sent_again(bucket, press):
    send(bucket, press)
    assert send(bucket, press).files == 0
    assert send(bucket, press, full=True).files == 0


def test_a_complete_delivery_puts_back_what_somebody_removed(bucket, press, host):
    send(bucket, press)
    digest = press.made[0].get("media/2026/x.jpg").sha256
    bucket.remove(f"objects/{digest}")
    with pytest.raises(ReleaseRefused) as found:
        pull(host, bucket)
    assert found.value.code == "missing"
    assert not host.release
    assert send(bucket, press, full=True).files == 1
    pull(host, bucket)


def test_a_tampered_object_is_refused(bucket, press, host):
    send(bucket, press)
    digest = press.made[0].get("media/2026/x.jpg").sha256
    bucket.write(f"objects/{digest}", b"PICTURE", "image/jpeg")
    with pytest.raises(ReleaseRefused) as found:
        pull(host, bucket)
    assert found.value.code == "damaged"
    assert not host.release


def test_a_pointer_set_back_to_an_older_release_is_refused(bucket, press, host):
    send(bucket, press)
    old = bucket.read("current", 9999)
    press.release({"news/a.html": "second"})
    send(bucket, press)
    pull(host, bucket)
    bucket.write("current", old, "application/json")
    with pytest.raises(ReleaseRefused) as found:
        pull(host, bucket)
    assert found.value.code == "older"
    assert served(host.served_root) == served(press.folder)


def test_a_tampered_list_of_files_is_refused(bucket, press, host):
    send(bucket, press)
    name = next(bucket.names("lists"))
    bucket.write(f"lists/{name}", b"{}\n", "text/plain")
    with pytest.raises(ReleaseRefused) as found:
        pull(host, bucket)
    assert found.value.code == "manifest"


def test_an_older_release_does_not_overwrite_a_newer_one(bucket, press):
    press.release({"news/a.html": "second"})
    send(bucket, press)
    with pytest.raises(ReleaseRefused) as found:
        send(bucket, press, 0)
    assert found.value.code == "older"
    assert read_pointer(bucket).release == press.made[1].release


def test_old_releases_leave_with_what_only_they_needed(bucket, press, host):
    for number in range(5):
        press.release({"news/a.html": f"text {number}"})
        send(bucket, press, keep=2)
    releases = {name.partition("/")[0] for name in bucket.names("releases")}
    assert releases == {made.release for made in press.made[-2:]}
    needed = {
        digest
        for made in press.made[-2:]
        for file, entry in made.items()
        for _, digest, _ in entry.copies(file)
    }
    assert set(bucket.names("objects")) == needed
    pull(host, bucket)
    assert served(host.served_root) == served(press.folder)


def test_an_empty_place_is_told(bucket, host):
    with pytest.raises(ReleaseRefused, match="还没有任何版本"):
        pull(host, bucket)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret_key": "wrong"}, "拒绝了密钥"),
        ({"access_key": "nobody"}, "拒绝了密钥"),
        ({"endpoint": "http://127.0.0.1:9"}, "连不上"),
    ],
)
def test_a_service_that_does_not_let_us_in_is_explained(bucket, press, host, change, words):
    account = Account(**{**vars(bucket.account), **change})
    other = Bucket(account, bucket.name, bucket.prefix)
    for work in (lambda: send(other, press), lambda: pull(host, other)):
        with pytest.raises(TargetUnavailable) as found:
            work()
        assert words in str(found.value)
        assert bucket.account.secret_key not in str(found.value)
        assert bucket.account.secret_key not in repr(account)


def test_a_bucket_that_is_not_there_is_explained(bucket, press):
    with pytest.raises(TargetUnavailable, match="没有存储桶"):
        send(Bucket(bucket.account, "no-such-bucket"), press)


class Cutting:
    """A way to the service that breaks off after so many bytes from it or to it."""

    def __init__(self, endpoint: str, most: int) -> None:
        host, _, port = endpoint.rpartition(":")
        self.target, self.left = (host.removeprefix("http://"), int(port)), most
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self.target)
            except OSError:
                client.close()
                continue
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(4096):
                self.left -= len(data)
                if self.left < 0:
                    break
                sink.sendall(data)
        except OSError:
            pass
        for one in (source, sink):  # closing alone tells nobody while another thread is reading
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def close(self) -> None:
        self.listener.close()


@pytest.mark.parametrize("most", [300, 3_000, 10_000, 20_000])
def test_a_connection_cut_in_the_middle_leaves_the_old_release_and_the_next_run_goes_on(
    bucket, press, host, most
):
    send(bucket, press)
    pull(host, bucket)
    press.release({f"news/{number}.html": LONG * 3 + str(number) for number in range(30)})
    cut = Cutting(bucket.account.endpoint, most)
    broken = Bucket(
        Account(cut.endpoint, bucket.account.access_key, bucket.account.secret_key),
        bucket.name,
        bucket.prefix,
    )
    with pytest.raises(TargetUnavailable):
        send(broken, press)
    assert read_pointer(bucket).release == press.made[0].release
    send(bucket, press)
    cut.left = most
    with pytest.raises(TargetUnavailable):
        pull(host, broken)
    cut.close()
    assert served(host.served_root) == served(press.folder_of(0))
    pull(host, bucket)
    assert served(host.served_root) == served(press.folder)


UPLOAD = """
import os, signal, sys
from pathlib import Path
from publishing.paths import SitePaths
from publishing.targets.bucket import Account, Bucket
from publishing.targets.delivered import silent
from publishing.targets.s3_upload import upload

endpoint, access, secret, name, root, release, after = sys.argv[1:]
bucket, real, left = Bucket(Account(endpoint, access, secret), name, "city/site"), Bucket.send, [int(after)]

def dying(self, *args, **kwargs):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, *args, **kwargs)

Bucket.send = dying
upload(bucket, SitePaths(Path(root)), release, silent)
"""


@pytest.mark.parametrize("after", [0, 1, 3, 5, 8])
def test_an_upload_killed_at_any_object_leaves_the_old_release(bucket, press, host, after):
    send(bucket, press)
    press.release({"news/a.html": LONG + "second", "news/c.html": LONG + "third"})
    account = bucket.account
    arguments = [account.endpoint, account.access_key, account.secret_key, bucket.name]
    arguments += [str(press.paths.root), press.made[-1].release, str(after)]
    run = subprocess.run([sys.executable, "-c", UPLOAD, *arguments], cwd=os.getcwd(), capture_output=True)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    pull(host, bucket)
    assert served(host.served_root) == served(press.folder_of(0))
    send(bucket, press)
    pull(host, bucket)
    assert served(host.served_root) == served(press.folder)


def test_the_account_comes_from_the_environment_and_says_what_is_missing():
    values = {
        "RELEASE_S3_ENDPOINT": "http://a",
        "S3_ENDPOINT": "http://b",
        "S3_ACCESS_KEY": "k",
        "S3_SECRET_KEY": "s",
    }
    assert Account.from_environment(values) == Account("http://a", "k", "s")
    with pytest.raises(ValueError, match="RELEASE_S3_SECRET_KEY"):
        Account.from_environment({**values, "S3_SECRET_KEY": ""})


def test_a_damaged_pointer_is_explained(bucket, press):
    bucket.write("current", json.dumps({"release": "x"}).encode(), "application/json")
    with pytest.raises(TargetUnavailable, match="看不懂"):
        send(bucket, press)
