"""Each rule is read and changed by who keeps it, with its source, a reason and a history."""

from datetime import date, time

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.rights.may import may
from foundation.rights.table import BY_VERB
from foundation.rulebook import areas, defaults, reading, values
from foundation.rulebook.models import Rule, RuleVersion
from foundation.rulebook.reading import rule_value
from foundation.rulebook.refusals import NotAllowed, Refused
from foundation.rulebook.services import change_rule

pytestmark = pytest.mark.django_db
REPLY = "suggestion.reply_months"
SAMPLES = [  # a rule of every area, and another value for it
    (REPLY, "2"),
    ("editorial.urgent_review_hours", "4"),
    ("messages.quiet_from", "21:30"),
    ("login.lock_failures", "4"),
    ("accounts.emergency_hours", "2"),
]


@pytest.fixture
def keeper(client_for):
    return client_for("congress_staff")


def edited(**changed) -> dict:
    version = {
        "value": "2",
        "roll": "next",
        "amber_percent": "70",
        "amber_days": "",
        "source": "本市办法第九条",
    }
    return version | {"valid_from": "2026-01-01", "reason": "常委会通过新办法", "seen": "1"} | changed


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_a_role_reads_and_changes_what_it_keeps_and_nothing_else(client_for, user_for, role):
    person = user_for(role)
    client = client_for(person)
    mine = areas.verbs_of(person)
    assert mine == [verb for verb in areas.VERBS if role in BY_VERB[verb].holders]
    page = client.get("/rules/")
    assert page.status_code == (200 if mine else 403)
    for key, value in SAMPLES:
        rule = Rule.objects.get(key=key)
        keeps = rule.verb in mine
        assert (f"/rules/{key}/" in page.content.decode()) is keeps
        assert client.get(f"/rules/{key}/").status_code == (200 if keeps else 403)
        if not keeps:
            assert client.post(f"/rules/{key}/", edited(value=value)).status_code == 403
            with pytest.raises(NotAllowed):
                change_rule(key, by=person, reason="试", value=value)
        else:
            assert change_rule(key, by=person, reason="试", value=value).value == value
        assert (rule.versions.count() == 2) is keeps


def test_every_rule_has_a_keeper_a_source_and_a_page(client_for, user_for):
    for verb in areas.VERBS:
        role = next(iter(BY_VERB[verb].holders))
        client = client_for(role)
        for rule in Rule.objects.with_versions().filter(verb=verb):
            now = rule.in_force(date.today())
            assert now.source
            assert not values.fault(now.value, now.unit, rule.options, rule.least, rule.most)
            assert client.get(f"/rules/{rule.key}/").status_code == 200, rule.key
    assert not Rule.objects.exclude(verb__in=areas.VERBS).exists()


def test_the_list_says_what_holds_in_words(keeper, client_for):
    text = keeper.get("/rules/").content.decode()
    for said in ("3 个月", "10 个工作日", "每年 8 月 31 日", "提前 7 日", "不计入满意率的分母", "第五十一条"):
        assert said in text
    assert "夜间不打扰从几点" in client_for("system_admin").get("/rules/").content.decode()


def test_a_change_is_a_new_version_with_who_and_why(keeper):
    answer = keeper.post(f"/rules/{REPLY}/", edited(), follow=True)
    text = answer.content.decode()
    assert "已写成新的一版" in text
    assert rule_value(REPLY) == 2
    old, new = Rule.objects.get(key=REPLY).versions.all()
    assert (old.value, new.amber_days, new.reason) == ("3", None, "常委会通过新办法")
    assert str(new.changed_by) in text
    assert "第 1 版" in text
    trace = AuditRecord.objects.get(verb="rules.change")
    assert (trace.actor, trace.detail["was"], trace.detail["value"]) == (new.changed_by, "3", "2")
    keeper.post(f"/rules/{REPLY}/", edited())  # pressed twice
    assert Rule.objects.get(key=REPLY).versions.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "三"}, "0 到 240 之间的整数"),
        ({"value": "9999"}, "0 到 240 之间的整数"),
        ({"reason": " "}, "请填写为什么改"),
        ({"source": ""}, "请填写依据"),
        ({"valid_until": "2025-01-01"}, "结束早于开始"),
        ({"amber_percent": "300"}, "100"),
        ({"roll": "sideways"}, "sideways"),
        ({"seen": "7"}, "别人刚改过"),
    ],
)
def test_what_can_not_be_is_refused_in_words(keeper, wrong, said):
    assert said in keeper.post(f"/rules/{REPLY}/", edited(**wrong), follow=True).content.decode()
    assert Rule.objects.get(key=REPLY).versions.count() == 1


