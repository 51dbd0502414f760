"""Rules of every run: nothing is skipped, nothing leaves the machine."""

import ipaddress
import socket
from typing import Any

import pytest

NOT_RUN: list[str] = []


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client_for", "user_for"}


def pytest_configure(config: pytest.Config) -> None:
    """From the first test on."""
    config.addinivalue_line("markers", "browser: set by itself on every test that opens Chromium")
    config.addinivalue_line("markers", "database: set by itself on every test that uses the database")
    config.addinivalue_line(
        "markers", "production: says the same on any database; the run of both does it on PostgreSQL alone"
    )
    forbid_network()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark by what a test uses, so that nobody has to remember it."""
    fixtures = set(getattr(item, "fixturenames", ()))
    if "browser" in fixtures:
        item.add_marker("browser")
    if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
        item.add_marker("database")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what did not really run: skipped, or expected to fail."""
    if report.skipped:
        NOT_RUN.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """A whole module may be skipped while it is collected."""
    if report.skipped:
        NOT_RUN.append(report.nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run with a skip is a failed run; only the controller decides."""
    if NOT_RUN and not hasattr(session.config, "workerinput") and session.exitstatus in (0, 5):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which tests broke the rule."""
    if NOT_RUN:
        terminalreporter.section("skipped or expected to fail: not allowed", red=True)
        for name in dict.fromkeys(NOT_RUN):
            terminalreporter.line(name)


def is_local(address: Any) -> bool:
    """Unix sockets and loopback addresses; names are resolved by the caller's hosts file only for localhost."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).partition("%")[0]
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def forbid_network() -> None:
    """From now on this process reaches only its own machine."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(method: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not is_local(address):
            raise OSError(f"a test tried to reach {address}: only this machine is allowed")
        return method(self, address)

    return guarded
