"""Which copies of messages leave the house: written with the messages, in their transaction."""

from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from ..carriers import carrier, open_carriers
from ..carriers.contract import NO_ADDRESS
from ..models import Choice, Delivery, Notice, Preference
from ..registry import KINDS, Kind
from ..states import State
from .hours import next_digest, quiet_end

BATCH = 500


def choice_for(kind: Kind, key: str, chosen: dict[str, str]) -> str:
    """now, digest or off: what the person chose, else the default; what is compulsory goes out at once."""
    if key in kind.compulsory:
        return Choice.NOW
    return chosen.get(key) or kind.carriers.get(key, Choice.OFF)


def plan(notices: list[Notice]) -> None:
    """Write a row for every copy, and have workers told after the commit."""
    keys = open_carriers()
    notices = [notice for notice in notices if notice.person.is_active]
    if not keys or not notices:
        return
    chosen: dict[tuple, dict[str, str]] = {}
    people = {notice.person_id for notice in notices}
    for person, kind, key, choice in Preference.objects.filter(person_id__in=people).values_list(
        "person_id", "kind", "carrier", "choice"
    ):
        chosen.setdefault((person, kind), {})[key] = choice
    rows = [
        row
        for notice in notices
        for row in _copies(notice, keys, chosen.get((notice.person_id, notice.kind), {}))
    ]
    Delivery.objects.bulk_create(rows, batch_size=BATCH)
    for key in {row.carrier for row in rows if row.state == State.READY and not row.reason}:
        tell_workers(key)


def _copies(notice: Notice, keys: list[str], chosen: dict[str, str]) -> Iterator[Delivery]:
    kind = KINDS[notice.kind]
    for key in keys:
        choice = choice_for(kind, key, chosen)
        if choice != Choice.OFF and (row := _copy(notice, key, choice, compulsory=key in kind.compulsory)):
            yield row


def _copy(notice: Notice, key: str, choice: str, *, compulsory: bool) -> Delivery | None:
    """None where the person has no address and nothing is owed."""
    now = timezone.now()
    row = Delivery(
        notice=notice,
        person=notice.person,
        carrier=key,
        template=notice.template,
        kind=notice.kind,
        urgent=notice.urgent,
        by=notice.by,
        due_at=now,
        created_at=now,
    )
    if not carrier(key).address(notice.person):
        if not compulsory:
            return None
        row.state, row.due_at, row.settled_at = State.FAILED, None, now
        row.reason, row.code = NO_ADDRESS.reason, NO_ADDRESS.code
    elif choice == Choice.DIGEST and not notice.urgent:
        row.state, row.due_at = State.COLLECTING, next_digest(now)
    elif not notice.urgent and (end := quiet_end(now)):
        row.due_at, row.reason = end, "夜间不打扰，天亮再发"
    return row


def tell_workers(key: str) -> None:
    """After the commit, once per carrier and transaction. If the process dies before, the clock finds the rows."""
    from .work import wake

    if not any(getattr(waits[1], "args", ()) == (key,) for waits in connection.run_on_commit):
        transaction.on_commit(partial(wake, key), robust=True)