@pytest.mark.parametrize(
    ("role", "key", "value", "told"),
    [
        ("system_admin", "messages.person_per_day", "0", "1 到 1000"),
        ("system_admin", "messages.quiet_from", "22:75", "22:30 这样的时和分"),
        ("security_admin", "login.lock_failures", "99", "1 到 10"),
        ("security_admin", "login.password_length", "7", "8 到 128"),
        ("chief_editor", "editorial.urgent_review_hours", "0", "1 到 10000"),
        ("congress_staff", "suggestion.silence_policy", "whatever", "列出的值之一"),
        ("congress_staff", "suggestion.unit_report_due", "02-31", "08-31 这样"),
        ("congress_staff", "suggestion.waiver_enabled", "vielleicht", "是或否"),
    ],
)
def test_no_value_outside_its_bounds(user_for, role, key, value, told):
    with pytest.raises(Refused, match=told):
        change_rule(key, by=user_for(role), reason="试", value=value)


def test_plain_values_are_edited_with_the_fields_they_have(keeper, client_for):
    said = {"source": "本市办法", "valid_from": "2026-01-01", "reason": "统计口径", "seen": "1"}
    for key, value in {
        "suggestion.silence_policy": "satisfied",
        "suggestion.waiver_enabled": "true",
        "suggestion.unit_report_due": "09-30",
        "motion.min_sponsors": "15",
    }.items():
        keeper.post(f"/rules/{key}/", said | {"value": value, "roll": "next"})
    client_for("system_admin").post("/rules/messages.quiet_from/", said | {"value": "21:30"})
    assert rule_value("suggestion.silence_policy") == "satisfied"
    assert rule_value("suggestion.waiver_enabled") is True
    assert rule_value("suggestion.unit_report_due") == 930
    assert rule_value("messages.quiet_from") == time(21, 30)
    assert rule_value("motion.min_sponsors") == 15
    assert rule_value("motion.min_sponsors", date(2025, 5, 5)) == 10


def test_a_list_is_ticked(keeper):
    rule = Rule.objects.create(
        key="test.list",
        name="清单",
        part="试验",
        verb="rules.keep",
        options={"a": "甲", "b": "乙", "c": "丙"},
    )
    rule.versions.create(
        number=1, value="a", unit="list", source="试验", reason="试验", valid_from=date(2000, 1, 1)
    )
    page = keeper.post("/rules/test.list/", edited(value=["a", "c"]), follow=True).content.decode()
    assert "甲、丙" in page
    assert rule_value("test.list") == ("a", "c")
    with pytest.raises(Refused, match="列出的值里的几个"):
        change_rule(rule, by=keeper_of(), reason="试", value="a,x")


def keeper_of():
    return RuleVersion.objects.exclude(changed_by=None).latest("pk").changed_by


def test_a_rule_in_force_for_a_time_gives_way_to_the_one_before(keeper):
    keeper.post(f"/rules/{REPLY}/", edited(valid_from="2026-05-01", valid_until="2026-05-31"))
    assert [rule_value(REPLY, date(2026, month, 15)) for month in (4, 5, 6)] == [3, 2, 3]


def test_a_rule_that_opens_doors_asks_again_who_sits_there(client_for, user_for):
    person = user_for("security_admin")
    client = client_for(person)
    session = client.session
    session["_proved_at"] = 0
    session.save()
    answer = client.post("/rules/login.lock_failures/", edited(value="4"))
    assert answer.status_code == 401
    assert rule_value("login.lock_failures") == 5


def test_reading_again_costs_no_query_and_a_change_is_seen_at_once(
    user_for, decided, django_assert_num_queries
):
    reading.forget()
    rule_value(REPLY)
    with django_assert_num_queries(0):
        assert rule_value(REPLY) == 3
    decided(REPLY, 2)
    assert rule_value(REPLY) == 2


def test_what_was_rolled_back_was_never_read(decided):
    with transaction.atomic():
        decided(REPLY, 2)
        assert rule_value(REPLY) == 2
        transaction.set_rollback(True)
    assert rule_value(REPLY) == 3


def test_the_database_itself_refuses_to_change_history():
    for act in (RuleVersion.objects.all().delete, lambda: RuleVersion.objects.update(value="9")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_a_new_default_holds_where_nobody_decided_otherwise(user_for):
    quiet, failures = "messages.quiet_from", "login.lock_failures"
    told = [defaults.Default(quiet, "", "20:00", "time"), defaults.Default(failures, "", "9", "count")]
    change_rule(failures, by=user_for("security_admin"), reason="试", value="4")
    for _ in range(2):
        defaults.renew(apps, told, "随系统升级")
    reading.forget()
    assert (rule_value(quiet), rule_value(failures)) == (time(20, 0), 4)
    assert Rule.objects.get(key=quiet).versions.count() == 2


@given(st.sampled_from(values.Unit.values), st.text(max_size=12) | st.integers(-5, 10**7).map(str))
def test_whatever_is_accepted_can_be_used_and_read(unit, text):
    options = {"a": "甲", "b": "乙"}
    if not values.fault(text, unit, options, None, None):
        assert values.spoken(text, unit, options)
        values.typed(text, unit)


def test_who_may_is_asked_of_the_table_of_rights(user_for):
    assert may(user_for("security_admin"), "audit.rules")
