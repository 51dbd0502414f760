"""A house with two security administrators, a head of the office, staff, and a deputy."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail

from foundation.life.code import code_of
from foundation.life.models import Invitation
from foundation.notices.sending.work import deliver
from foundation.rights.services import approve_grant, propose_grant

GOOD = "旧书店里的3只猫，和一盏灯"


@dataclass
class House:
    feng: Any  # security administrators
    shi: Any
    head: Any  # of the office
    staff: Any  # keeps the deputies
    deputy: Any
    wang: Any  # an editor

    def hold(self, person, role: str, place: str = ""):
        """A role by its proper way: proposed by one, approved by another."""
        made = propose_grant(person, role, by=self.feng, ground="办发〔2026〕3号", place=place)
        return approve_grant(made, by=self.head, decision="同意")


@pytest.fixture
def house(user_for) -> House:
    house = House(
        user_for("security_admin", display_name="冯守正"),
        user_for("security_admin", display_name="石安"),
        user_for("office_head", display_name="秦致远"),
        user_for("congress_staff", display_name="许文澜"),
        user_for("deputy", display_name="方谷雨", phone="13800000042", email="fang@example.org"),
        user_for(display_name="王芳", phone="13800000043", email="wang@example.org"),
    )
    house.hold(house.wang, "editor")
    return house


def code_for(person) -> str:
    """What the person's newest link says."""
    return code_of(Invitation.objects.filter(person=person).latest("id").nonce)


def fresh(user):
    """The same person as the next request would read them."""
    return type(user).objects.get(pk=user.pk)


class _Nobody:
    def step(self, *args) -> None:
        pass


@pytest.fixture
def post(settings, decided):
    """`post()` sends what waits for mail and gives the newest letters, at night too."""
    decided("messages.quiet_from", "00:00")
    decided("messages.quiet_until", "00:00")
    settings.NOTICE_CARRIERS = {"mail": {"BACKEND": "foundation.notices.carriers.mail.Mail"}}

    def send() -> list:
        mail.outbox = []
        deliver({"carrier": "mail"}, _Nobody())
        return mail.outbox

    return send
