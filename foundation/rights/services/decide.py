"""The second person's word on a proposal."""

from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.notices.services import notify

from ..may import demand
from ..models import Grant, State
from ..refusals import Refused
from .effect import settle
from .propose import said, told


def approve_grant(grant: Grant, *, by, decision: str = "") -> Grant:
    """The role takes effect now. Raises PermissionDenied or Refused."""
    return _decide(grant, State.IN_FORCE, by, decision.strip())


def refuse_grant(grant: Grant, *, by, decision: str) -> Grant:
    """The role is not given; the reason is told to who proposed it."""
    if not decision.strip():
        raise Refused("请写明不批准的理由。")
    return _decide(grant, State.REFUSED, by, decision.strip())


@transaction.atomic
def _decide(grant: Grant, state: State, by, decision: str) -> Grant:
    demand(by, "accounts.approve_grant")
    grant = (
        Grant.objects.select_for_update(of=("self",)).select_related("person", "proposed_by").get(pk=grant.pk)
    )
    _assert_open(grant, state, by)
    grant.state, grant.decided_by, grant.decided_at, grant.decision = state, by, timezone.now(), decision
    grant.save()
    settle(grant.person, grant.role)
    verb = "accounts.approve_grant" if state == State.IN_FORCE else "accounts.refuse_grant"
    record(actor=by, verb=verb, object_key=f"grant:{grant.pk}", obj=grant, **told(grant))
    letter = "rights.granted" if state == State.IN_FORCE else "rights.refused"
    for person in {grant.proposed_by, *([grant.person] if state == State.IN_FORCE else [])}:
        notify(
            person,
            letter,
            grant,
            key=f"grant:{grant.pk}:{state}",
            by=by,
            **said(grant),
            decision=decision or "无",
        )
    return grant


def _assert_open(grant: Grant, state: State, by) -> None:
    if grant.state != State.PROPOSED:
        raise Refused(f"这一项已经是“{grant.get_state_display()}”，不用再办。")
    if by.pk == grant.proposed_by_id:
        raise Refused("提出和批准要由两个人来做，请另一位批准。")
    if by.pk == grant.person_id:
        raise Refused("不能批准给自己的授权。")
    if state == State.IN_FORCE and grant.until is not None and grant.until <= timezone.now():
        raise Refused("到期时间已经过了，请不批准这一项，重新提出。")
    if state == State.IN_FORCE and not grant.person.is_active:
        raise Refused(f"{grant.person}的账号已停用，不能批准。")
