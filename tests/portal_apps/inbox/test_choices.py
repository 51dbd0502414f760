"""What people choose for themselves."""

import pytest

from foundation.audit.models import AuditRecord
from foundation.notices.models import Preference

MAIL = {"BACKEND": "foundation.notices.carriers.mail.Mail"}


@pytest.fixture
def connected(settings):
    """SMS and mail are connected; nothing is sent."""
    robot = {"BACKEND": "foundation.notices.carriers.wecom.WeComRobot", "OPTIONS": {"key": "unused"}}
    settings.NOTICE_CARRIERS = {"sms": robot, "mail": MAIL}


def test_people_choose_for_themselves_and_it_holds(client_for, user_for, connected):
    wang = user_for("deputy")
    client = client_for(wang)
    answer = client.post("/messages/choices/", {"task.sms": "digest", "task.mail": "off"}, follow=True)
    assert "已保存" in answer.content.decode()
    assert set(Preference.objects.values_list("person", "kind", "carrier", "choice")) == {
        (wang.pk, "task", "sms", "digest"),
        (wang.pk, "task", "mail", "off"),
    }
    assert AuditRecord.objects.get(verb="messages.choose").detail == {"changed": 2}
    client.post("/messages/choices/", {"task.sms": "now"})
    assert Preference.objects.get(carrier="sms").choice == "now"


def test_what_is_compulsory_cannot_be_switched_off_even_by_hand(client_for, connected):
    client = client_for("deputy")
    assert "不能关闭" in client.get("/messages/choices/").content.decode()
    answer = client.post("/messages/choices/", {"deadline.sms": "off", "task.sms": "off"}, follow=True)
    assert "代表法" in answer.content.decode()
    assert not Preference.objects.exists()
    client.post("/messages/choices/", {"task.sms": "shout"})
    assert not Preference.objects.exists()


def test_without_a_carrier_there_is_nothing_to_choose(client_for):
    assert "还没有接通" in client_for("deputy").get("/messages/choices/").content.decode()
