"""A published site and the services its tests need."""

from collections.abc import Callable, Iterator
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from publishing.contract import Moved
from publishing.serving.nginx import NginxOptions, has_brotli, site_config
from publishing.site_server import SiteServer
from tests.publishing.factory import Publisher, gone, item, small_site

HOST = "www.example.gov.cn"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def publisher(tmp_path) -> Publisher:
    publisher = Publisher(tmp_path / "site")
    publisher.publish(*small_site(), gone(item(40)), moved=(Moved("/old/news/", "/news/"),))
    return publisher


@pytest.fixture
def service(publisher) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, SiteServer(publisher.paths.root), handler_class=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def config(publisher, certificates) -> Callable[..., str]:
    """`config(tls=True, search_rate=…)`: the product's configuration for the published site."""

    def make(tls: bool = False, **more) -> str:
        values = {
            "root": publisher.paths.root,
            "site_url": f"https://{HOST}",
            "service": "127.0.0.1:9",
            "brotli": has_brotli(),
            **({"certificate": str(certificates.chain), "key": str(certificates.key)} if tls else {}),
            **more,
        }
        return site_config(NginxOptions(**values))

    return make
