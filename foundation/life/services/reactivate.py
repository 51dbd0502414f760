"""Switch a sleeping account on again."""

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Standing
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ._telling import locked, said, tell


@transaction.atomic
def reactivate(person, *, by, reason: str):
    """The roles the person still holds count again; the 90 days begin anew. Raises PermissionDenied or Refused."""
    demand(by, "accounts.keep")
    reason = said(reason, "请写明为什么启用，怎样核对了本人。")
    person = locked(person)
    if person.is_active:
        raise Refused(f"{person}的账号在用，不用启用。")
    if person.standing == Standing.LEFT:
        raise Refused(f"{person}已经离开。再来工作请重新邀请。")
    person.is_active, person.standing, person.awake_since = True, Standing.ACTIVE, timezone.now()
    person.must_change_password = person.has_usable_password()
    person.save()
    tell("accounts.reactivated", person, by=by, note=reason)
    notify(person, "life.reactivated", person, by=by, reason=reason)
    return person
