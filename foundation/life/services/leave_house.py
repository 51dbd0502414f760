"""Somebody leaves for good: nothing of theirs opens a door any more, and nothing they had in hand is left lying."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from foundation.accounts.models import Standing
from foundation.accounts.services.sessions import end_other_sessions
from foundation.rights.may import demand
from foundation.rights.models import Grant
from foundation.rights.refusals import Refused

from ..models import Invitation, Leave
from ..open_work import open_work_of
from ._links import end_links
from ._telling import locked, said, tell
from .idle import only_holder_of
from .leave import end_grants, end_leave


@transaction.atomic
def leave_house(person, *, by, reason: str):
    """Sessions, logins lent to other systems, second factors, links, roles and the login itself end.

    Raises PermissionDenied or Refused: open work is handed over first, and the last administrator of a kind stays
    until there is another.
    """
    demand(by, "accounts.keep")
    reason = said(reason, "请写明依据，例如调离、退休的文号。")
    person = locked(person)
    _assert_possible(person, by)
    for leave in Leave.objects.not_over().filter(person=person) | Leave.objects.not_over().filter(
        stand_in=person
    ):
        end_leave(leave, by=by)
    end_grants(Grant.objects.filter(person=person), by=by, reason=f"离开机关：{reason}"[:300])
    end_links(person, Invitation.Ending.REVOKED)
    Authenticator.objects.filter(user=person).delete()
    end_other_sessions(person, keep=None, by=by, why="left")
    person.groups.clear()
    person.set_unusable_password()
    # the number is a name at the login, and whoever gets it from the operator next must not be taken for this person
    person.is_active, person.standing, person.phone = False, Standing.LEFT, None
    person.save()
    tell("accounts.left", person, by=by, note=reason)
    return person


def _assert_possible(person, by) -> None:
    if person.pk == by.pk:
        raise Refused("不能给自己办离开，请另一位安全管理员来办。")
    if person.standing == Standing.LEFT:
        raise Refused(f"{person}已经离开。")
    if waiting := open_work_of(person):
        what = "，".join(f"{kind.name} {number} 项" for kind, number in waiting)
        raise Refused(f"{person}还有在办事项：{what}。请先移交，再办离开。")
    if role := only_holder_of(person):
        raise Refused(f"{person}是唯一在岗的{role}，先授权给另一个人，再办离开。")
