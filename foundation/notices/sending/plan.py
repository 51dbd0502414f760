"""Which copies of a message leave the house: written with the message, in its transaction."""

from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from ..carriers import carrier, open_carriers
from ..carriers.contract import NO_ADDRESS
from ..models import Choice, Delivery, Notice, Preference
from ..registry import KINDS, Kind
from ..states import State
from .hours import next_digest, quiet_end


def choice_for(kind: Kind, key: str, chosen: dict[str, str]) -> str:
    """now, digest or off: what the person chose, else the default; what is compulsory goes out at once."""
    if key in kind.compulsory:
        return Choice.NOW
    return chosen.get(key) or kind.carriers.get(key, Choice.OFF)


def plan(notice: Notice) -> None:
    """Write a row for every copy, and have workers told after the commit."""
    keys = open_carriers() if notice.person.is_active else []
    if not keys:
        return
    kind = KINDS[notice.kind]
    chosen = dict(
        Preference.objects.filter(person=notice.person, kind=notice.kind).values_list("carrier", "choice")
    )
    for key in keys:
        choice = choice_for(kind, key, chosen)
        if choice != Choice.OFF:
            _write(notice, key, choice, compulsory=key in kind.compulsory)


def _write(notice: Notice, key: str, choice: str, *, compulsory: bool) -> None:
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
            return
        row.state, row.due_at, row.settled_at = State.FAILED, None, now
        row.reason, row.code = NO_ADDRESS.reason, NO_ADDRESS.code
    elif choice == Choice.DIGEST and not notice.urgent:
        row.state, row.due_at = State.COLLECTING, next_digest(now)
    elif not notice.urgent and (end := quiet_end(now)):
        row.due_at, row.reason = end, "夜间不打扰，天亮再发"
    row.save(force_insert=True)
    if row.state == State.READY and row.due_at == now:
        tell_workers(key)


def tell_workers(key: str) -> None:
    """After the commit, once per carrier and transaction. If the process dies before, the clock finds the rows."""
    from .work import wake

    if not any(getattr(waits[1], "args", ()) == (key,) for waits in connection.run_on_commit):
        transaction.on_commit(partial(wake, key), robust=True)
