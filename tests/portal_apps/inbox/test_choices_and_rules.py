"""What people choose for themselves, and what the house decides."""

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.notices.models import MessageRule, Preference, rule

MAIL = {"BACKEND": "foundation.notices.carriers.mail.Mail"}
KEYS = [role.key for role in ROLES]


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


@pytest.mark.parametrize("role", KEYS)
def test_only_the_system_administrator_changes_the_limits(client_for, role):
    client = client_for(role)
    allowed = role == "system_admin"
    assert client.get("/messages/rules/").status_code == (200 if allowed else 403)
    client.post("/messages/rules/", {"key": "person_per_day", "value": "5", "source": "办公厅通知"})
    assert rule("person_per_day") == (5 if allowed else 10)


def test_a_change_is_a_new_row_with_its_source_and_a_trace(client_for):
    client = client_for("system_admin")
    for value in ("5", "6"):
        client.post(
            "/messages/rules/", {"key": "person_per_day", "value": value, "source": f"通知第 {value} 号"}
        )
    assert list(MessageRule.objects.order_by("id").values_list("value", "source")) == [
        (5, "通知第 5 号"),
        (6, "通知第 6 号"),
    ]
    assert rule("person_per_day") == 6
    page = client.get("/messages/rules/").content.decode()
    assert "以前的值" in page
    details = [trace.detail for trace in AuditRecord.objects.filter(verb="messages.change_rule")]
    assert details == [{"was": 10, "value": 5}, {"was": 5, "value": 6}]


@pytest.mark.parametrize(
    ("key", "value", "source", "told"),
    [
        ("person_per_day", "0", "通知", "1 到 1000"),
        ("person_per_day", "很多", "通知", "整数"),
        ("person_per_day", "5", " ", "依据"),
        ("quiet_from", "2275", "通知", "时分"),
        ("nothing", "1", "通知", "没有这条规则"),
    ],
)
def test_a_wrong_number_or_no_source_changes_nothing(client_for, key, value, source, told):
    answer = client_for("system_admin").post(
        "/messages/rules/", {"key": key, "value": value, "source": source}, follow=True
    )
    assert told in answer.content.decode()
    assert not MessageRule.objects.exists()
