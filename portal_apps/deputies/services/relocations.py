"""Somebody moved away, by a paper or by their own word: a recorded fact that alerts staff. It never ends a mandate."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rights.rows import as_house

from ..models import Alert, Person, Relocation
from .alerts import KEEPERS, raise_alert

OWN_WORD = "本人报告"


@transaction.atomic
def record_relocation(
    person: Person, *, by, what: str, moved_on: date, place: str, source: str = ""
) -> Relocation:
    """`what` is one of `Relocation.What`; `source` the paper it stands on, for a deputy's report the own word.

    Raises PermissionDenied, Refused.
    """
    own = person.account_id == by.pk
    demand(by, "deputies.edit_own" if own else KEEPERS, person)
    source = OWN_WORD if own else source.strip()
    if what not in Relocation.What.values or not place.strip() or not source:
        raise Refused("请写明是什么变动、到哪里、依据是什么。")
    if moved_on > localdate():
        raise Refused("变动的日期还没有到。")
    Person.objects.select_for_update().get(pk=person.pk)
    same = Relocation.objects.filter(person=person, what=what, moved_on=moved_on, place=place.strip())
    if same.exists():
        raise Refused("这一次变动已经登记过。")
    made = Relocation.objects.create(
        person=person, what=what, moved_on=moved_on, place=place.strip(), source=source, by=by
    )
    record(actor=by, verb="deputies.relocated", obj=made, person=f"person:{person.pk}", what=what)
    with as_house():
        _alert(made, by)
    return made


def _alert(made: Relocation, by) -> None:
    """A guess that was open already (another employer, another address) is now a fact with a date and a source."""
    text = f"{made.person}{made}（{made.source}），请核实是否终止代表资格。"
    if raise_alert(Alert.Kind.MOVED, made.person, text, by=by) is None:
        Alert.objects.open().filter(kind=Alert.Kind.MOVED, person=made.person).update(text=text[:300])
