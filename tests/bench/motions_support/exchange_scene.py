"""The house of the tests, outside of a test: a city, units, and an office that is connected."""

from tests.portal_apps.deputies.conftest import make_city
from tests.portal_apps.motions.exchange.conftest import Line, meet
from tests.portal_apps.motions.house import House


def line(office, url: str) -> Line:
    from foundation.rulebook.models import Rule, RuleVersion

    rule = Rule.objects.get(key="login.token_calls")
    RuleVersion.objects.filter(rule=rule).update(value="100000")
    return meet(House(make_city()), office, url)
