"""Deputies and staff of the bench, already logged in."""

from datetime import date
from typing import Any

STAFF = 3


def make(deputies: int) -> tuple[list[dict[str, str]], dict[str, str]]:
    """(cookies of each deputy, cookies of one of the staff)."""
    from portal_apps.deputies.models import Area, Body, Mandate, Person, Term
    from portal_apps.deputies.states import State
    from tests.services.people import make_user

    area = Area.objects.create(name="示例市", short="市", level="municipal")
    term = Term.objects.create(area=area, number=16, since=date(2023, 1, 10))
    said: dict[str, Any] = {
        "term": term,
        "electing_unit": Body.objects.create(kind="electing_unit", name="望河区人民代表大会", area=area),
        "delegation": Body.objects.create(kind="delegation", name="望河代表团", term=term, area=area),
        "starts_on": date(2023, 1, 10),
        "state": State.CONFIRMED,
    }
    accounts = [make_user("deputy") for _ in range(deputies)]
    for number, account in enumerate(accounts):
        person = Person.objects.create(name=f"代表{number}", account=account)
        Mandate.objects.create(person=person, **said)
    staff = [make_user("congress_staff") for _ in range(STAFF)]
    return [_logged_in(account) for account in accounts], _logged_in(staff[0])


def _logged_in(account) -> dict[str, str]:
    """As after a login with both steps."""
    from django.conf import settings
    from django.test import Client

    from foundation.accounts.proof import PROVED, SECOND_FACTOR

    client = Client()
    client.force_login(account, settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[SECOND_FACTOR], session[PROVED] = account.pk, 0
    session.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
