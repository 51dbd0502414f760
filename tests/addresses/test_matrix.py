"""Every address × every role × own and other's × GET and POST opens and stays shut as `table.txt` says.

The table names the verb that opens an address; who may do the verb says the table of rights. Strangers and people
whose second step at login is missing are asked as well. Nothing a cell does is kept.
"""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from foundation.accounts.roles import ROLES
from foundation.rights.table import BY_VERB
from tests.services.addresses import addresses
from tests.services.people import make_user

from .guards import PLAIN, Row, opens, table
from .walk import INSIDE, Walker
from .world import World

pytestmark = pytest.mark.production

METHODS = ("GET", "POST")


def test_every_address_has_a_row_and_every_row_an_address():
    _, rows = table()
    there = {address.route for address in addresses({})}
    missing, gone = there - set(rows), set(rows) - there
    assert not missing, (
        "New addresses without a row. Add to tests/addresses/table.txt which verb of foundation/rights/table.py opens "
        "them (GET POST address; `none` for a method they do not take):\n"
        + "\n".join(f"area.act none {route}" for route in sorted(missing))
    )
    assert not gone, "Take out of tests/addresses/table.txt:\n" + "\n".join(sorted(gone))


def test_every_word_of_the_table_is_known():
    names, rows = table()
    words = {word for guard in names.values() for word in split(guard)}
    words |= {word for row in rows.values() for guard in row[:2] for word in split(guard)}
    assert words <= {*PLAIN, *names, *BY_VERB, *(f"{verb}@" for verb in BY_VERB)}


def split(guard: str) -> list[str]:
    return guard.replace("&", "|").split("|")


def test_each_role_gets_in_where_the_table_says_and_nowhere_else(world):
    names, rows = table()
    faults = []
    with Walker() as walker:
        for role in [*(role.key for role in ROLES), ""]:
            person = make_user(role)
            world.hand_to(person)
            for row, method, guard, mine, path in cells(world, rows):
                got, expected = walker.ask(person, method, path), opens(guard, role, mine, names)
                if (got == INSIDE) != expected:
                    whose = "own" if mine else "other's"
                    faults.append(
                        f"{role or 'no role'} {method} {whose} {path}: {got}, but {guard} opens {row.route}"
                    )
    assert not faults, "\n".join(faults)


def test_strangers_and_people_without_their_second_step_get_in_nowhere_else(world):
    _, rows = table()
    late, faults = make_user("system_admin"), []
    with Walker() as walker, override_settings(SECOND_FACTOR_REQUIRED=True):
        for row, method, guard, _, path in cells(world, rows):
            for who, person, open_to in (
                ("a stranger", None, ("anyone",)),
                ("too early", late, ("anyone", "start")),
            ):
                if (walker.ask(person, method, path, second_factor=False) == INSIDE) != (guard in open_to):
                    faults.append(f"{who} {method} {path}: {guard} opens {row.route}")
    assert not faults, "\n".join(faults)


def cells(world: World, rows: dict[str, Row]) -> Iterator[tuple[Row, str, str, bool, str]]:
    """(row, method, its guard, whether the thing is one's own, address)."""
    own, others = world.paths(mine=True), world.paths(mine=False)
    for route, row in rows.items():
        for method, guard in zip(METHODS, row[:2], strict=True):
            yield row, method, guard, True, own[route]
            if others[route] != own[route]:
                yield row, method, guard, False, others[route]
