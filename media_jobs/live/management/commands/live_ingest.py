"""`manage.py live_ingest`: the server encoders of the hall send to."""

import os
import shutil
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from foundation.rulebook.reading import number
from media_jobs.live.ingest.configuration import Ground, written
from media_jobs.live.ingest.token import token
from media_jobs.live.rules import SILENT

SBIN = f"{os.defpath}:/usr/sbin:/usr/local/sbin"
MODULE = "ngx_rtmp_module.so"
AGAIN = 10  # seconds until it looks again whether it can start


class Command(BaseCommand):
    help = "直播的推流服务（nginx 的 RTMP 模块）；缺少程序或端口被占用时说明原因，等到能启动为止"

    def handle(self, *args, **options):
        said = ""
        while refused := why_not():
            if refused != said:
                self.stderr.write(said := refused)
            time.sleep(AGAIN)
        folder = Path(settings.LIVE_FOLDER) / "ingest"
        conf = written(ground(folder))
        os.execv(nginx(), ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(conf)])


def why_not() -> str:
    """A sentence for whoever looks after the machine; empty where nothing is in the way."""
    if not nginx() or not module():
        return "直播不能推流：没有 nginx 的 RTMP 模块。请运行 apt-get install nginx-light libnginx-mod-rtmp，装好后会自动启动。"
    for name, bind, port in (
        ("RTMP_PORT", _bind(), settings.RTMP_PORT),
        ("LIVE_CONTROL_PORT", "127.0.0.1", settings.LIVE_CONTROL_PORT),
    ):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((bind, port))
            except OSError:
                return f"直播不能推流：端口 {port} 已被占用。请用 {name} 换一个，或者停掉占用它的程序。"
    return ""


def ground(folder: Path) -> Ground:
    """As the settings say. The web process is asked on this machine, under the name it is known by."""
    web = urlsplit(settings.LIVE_CALLBACK)
    return Ground(
        folder=folder, module=Path(module()), bind=_bind(), rtmp_port=settings.RTMP_PORT,
        control_port=settings.LIVE_CONTROL_PORT,
        callback=f"{web.scheme}://{web.netloc}{reverse('live:ingest')}",
        host=urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc or web.netloc, token=token(), silent=number(SILENT),
        as_root=not os.getuid(),
    )  # fmt: skip


def _bind() -> str:
    return str(settings.RTMP_BIND)


def nginx() -> str:
    return shutil.which("nginx") or shutil.which("nginx", path=SBIN) or ""


def module() -> str:
    places = (Path(one) / MODULE for one in ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules"))
    return next((str(one) for one in places if one.exists()), "")
