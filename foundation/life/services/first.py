"""The first administrators of an empty installation: nobody is there yet who could invite or approve."""

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.roles import BY_KEY, SEPARATED
from foundation.rights.models import Grant, State
from foundation.rights.refusals import Refused
from foundation.rights.services.effect import settle

from ..models import Invitation
from ._links import make_link
from ._telling import tell
from .invite import Newcomer, make_account

#: With them an office can do everything else by itself: who proposes (security) and who approves (head of the office).
FIRST = ("system_admin", "security_admin", "audit_admin", "office_head")
GROUND = "系统启用时设立（manage.py first_administrators）"


@transaction.atomic
def first_administrators(people: dict[str, Newcomer]) -> list[tuple[str, Invitation, str]]:
    """(role, link, code) for each of FIRST. The codes are shown once, by who calls this; none is sent.

    Raises Refused when there ever was an administrator, or two roles have one person.
    """
    groups = [BY_KEY[role].group for role in SEPARATED]
    held = Grant.objects.filter(role__in=SEPARATED).exists()
    if held or User.objects.filter(is_demo=False, groups__name__in=groups).exists():
        raise Refused("已经有管理员了。以后的管理员由安全管理员邀请，再由第二个人批准授权。")
    if set(people) != set(FIRST):
        raise Refused(f"要有四个人：{'、'.join(BY_KEY[role].name for role in FIRST)}。")
    if len({(one.phone or one.email).strip() for one in people.values()}) < len(FIRST):
        raise Refused("四个角色要由四个人担任，手机号不能相同。")
    return [(role, *_make(role, people[role])) for role in FIRST]


def _make(role: str, newcomer: Newcomer) -> tuple[Invitation, str]:
    person = make_account(newcomer)
    now = timezone.now()
    Grant.objects.create(person=person, role=role, ground=GROUND, state=State.IN_FORCE, decided_at=now)
    settle(person, role)
    tell("accounts.first_administrators", person, by=None, note=BY_KEY[role].name)
    return make_link(person, by=None)
