"""A private nginx for one server block; the product's own configuration is included by those who test it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import processes

MODULES = Path("/etc/nginx/modules-enabled")  # Debian's brotli and other dynamic modules
LIBRARIES = Path("/usr/lib/nginx/modules")  # they are named relative to the prefix

CONFIG = """
{user}
{modules}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/log warn;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    types_hash_max_size 4096;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/tmp-body;
    proxy_temp_path {folder}/tmp-proxy;
    fastcgi_temp_path {folder}/tmp-fastcgi;
    uwsgi_temp_path {folder}/tmp-uwsgi;
    scgi_temp_path {folder}/tmp-scgi;
{body}
}}
"""


def command(folder: Path, body: str) -> list[str]:
    """The command that runs nginx with `body` inside its http block."""
    binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not binary:
        raise RuntimeError("nginx is missing: apt-get install nginx-light (or ./run test, which does it)")
    if LIBRARIES.exists():
        (folder / "modules").symlink_to(LIBRARIES)
    modules = f"include {MODULES}/*.conf;" if MODULES.exists() else ""
    user = "" if os.getuid() else "user root;"
    text = CONFIG.format(user=user, modules=modules, folder=folder, body=body)
    (folder / "nginx.conf").write_text(text)
    return [binary, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]


def start(folder: Path, body: str) -> processes.State:
    """Run it; every `{port}` in `body` becomes the free port."""
    port = processes.free_port()
    process = processes.spawn(command(folder, body.replace("{port}", str(port))), folder)
    processes.wait_until(lambda: processes.answers(port), process, folder)
    return {"pid": process.pid, "port": port}


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """`nginx("server { listen 127.0.0.1:{port}; … }")` answers the base address; ended after the test."""
    pids: list[int] = []

    def run(body: str) -> str:
        folder = tmp_path / f"nginx-{len(pids)}"
        folder.mkdir()
        state = start(folder, body)
        pids.append(state["pid"])
        return f"http://127.0.0.1:{state['port']}"

    yield run
    for pid in pids:
        processes.stop(pid)
