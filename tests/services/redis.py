"""A private Redis; every worker has a database of its own."""

import shutil
from pathlib import Path

import pytest

from . import environment, processes


def server() -> processes.State:
    """The run's server: {"pid", "port"}."""
    return processes.shared("redis", _start)


def _start(folder: Path) -> processes.State:
    binary = shutil.which("redis-server")
    if not binary:
        raise RuntimeError("Redis is missing: apt-get install redis-server (or ./run test, which does it)")
    port = processes.free_port()
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    process = processes.spawn([*command, "--save", "", "--appendonly", "no"], folder)
    processes.wait_until(lambda: processes.answers(port), process, folder)
    return {"pid": process.pid, "port": port}


@pytest.fixture
def redis_url() -> str:
    """An empty Redis database for this test."""
    import redis

    number = 0 if environment.worker() == "main" else 1 + int(environment.worker()[2:]) % 14
    address = f"redis://127.0.0.1:{server()['port']}/{number}"
    with redis.Redis.from_url(address) as client:
        client.flushdb()
    return address
