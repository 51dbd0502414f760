"""The directory among deputies: one number at a time, counted and traced."""

from datetime import timedelta

from django.db import transaction

from foundation.accounts.guard import attempt
from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused
from foundation.rights.rows import as_house
from foundation.rulebook.reading import number

from ..models import Person, PersonalData

DAY = timedelta(days=1)


@transaction.atomic
def look_up(person: Person, *, by) -> dict[str, str]:
    """What this deputy shares with colleagues: {"phone": …, "email": …}. Raises PermissionDenied, Refused."""
    demand(by, "deputies.directory")
    if not Person.objects.listed().filter(pk=person.pk).exists():
        raise Refused(f"{person}没有公开联系方式，可以请代表工委转达。")
    most = number("deputies.lookups_per_day")
    if not attempt("deputies.look_up", by.pk, limit=most, window=DAY).allowed:
        raise Refused(f"一天最多看 {most} 位代表的联系方式，明天再来，或者请代表工委转达。")
    record(actor=by, verb="deputies.look_up", obj=person)
    with as_house():
        personal = PersonalData.objects.filter(person=person).first() or PersonalData(person=person)
    shared = {"phone": person.shares_phone, "email": person.shares_email}
    return {name: getattr(personal, name) for name, on in shared.items() if on and getattr(personal, name)}
