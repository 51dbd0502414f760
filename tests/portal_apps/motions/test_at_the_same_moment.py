"""Two press at the same moment: on PostgreSQL rows wait for each other, on SQLite the whole database does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import Event, Item


def together(*presses: Callable[[], object]) -> list[str]:
    """What each was told; `done` where it went well."""
    start = Barrier(len(presses))

    def press(one: Callable[[], object]) -> str:
        try:
            start.wait()
            one()
            return "done"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_give_two_numbers_and_one_item_accepted_twice_one(house):
    one, other, twice = house.submitted(), house.submitted(), house.submitted()
    staff = house.staff
    assert together(lambda: do.accept(one, by=staff), lambda: do.accept(other, by=staff)) == ["done", "done"]
    assert set(Item.objects.exclude(number=None).values_list("number", flat=True)) == {"第1号", "第2号"}

    told = together(*[lambda: do.accept(twice, by=staff, seen=twice.version)] * 2)
    assert told == ["done", "done"]  # the same click twice
    assert Event.objects.filter(item=twice, verb="accept").count() == 1
    assert Item.objects.get(pk=twice.pk).number == "第3号"
