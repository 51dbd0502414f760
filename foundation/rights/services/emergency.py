"""Break glass: a role at once and for hours, when nobody is there to approve it. Loud on purpose."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import SEPARATED
from foundation.audit.services import record
from foundation.notices.services import notify
from foundation.rulebook.reading import rule_value

from ..letters import administrators
from ..may import demand
from ..models import Grant, State
from ..refusals import Refused
from .effect import settle
from .propose import _create, assert_possible, said, told

HOURS = "accounts.emergency_hours"


def break_glass(person, role: str, *, hours: int, reason: str, by, place: str = "") -> Grant:
    """Give a role without a second person, for so many hours at most as the rule allows; all administrators hear of it.

    Raises PermissionDenied or Refused.
    """
    demand(by, "accounts.break_glass")
    longest = int(rule_value(HOURS))
    if not 1 <= hours <= longest:
        raise Refused(f"应急授权最长 {longest} 小时，请写 1 到 {longest}。")
    if role in SEPARATED:
        raise Refused("三员的角色不能应急授予，请按程序提出和批准。")
    until = timezone.now() + timedelta(hours=hours)
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        assert_possible(person, role, place=place, until=until, ground=reason, by=by)
        made = _create(
            person=person, role=role, place=place, until=until, ground=reason.strip(), proposed_by=by,
            emergency=True, state=State.IN_FORCE, decided_at=timezone.now(),
        )  # fmt: skip
        settle(person, role)
        record(
            actor=by,
            verb="accounts.break_glass",
            object_key=f"grant:{made.pk}",
            obj=made,
            reason=made.ground,
            **told(made),
        )
        for one in {person, *administrators()}:
            notify(one, "rights.emergency", made, key=f"grant:{made.pk}:emergency", urgent=True, by=by,
                   hours=hours, reason=made.ground, **said(made))  # fmt: skip
        return made
