"""Where things are and which ports they use: the environment decides, these are the defaults."""

import os
import shutil
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .say import DISK_FULL, Trouble, disk_full

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Places:
    """The answers to: whose data, which ports, on which address."""

    var: Path
    bind: str
    site_port: int
    web_port: int
    uploads_port: int = 8090

    @property
    def shown_host(self) -> str:
        return "127.0.0.1" if self.bind in {"0.0.0.0", "::"} else self.bind

    @property
    def site(self) -> str:
        return f"http://{self.shown_host}:{self.site_port}"

    @property
    def web(self) -> str:
        return f"http://{self.shown_host}:{self.web_port}"

    def environment(self) -> dict[str, str]:
        """What every child process is told."""
        return {
            **os.environ,
            "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "cms.settings.dev"),
            "VAR_DIR": str(self.var),
            "BIND": self.bind,
            "SITE_PORT": str(self.site_port),
            "WEB_PORT": str(self.web_port),
            "UPLOADS_PORT": str(self.uploads_port),
            "SITE_BASE_URL": os.environ.get("SITE_BASE_URL", self.site),
            "WEB_BASE_URL": os.environ.get("WEB_BASE_URL", self.web),
            "PYTHONUNBUFFERED": "1",
        }


def places() -> Places:
    """Read the environment; a port that is no port is refused."""
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().absolute()
    ports = _port("SITE_PORT", 8080), _port("WEB_PORT", 8000), _port("UPLOADS_PORT", 8090)
    return Places(var, os.environ.get("BIND", "127.0.0.1"), *ports)


def _port(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Trouble(f"{name}={text} 不是端口号，请用 1–65535", f"{name}={text} is not a port, use 1-65535")


def assert_port_free(name: str, bind: str, port: int) -> None:
    """Refuse a port somebody else listens on, before anything is started."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except PermissionError:
            raise Trouble(
                f"没有权限使用端口 {port}，请换 1024 以上的：{name}={port + 8000} ./run",
                f"port {port} needs root: {name}={port + 8000} ./run",
            ) from None
        except OSError:
            raise Trouble(
                f"端口 {port} 已被占用，请换一个：{name}={port + 1} ./run",
                f"port {port} is taken: {name}={port + 1} ./run",
            ) from None


def assert_writable(folder: Path, megabytes: int, cure: str) -> None:
    """The folder exists or can be made, takes a file, and has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"0" * 4096)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        if error.errno in DISK_FULL:
            raise disk_full(folder) from None
        raise Trouble(
            f"目录 {folder} 不能写入（{error.strerror}），请换一个：{cure}",
            f"cannot write to {folder}: {cure}",
        ) from None
    if free < megabytes * MEGABYTE:
        raise disk_full(folder)
