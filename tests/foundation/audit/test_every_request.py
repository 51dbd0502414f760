"""Every address that accepts a change leaves exactly one record, whoever asks and whatever becomes of it.

`requests.txt` has a row for every address of the project: `one` (a POST leaves one record), `quiet` (only a refused
one does), `none` (takes no POST). An address without a row fails; so does a row without an address.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from foundation.audit.models import AuditRecord
from foundation.audit.services import verify
from tests.services.addresses import Address, addresses

pytestmark = pytest.mark.production

EXPECTED = {
    "one": lambda status: 1,
    "quiet": lambda status: int(status in (302, 401, 403)),
    "none": lambda status: 0,
}
NOBODYS = "00000000-0000-4000-8000-000000000000"
TABLE = Path(__file__).with_name("requests.txt")


def rows() -> dict[str, str]:
    pairs = (line.split(" ", 1) for line in TABLE.read_text().splitlines() if line)
    return {route: expected for expected, route in pairs}


def known() -> list[Address]:
    values = {"app_label": "wagtailcore", "model_name": "page", "action": "delete", "type": "x", "key": "a-b"}
    return list(
        addresses(values | {"int": "1", "str": "1", "slug": "x", "path": "x", "uidb36": "1", "uuid": NOBODYS})
    )


def asking(client: Client, address: Address) -> tuple[int, int]:
    """(status of the answer, number of records it left)."""
    before = AuditRecord.objects.last_sequence()
    answer = client.post(address.path)
    return answer.status_code, AuditRecord.objects.last_sequence() - before


def test_every_address_has_a_row_and_every_row_an_address():
    there, told = {address.route for address in known()}, set(rows())
    assert not there - told, "add to requests.txt:\n" + "\n".join(
        f"one {route}" for route in sorted(there - told)
    )
    assert not told - there, "take out of requests.txt:\n" + "\n".join(sorted(told - there))


@pytest.fixture(params=["stranger", "deputy", "superuser"])
def person(request, client_for, user_for) -> tuple[str, Client]:
    """Nobody; somebody with an account who may do next to nothing; somebody who may do everything."""
    if request.param == "stranger":
        client = Client()
    else:
        client = (
            client_for("deputy") if request.param == "deputy" else client_for(user_for(is_superuser=True))
        )
    client.raise_request_exception = False
    return request.param, client


def test_a_post_to_every_address_leaves_the_records_the_table_says(person):
    who, client = person
    user = client.session.get("_auth_user_id")
    table, faults = rows(), []
    for address in known():
        if user and client.session.get("_auth_user_id") != user:  # an address that logs people out
            client.force_login(_user(user), settings.AUTHENTICATION_BACKENDS[0])
        status, left = asking(client, address)
        expected = 0 if status == 405 else EXPECTED[table[address.route]](status)
        if left != expected:
            faults.append(f"{who} {status} {address.path}: {left} records instead of {expected}")
    assert faults == []
    assert verify().sound
    assert Page.objects.filter(depth=1).exists()


def _user(pk):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=pk)
