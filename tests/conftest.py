"""What every test may use; the fixtures live in tests/services, one module per server."""

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.services.rules",
    "tests.services.databases",
    "tests.services.people",
    "tests.services.redis",
    "tests.services.seaweed",
    "tests.services.nginx",
    "tests.services.certificates",
    "tests.services.island",
    "tests.services.browser",
    "tests.services.film",
]

# a loaded machine must not turn a sound property into a failure; the same examples on every machine
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci")


@pytest.fixture
def moment(time_machine):
    """`moment("2026-11-22 09:00+08:00")` stops the clock there; `time_machine.shift(60)` lets a minute pass."""
    from datetime import datetime

    def stop(text: str) -> datetime:
        instant = datetime.fromisoformat(text)
        time_machine.move_to(instant, tick=False)
        return instant

    return stop
