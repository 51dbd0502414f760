"""Register and edit a deputy's file, and open what is sealed in it."""

from typing import Any

from django.db import IntegrityError, transaction

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import SEALED, Person, PersonalData
from ..public.changes import touch
from .alerts import watch_for_moves

PLAIN = (
    "name",
    "sex",
    "born_on",
    "nationality",
    "party",
    "education",
    "degree",
    "occupation",
    "employer",
    "duty",
)
BASIC = (*PLAIN, "resume")
FIELDS = (*BASIC, *SEALED)


@transaction.atomic
def register_person(*, by, values: dict[str, Any]) -> Person:
    """A new file. `values` are fields of `FIELDS`. Raises PermissionDenied, Refused."""
    demand(by, "deputies.edit")
    person = Person.objects.create(**{name: values[name] for name in BASIC if name in values})
    _write_sealed(PersonalData(person=person), values)
    record(actor=by, verb="deputies.register", obj=person)
    return person


@transaction.atomic
def edit_person(person: Person, *, by, values: dict[str, Any]) -> list[str]:
    """Write what differs; answers the names of the fields that changed."""
    demand(by, "deputies.edit", person)
    changed = write_file(person, values)
    if changed:
        record(actor=by, verb="deputies.edit", obj=person, fields=changed)
        watch_for_moves(person, changed, by=by)
    return changed


def write_file(person: Person, values: dict[str, Any]) -> list[str]:
    """The fields that were really changed. For verbs that asked already."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    personal, _ = PersonalData.objects.get_or_create(person=person)
    changed = [
        name
        for name, value in values.items()
        if name in FIELDS and value != getattr(personal if name in SEALED else person, name)
    ]
    basic = [name for name in changed if name in BASIC]
    for name in basic:
        setattr(person, name, values[name])
    if basic:
        person.save(update_fields=[*basic, "initials"])
        touch([person])
    if len(basic) < len(changed):
        _write_sealed(personal, {name: values[name] for name in changed if name in SEALED})
    return changed


def _write_sealed(personal: PersonalData, values: dict[str, Any]) -> None:
    for name in SEALED:
        if name in values:
            setattr(personal, name, values[name] or "")
    number = personal.id_number
    if number and PersonalData.objects.with_id_number(number).exclude(person=personal.person).exists():
        raise Refused("这个公民身份号码已经在另一位代表的资料里。先查一查是不是同一个人。")
    try:
        with transaction.atomic():
            personal.save()
    except IntegrityError as error:
        raise Refused("这个公民身份号码刚刚有人登记了。") from error


OPEN_BY = {"id_number": "deputies.edit"}  # everything else: deputies.reveal


@transaction.atomic
def reveal(person: Person, field: str, *, by, reason: str) -> str:
    """One sealed field in full. Every opening leaves a trace; others than the person say why."""
    if field not in SEALED:
        raise Refused("没有这一项。")
    own = person.account_id == by.pk
    demand(by, "deputies.reveal" if own else OPEN_BY.get(field, "deputies.reveal"), person)
    if not reason.strip() and not own:
        raise Refused("请写明为什么要看。")
    record(actor=by, verb="deputies.reveal", obj=person, field=field, reason=reason.strip() or "本人")
    found = PersonalData.objects.filter(person=person).first()
    return getattr(found, field) if found else ""
