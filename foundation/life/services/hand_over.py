"""All open work of one person goes to another, whole or not at all."""

from django.db import transaction

from foundation.accounts.models import Standing
from foundation.notices.services import notify
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..open_work import open_work_of
from ._telling import locked_two, said, tell


@transaction.atomic
def hand_over(person, receiver, *, by, reason: str) -> dict[str, int]:
    """What moved, {name of the kind: how many}. Raises PermissionDenied or Refused; then nothing moved."""
    demand(by, "accounts.keep")
    reason = said(reason, "请写明为什么移交，例如岗位调整。")
    person, receiver = locked_two(person, receiver)
    if person.pk == receiver.pk:
        raise Refused("要移交给另一个人。")
    if not receiver.is_active or receiver.standing != Standing.ACTIVE:
        raise Refused(f"{receiver}的账号不在用（{receiver.standing_name}），不能接手。")
    moved = {kind.name: kind.move(person, receiver, by) for kind, _ in open_work_of(person)}
    if not moved:
        raise Refused(f"{person}没有在办事项。")
    what = "，".join(f"{name} {number} 项" for name, number in moved.items())
    tell("accounts.handed_over", person, by=by, note=f"给{receiver}：{what}。{reason}",
         receiver=f"user:{receiver.pk}", moved=moved)  # fmt: skip
    for one in (person, receiver):
        if one.is_active:
            notify(one, "life.handed_over", person, by=by, whom=str(person), receiver=str(receiver),
                   count=sum(moved.values()), what=what, reason=reason)  # fmt: skip
    return moved
