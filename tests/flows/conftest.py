"""A town with its site set up, one person for each role, a publisher at work and readers at the door."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import call_command
from django.db import connections

import cms.urls  # noqa: F401  (read as they are, before a test switches single sign-on on)
from cms.pages.models import ColumnPage
from publishing.services import publish_site, site_dir
from publishing.site_server import SiteServer
from tests.services import processes
from tests.services.people import make_user

from .people import Desk, Reader

ROOT = Path(__file__).resolve().parents[2]
PUBLISHER = "-m celery -A cms -q worker -Q publishing -P solo -l info -n publisher@test"


class Town:
    """`town.desk("editor")` is a person at the CMS, `town.reader()` one in front of the public site."""

    def __init__(self, cms: str, site: str, new_page: Callable, log_in: Callable) -> None:
        self.cms, self.site, self._new_page, self._log_in = cms, site, new_page, log_in
        self.column = ColumnPage.objects.get(slug="yaowen", locale__language_code="zh-hans")

    def desk(self, *roles: str, name: str = "", **options) -> Desk:
        person = make_user(roles[0], **({"display_name": name} if name else {}))
        for role in roles[1:]:
            person.groups.add(make_user(role).groups.get())
        page = self._new_page(**options)
        self._log_in(page, person, self.cms)
        return Desk(page, self.cms, person)

    def reader(self, **options) -> Reader:
        return Reader(self._new_page(**options), self.site)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def public_site():
    """The served tree at an address of its own."""
    port = processes.free_port()
    server = make_server("127.0.0.1", port, SiteServer(site_dir()), handler_class=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def standing_site(transactional_db, public_site, settings):
    """Set up and published before any other process looks at it: two who publish at once would wait for each other."""
    settings.SITE_BASE_URL = public_site
    call_command("setup_site", verbosity=0)
    publish_site()
    connections.close_all()


@pytest.fixture
def publisher(tmp_path, public_site, standing_site):
    """The publisher as it runs in production: a process of its own that hears of approvals by itself."""
    log = tmp_path / "publisher.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *PUBLISHER.split()],
            cwd=ROOT,
            env={**os.environ, "SITE_BASE_URL": public_site},
            stdout=out,
            stderr=out,
        )
    deadline = time.monotonic() + 300
    while "ready." not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
    yield process
    process.terminate()
    process.wait(30)


@pytest.fixture
def town(live_server, public_site, publisher, new_page, log_in):
    return Town(live_server.url, public_site, new_page, log_in)
