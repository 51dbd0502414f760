"""Somebody lost phone and recovery codes. One administrator checks who asks; another agrees; then a new link goes out."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.accounts.models import Standing
from foundation.accounts.services.reset import reset_second_factor
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..letters import approvers_of_restore
from ..models import Invitation, Restore
from ._links import make_link, send_link
from ._telling import locked, said, tell

State = Restore.State


@transaction.atomic
def ask_restore(person, *, by, reason: str) -> Restore:
    """Nothing is reset yet. Raises PermissionDenied or Refused."""
    demand(by, "accounts.ask_restore")
    reason = said(reason, "请写明怎样核对了身份，例如当面看了证件。")
    person = locked(person)
    if person.pk == by.pk:
        raise Refused("不能给自己恢复，请另一位安全管理员来办。")
    if not person.is_active or person.standing != Standing.ACTIVE:
        raise Refused(f"{person}的账号不在用（{person.standing_name}）。")
    if not person.phone and not person.email:
        raise Refused(f"{person}没有登记手机号和邮箱，链接没有地方送。请先补登记。")
    try:
        with transaction.atomic():
            made = Restore.objects.create(person=person, reason=reason, asked_by=by)
    except IntegrityError as error:
        raise Refused(f"{person}已经有一项恢复登录在等批准。") from error
    tell("accounts.restore_asked", person, by=by, note=reason)
    for one in approvers_of_restore(made):
        notify(one, "life.restore_asked", made, key=f"restore:{made.pk}", by=by, whom=str(person),
               asker=str(by), reason=reason)  # fmt: skip
    return made


@transaction.atomic
def approve_restore(restore: Restore, *, by, decision: str = "") -> Restore:
    """The second factor and the password go, all sessions end, and a link for new ones is sent."""
    restore = _decide(restore, State.DONE, by, decision.strip())
    person = locked(restore.person)
    if not person.is_active:
        raise Refused(f"{person}的账号已停用，不能恢复。")
    reset_second_factor(person, reason=restore.reason, by=by)
    person.set_unusable_password()  # whoever found the password must not be first to set up a new second step
    person.save(update_fields=["password"])
    link, _ = make_link(person, by=by, purpose=Invitation.Purpose.RESTORE)
    tell("accounts.restored", person, by=by, note=restore.decision, asked_by=f"user:{restore.asked_by_id}")
    send_link(link, by=by)
    return restore


@transaction.atomic
def refuse_restore(restore: Restore, *, by, decision: str) -> Restore:
    """Nothing changes; who asked is told why."""
    decision = said(decision, "请写明不批准的理由。")
    restore = _decide(restore, State.REFUSED, by, decision)
    tell("accounts.restore_refused", restore.person, by=by, note=decision)
    notify(
        restore.asked_by, "life.restore_refused", restore, by=by, whom=str(restore.person), decision=decision
    )
    return restore


def _decide(restore: Restore, state: str, by, decision: str) -> Restore:
    demand(by, "accounts.approve_restore")
    restore = Restore.objects.select_for_update(of=("self",)).select_related("person").get(pk=restore.pk)
    if restore.state != State.ASKED:
        raise Refused(f"这一项已经是“{restore.get_state_display()}”，不用再办。")
    if by.pk in (restore.asked_by_id, restore.person_id):
        raise Refused("提出和批准要由两个人来做，也不能批准自己的。")
    restore.state, restore.decided_by, restore.decided_at = state, by, timezone.now()
    restore.decision = decision
    restore.save()
    return restore
