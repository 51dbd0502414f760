"""The service as it runs: two processes on one spool, killed at will, with clients that others wrote."""

import os
import random
import socket
import time

import pytest
from tusclient.client import TusClient

from deploy.bootstrap.places import ROOT
from media_jobs.models import Video
from media_jobs.uploads import purposes, tickets
from media_jobs.uploads.models import State, Upload
from media_jobs.uploads.place import spool
from media_jobs.uploads.services import hand_over
from tests.bench.uploads_support.service import Service, send
from tests.emulators.bad_line import BadLine, Weather

from .line import BYTES, metadata
from .test_verbs import Silent

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1 << 20


@pytest.fixture(scope="module")
def services(django_db_setup, tmp_path_factory):
    """Two processes beside each other; they share the spool `folder / "spool"` and the database of this test."""
    folder = tmp_path_factory.mktemp("service")
    made = [Service(folder / name, "cms.settings.test", folder) for name in ("one", "two")]
    for one in made:
        kept = {name: one.environment[name] for name in ("PATH", "BIND", "UPLOADS_PORT")}
        one.environment = {**os.environ, **kept, "UPLOAD_SPOOL": str(folder / "spool")}
        one.start()
    made[0].spool = folder / "spool"
    yield made
    for one in made:
        one.kill()


@pytest.fixture
def one_and_two(services, settings):
    settings.UPLOAD_SPOOL = services[0].spool
    for one in services:
        if one.process is None:
            one.start()
    return services


@pytest.fixture
def ticket(user_for, db):
    return tickets.issue(user_for("editor"), purposes.purpose_of("video"))


