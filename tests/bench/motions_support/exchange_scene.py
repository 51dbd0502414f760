"""The house of the tests, outside of a test: a city, units, and an office that is connected."""

from tests.portal_apps.deputies.conftest import make_city
from tests.portal_apps.motions.exchange.conftest import Line, meet
from tests.portal_apps.motions.house import House
from tests.services.databases import decide


def line(office, url: str) -> Line:
    decide("login.token_calls", 100_000)
    return meet(House(make_city()), office, url)
