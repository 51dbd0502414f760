"""Asking a foreign address: politely, not for long, and never a machine inside the office."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from publishing.links.addresses import Reach, is_public
from publishing.links.probe import Prober
from publishing.links.rounds import check_all


class Elsewhere(BaseHTTPRequestHandler):
    """Another site: the first part of a path says how it answers."""

    asked: list[tuple[str, str, str, float]] = []

    def do_HEAD(self):
        kind = self.path.split("/")[1]
        self.asked.append((self.command, self.path, self.headers["User-Agent"], time.monotonic()))
        if kind == "slow":
            time.sleep(1.5)
        if kind.startswith("to-"):
            self.answer(302, f"/{kind[3:]}/" if kind != "to-inner" else "http://10.0.0.1/")
        elif kind == "head-not":
            self.answer(405 if self.command == "HEAD" else 200)
        else:
            self.answer({"ok": 200, "gone": 410, "keep-out": 403, "slow": 200}.get(kind, 404))

    do_GET = do_HEAD

    def answer(self, status: int, location: str = ""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def elsewhere():
    Elsewhere.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://other.example:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def prober():
    """Knows other.example on this machine, and reaches nothing else here."""
    reach = Reach(
        allowed=lambda address: address == "127.0.0.1" or is_public(address),
        resolve=lambda host, port: ["127.0.0.1" if host.endswith(".example") else host],
    )
    return Prober("test-agent", reach, timeout=0.7)


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/ok/", "ok", 200),
        ("/head-not/", "ok", 200),
        ("/to-ok/", "ok", 200),
        ("/gone/", "broken", 410),
        ("/nothing/", "broken", 404),
        ("/to-nothing/", "broken", 404),
        ("/keep-out/", "guarded", 403),
        ("/slow/", "silent", 0),
        ("/to-to-ok/", "ok", 200),
    ],
)
def test_what_a_page_answers_is_told(elsewhere, prober, path, state, status):
    found = prober.probe(elsewhere + path)
    assert (found.state, found.status) == (state, status)


def test_a_circle_of_redirects_is_a_broken_link(elsewhere, prober):
    assert prober.probe(f"{elsewhere}/to-to-to-to-to-to-to-ok/").state == "broken"


def test_it_says_who_asks_and_does_not_load_what_it_need_not(elsewhere, prober):
    prober.probe(f"{elsewhere}/ok/")
    assert [entry[:3] for entry in Elsewhere.asked] == [("HEAD", "/ok/", "test-agent")]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1"),
    ],
)
def test_no_machine_inside_is_ever_asked(address):
    assert not is_public(address)
    host = f"[{address}]" if ":" in address else address
    assert Prober("test", timeout=0.2).probe(f"http://{host}/").state == "refused"


def test_a_public_page_cannot_send_us_inside(elsewhere, prober):
    assert prober.probe(f"{elsewhere}/to-inner/").state == "refused"


def test_a_name_that_leads_inside_is_refused_even_if_it_also_leads_outside():
    reach = Reach(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert Prober("test", reach).probe("http://two-faced.example/").state == "refused"


@pytest.mark.parametrize(
    "url", ["ftp://other.example/", "http://", "http://[::1/", "http://x.example:99999/"]
)
def test_odd_addresses_are_findings_too(prober, url):
    assert prober.probe(url).state in ("refused", "broken", "silent")


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(elsewhere, prober):
    other = elsewhere.replace("other.example", "third.example")
    urls = [f"{elsewhere}/ok/{n}" for n in range(3)] + [f"{other}/ok/9"]
    pauses: list[float] = []
    found = dict(check_all(urls, prober, pause=5, sleep=pauses.append))
    assert {one.state for one in found.values()} == {"ok"}
    assert found.keys() == set(urls)
    assert pauses == [5, 5]