def content(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


class Socket:
    """A raw connection, so that a body may stop anywhere."""

    def __init__(self, port: int, ticket: str) -> None:
        self.wire, self.ticket = socket.create_connection(("127.0.0.1", port), timeout=20), ticket

    def send(self, method: str, path: str, length: int, body: bytes = b"", **headers) -> "Socket":
        told = {"Host": "h", "Tus-Resumable": "1.0.0", "Authorization": f"Bearer {self.ticket}"}
        told |= {name.replace("_", "-"): str(value) for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self.wire.sendall(
            f"{method} {path} HTTP/1.1\r\nContent-Length: {length}\r\n{head}\r\n".encode() + body
        )
        return self

    def answer(self) -> tuple[int, dict[str, str]]:
        raw = b""
        while b"\r\n\r\n" not in raw:
            got = self.wire.recv(65536)
            if not got:
                return 0, {}
            raw += got
        first, *rest = raw.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        return int(first.split()[1]), {k.lower(): v for k, v in (row.split(": ", 1) for row in rest)}


def created(port: int, ticket: str, size: int, name: str = "会议.mp4") -> str:
    told = Socket(port, ticket).send(
        "POST", "/uploads/files/", 0, Upload_Length=size, Upload_Metadata=metadata(filename=name)
    )
    return told.answer()[1]["location"]


def offset(port: int, ticket: str, path: str) -> int:
    return int(Socket(port, ticket).send("HEAD", path, 0).answer()[1]["upload-offset"])


def arrived(key: str, size: int) -> None:
    """Until so many bytes lie in the spool: what was sent takes a moment to be written."""
    until = time.monotonic() + 20
    while spool().size(key) < size:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_dead_connection_to_one_process_gives_way_to_the_other_and_no_byte_is_lost(one_and_two, ticket):
    one, two = (service.port for service in one_and_two)
    file = content(MB)
    path = created(one, ticket, MB)
    stale = Socket(one, ticket).send("PATCH", path, MB, file[:300_000], Content_Type=BYTES, Upload_Offset=0)
    arrived(path[-36:], 300_000)
    begun = time.monotonic()
    assert offset(two, ticket, path) == 300_000
    assert time.monotonic() - begun < 5
    patched = Socket(two, ticket).send(
        "PATCH", path, MB - 300_000, file[300_000:], Content_Type=BYTES, Upload_Offset=300_000
    )
    assert patched.answer()[0] == 204
    assert stale.answer()[0] in (0, 409)
    assert spool().data(path[-36:]).read_bytes() == file


def test_a_line_that_is_cut_in_the_middle_of_a_body_loses_no_byte_that_had_arrived(one_and_two, ticket):
    port, file = one_and_two[0].port, content(MB, 4)
    path, at = created(port, ticket, MB), 0
    for cut in (1, 65_537, 200_000, 333_333):
        line = Socket(port, ticket).send(
            "PATCH", path, MB - at, file[at : at + cut], Content_Type=BYTES, Upload_Offset=at
        )
        line.wire.close()
        at += cut
        arrived(path[-36:], at)
        assert offset(port, ticket, path) == at
    assert spool().data(path[-36:]).read_bytes() == file[:at]


def test_through_the_nginx_of_an_installation_a_cut_costs_nothing_that_arrived(one_and_two, ticket, nginx):
    part = (ROOT / "deploy" / "nginx" / "uploads.conf").read_text().replace("8090", str(one_and_two[1].port))
    port = int(nginx("server { listen 127.0.0.1:{port}; " + part + " }").rpartition(":")[2])
    file = content(MB, 6)
    path = created(port, ticket, MB)
    line = Socket(port, ticket).send("PATCH", path, MB, file[:400_000], Content_Type=BYTES, Upload_Offset=0)
    arrived(path[-36:], 400_000)  # while the body is still going on
    line.wire.close()
    assert offset(port, ticket, path) == 400_000
    rest = Socket(port, ticket).send(
        "PATCH", path, MB - 400_000, file[400_000:], Content_Type=BYTES, Upload_Offset=400_000
    )
    assert rest.answer()[0] == 204
    assert spool().data(path[-36:]).read_bytes() == file


def test_tuspy_uploads_with_checksums_and_goes_on_where_it_stopped(one_and_two, ticket, tmp_path):
    file = tmp_path / "会议.mp4"
    file.write_bytes(content(MB, 3))
    client = TusClient(one_and_two[1].url, headers={"Authorization": f"Bearer {ticket}"})
    given = {"chunk_size": 200_000, "metadata": {"filename": "会议.mp4"}, "upload_checksum": True}
    first = client.uploader(str(file), **given)
    first.upload_chunk()
    again = client.uploader(str(file), url=first.url, **given)
    assert again.offset == 200_000
    again.upload()
    upload = Upload.objects.get()
    assert (upload.state, spool().data(str(upload.key)).read_bytes()) == (State.COMPLETE, file.read_bytes())


def test_tus_js_client_brings_files_whole_through_a_line_that_is_cut(one_and_two, ticket):
    with BadLine(one_and_two[1].port, Weather(cut_every=300_000), seed=3) as line:
        told = send(
            f"http://127.0.0.1:{line.port}/uploads/files/", ticket, uploads=3, atOnce=3, least=500_000, most=MB,
            seed=5, resume=True, patience=60, suffix=".mp4",
        )  # fmt: skip
        assert line.cuts >= 3
    assert [one["complete"] for one in told] == [True] * 3
    for upload in Upload.objects.all():
        hand_over({"upload": str(upload.key)}, Silent())
    assert {one["sha256"] for one in told} == set(Upload.objects.values_list("digest", flat=True))
    assert Video.objects.count() == 3


def test_a_killed_process_loses_nothing_it_had_written(one_and_two, ticket):
    one, two = one_and_two
    file = content(MB, 2)
    path = created(one.port, ticket, MB)
    line = Socket(one.port, ticket)
    line.send("PATCH", path, MB, file[:500_000], Content_Type=BYTES, Upload_Offset=0)
    arrived(path[-36:], 500_000)
    one.kill()
    assert offset(two.port, ticket, path) == 500_000
    assert spool().data(path[-36:]).read_bytes() == file[:500_000]
