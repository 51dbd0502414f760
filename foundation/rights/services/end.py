"""A role is taken away at once: less right needs no second approval."""

from django.db import transaction
from django.utils import timezone

from foundation.accounts.roles import SEPARATED
from foundation.audit.services import record
from foundation.notices.services import notify

from ..may import demand
from ..models import Grant, State
from ..refusals import Refused
from .effect import settle
from .propose import said, told


@transaction.atomic
def end_grant(grant: Grant, *, by, reason: str) -> Grant:
    """Take a role back, or a proposal. Raises PermissionDenied or Refused."""
    demand(by, "accounts.end_grant")
    if not reason.strip():
        raise Refused("请写明收回的理由。")
    if grant.person_id == by.pk and grant.role in SEPARATED:
        raise Refused("不能收回自己的管理员角色，请另一位安全管理员来办。")
    grant = Grant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant.pk)
    if grant.state not in {State.PROPOSED, State.IN_FORCE}:
        raise Refused(f"这一项已经是“{grant.get_state_display()}”，不用再收回。")
    _end(grant, by, reason.strip())
    return grant


def end_what_ran_out() -> int:
    """Take out of their groups those whose time is over; asked for every minute. Rights ended with the time itself."""
    ended = 0
    for pk in list(Grant.objects.ran_out().values_list("pk", flat=True)):
        with transaction.atomic():
            grant = (
                Grant.objects.ran_out()
                .select_for_update(of=("self",))
                .select_related("person")
                .filter(pk=pk)
                .first()
            )
            if grant is not None:
                _end(grant, None, "到期")
                ended += 1
    return ended


def begin_what_came() -> int:
    """Put into their groups those whose time has come; asked for every minute."""
    begun = 0
    for grant in Grant.objects.in_force().exclude(since=None).select_related("person"):
        if not grant.person.has_role(grant.role):
            with transaction.atomic():
                settle(grant.person, grant.role)
                begun += 1
    return begun


def _end(grant: Grant, by, reason: str) -> None:
    was_in_force = grant.state == State.IN_FORCE
    grant.state, grant.ended_by, grant.ended_at, grant.end_reason = State.ENDED, by, timezone.now(), reason
    grant.save()
    settle(grant.person, grant.role)
    key = f"grant:{grant.pk}"
    record(actor=by, verb="accounts.end_grant", object_key=key, obj=grant, reason=reason, **told(grant))
    if was_in_force:
        notify(
            grant.person,
            "rights.ended",
            grant,
            key=f"grant:{grant.pk}:ended",
            by=by,
            reason=reason,
            **said(grant),
        )
