"""Invite somebody: the account is there, its owner takes it into their own hands by a one-time link."""

import re
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from foundation.accounts.backend import as_phone
from foundation.accounts.models import Standing, User
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from foundation.rights.services import write_proposal

from ..holders import HOLDERS, Holder
from ..models import Invitation
from ._links import Ending, Purpose, end_links, make_link, send_link
from ._telling import locked, said, tell

PHONE = re.compile(r"1[3-9]\d{9}")


@dataclass(frozen=True)
class Newcomer:
    """Who is invited. `role`, with its place and ground, is only proposed: somebody else approves it."""

    name: str
    phone: str = ""
    email: str = ""
    staff_number: str = ""
    role: str = ""
    place: str = ""
    ground: str = ""


def invite(newcomer: Newcomer, *, by, holder: str = "staff") -> Invitation:
    """Make the account and send the link. `holder` is a registered kind (foundation.life.holders).

    Raises PermissionDenied, or Refused with the first thing that is wrong; then there is no account.
    """
    kind = assert_may_invite(by, holder)
    if newcomer.role and kind.roles and newcomer.role not in kind.roles:
        raise Refused(f"邀请{kind.name}时不能提这个角色。")
    with transaction.atomic():
        person = make_account(newcomer)
        invitation, _ = make_link(person, by=by, holder=holder)
        tell("accounts.invited", person, by=by, holder=holder)
        if newcomer.role:
            ground = said(newcomer.ground, "提了角色，就要写依据，例如任命或公告的文号。")
            write_proposal(person, newcomer.role, by=by, ground=ground, place=newcomer.place)
        send_link(invitation, by=by)
    return invitation


def assert_may_invite(by, holder: str) -> Holder:
    """Raises PermissionDenied."""
    kind = HOLDERS[holder]
    if not may(by, kind.verb):
        raise PermissionDenied(f"您不能邀请{kind.name}开通账号。")
    return kind


def make_account(newcomer: Newcomer) -> User:
    """Without a password: nobody can log in before the link was used. Raises Refused."""
    name = said(newcomer.name, "请写姓名。")
    phone, email = as_phone(newcomer.phone.strip()), newcomer.email.strip()
    if phone and not PHONE.fullmatch(phone):
        raise Refused("手机号是 11 位数字，以 1 开头。")
    if not phone and not email:
        raise Refused("手机号和邮箱至少写一个，链接要有地方送。")
    if phone and User.objects.filter(phone=phone).exists():
        raise Refused("这个手机号已经有账号。")
    number = newcomer.staff_number.strip() or None
    if number and User.objects.filter(staff_number=number).exists():
        raise Refused("这个工号已经有账号。")
    person = User(
        username=_free_name(name),
        display_name=name,
        phone=phone or None,
        email=email,
        staff_number=number,
        standing=Standing.INVITED,
        by_invitation=True,
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # two people invite the same person at the same moment
        raise Refused("刚才有人邀请了同一个人，请看一下名单。") from error
    return person


def resend_link(person, *, by) -> Invitation:
    """A new link; the old one is dead at once. Raises PermissionDenied or Refused."""
    with transaction.atomic():
        person = locked(person)
        last = _open_link(person)
        assert_may_invite(by, last.holder)
        made, _ = make_link(person, by=by, purpose=last.purpose, holder=last.holder)
        tell("accounts.link_sent", person, by=by)
        send_link(made, by=by)
    return made


def revoke_link(person, *, by) -> None:
    """Nobody can use it from now on; the account waits for another one. Raises PermissionDenied or Refused."""
    with transaction.atomic():
        person = locked(person)
        assert_may_invite(by, _open_link(person).holder)
        if not end_links(person, Ending.REVOKED):
            raise Refused("没有可以撤回的链接。")
        tell("accounts.link_revoked", person, by=by)


def _open_link(person) -> Invitation:
    """The newest link of somebody who has not activated yet, or is to be restored."""
    last = Invitation.objects.filter(person=person).first()
    waits = last and (person.standing == Standing.INVITED or last.purpose == Purpose.RESTORE)
    if last is None or not waits or last.ending == Ending.USED:
        raise Refused(f"{person}的账号已经激活，不用再发链接。")
    return last


def _free_name(name: str) -> str:
    """王芳, 王芳2: two people of one name are told apart at the login by their phone as well."""
    taken = set(User.objects.filter(username__startswith=name).values_list("username", flat=True))
    names = (f"{name}{number}" if number > 1 else name for number in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken and not PHONE.fullmatch(one))
