"""Ask that a person get a role. Nothing changes until somebody else agrees."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import BY_KEY, clash
from foundation.audit.services import record
from foundation.notices.services import notify

from ..letters import approvers
from ..may import demand
from ..models import Grant
from ..places import kind_of
from ..refusals import Refused
from ..table import place_of_role


def propose_grant(person, role: str, *, by, ground: str, **reach) -> Grant:
    """Write the proposal and tell those who may approve it; `reach`: place, since, until.

    Raises PermissionDenied or Refused.
    """
    demand(by, "accounts.propose_grant")
    return write_proposal(person, role, by=by, ground=ground, **reach)


def write_proposal(
    person,
    role: str,
    *,
    by,
    ground: str,
    place: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Grant:
    """For verbs that asked for a right of their own (an invitation names the role it is for). Raises Refused."""
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        assert_possible(person, role, place=place, until=until, ground=ground, by=by)
        made = _create(
            person=person,
            role=role,
            place=place,
            since=since,
            until=until,
            ground=ground.strip(),
            proposed_by=by,
        )
        key = f"grant:{made.pk}"
        record(actor=by, verb="accounts.propose_grant", object_key=key, obj=made, **told(made))
        for approver in approvers(made):
            notify(approver, "rights.proposed", made, key=f"grant:{made.pk}:proposed", by=by, **said(made))
        return made


def assert_possible(person, role: str, *, place: str, until, ground: str, by) -> None:
    """What holds for every grant, whoever makes it. Raises Refused with the first thing that is wrong."""
    if role not in BY_KEY:
        raise Refused("没有这个角色，请从列表里选。")
    if person.pk == by.pk:
        raise Refused("不能给自己授权，请另一位安全管理员来办。")
    if not person.is_active:
        raise Refused(f"{person}的账号已停用，先启用再授权。")
    if not ground.strip():
        raise Refused("请写明依据，例如任命或分工的文号。")
    if until is not None and until <= timezone.now():
        raise Refused("到期时间已经过了，请改成以后的时间。")
    _assert_place(role, place)
    _assert_apart(person, role)


def _assert_place(role: str, place: str) -> None:
    kind = kind_of(place_of_role(role))
    if kind is None and place:
        raise Refused(f"{BY_KEY[role].name}不分范围，请不要选范围。")
    if kind is not None and not kind.named(place):
        raise Refused(f"请选{BY_KEY[role].name}管的是哪一个。")


def _assert_apart(person, role: str) -> None:
    """Also against what is only proposed: two proposals at once must not end in one person with two offices."""
    waiting = [
        BY_KEY[one].group for one in Grant.objects.open().filter(person=person).values_list("role", flat=True)
    ]
    problem = clash([*person.groups.values_list("name", flat=True), *waiting, BY_KEY[role].group])
    if problem:
        raise Refused(f"{person}：{problem}三员要由三个人担任。")


def _create(**values) -> Grant:
    Grant.objects.ran_out().filter(person=values["person"], role=values["role"]).update(
        state="ended", ended_at=timezone.now(), end_reason="到期"
    )
    try:
        with transaction.atomic():
            return Grant.objects.create(**values)
    except IntegrityError as error:
        raise Refused(f"{values['person']}已经有这一项授权，或者正在等批准。") from error


def told(grant: Grant) -> dict:
    """What the audit log keeps of it."""
    until = grant.until.isoformat() if grant.until else ""
    return {"person": f"user:{grant.person_id}", "role": grant.role, "place": grant.place, "until": until}


def said(grant: Grant) -> dict:
    """What a message says of it."""
    return {"whom": str(grant.person), "role": grant.role_name, "place": grant.place_name}
