"""What the verbs share: the timeline beside the audit record, a locked person, a reason."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..models import Event


def tell(verb: str, person, *, by, note: str = "", **detail) -> None:
    """One record in the audit log, one line on the person's timeline."""
    Event.objects.create(person=person, verb=verb, by=by, note=note[:300])
    record(actor=by, verb=verb, obj=person, **({"reason": note} if note else {}), **detail)


def locked(person) -> User:
    """The person's row as it is now, held until the transaction ends."""
    return User.objects.select_for_update().get(pk=person.pk)


def locked_two(one, other) -> tuple[User, User]:
    """Both rows, always in the same order, so that two people crosswise do not wait for each other for ever."""
    pks = sorted({one.pk, other.pk})
    rows = {row.pk: row for row in User.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    return rows[one.pk], rows[other.pk]


def said(text: str, missing: str) -> str:
    """The trimmed text. Raises Refused with the sentence where it is empty."""
    if not text.strip():
        raise Refused(missing)
    return text.strip()


def minute(moment) -> str:
    return date_format(localtime(moment), "Y-m-d H:i")
