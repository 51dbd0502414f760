"""The door: a message stands or falls with the act, once per key, and a fault in a text is loud."""

from datetime import UTC, date, datetime
from random import Random
from threading import Thread

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from foundation.notices.models import Delivery, Notice
from foundation.notices.registry import MessageFault, fill, names_in, spoken
from foundation.notices.services import notify, notify_many, worded


@pytest.fixture
def wang(user_for):
    return user_for("deputy", display_name="王芳")


def say(person, **options):
    return notify(person, "test.due", **{"name": "建议第 12 号", "due": date(2026, 12, 1), **options})


def test_a_message_says_what_when_and_leads_to_the_thing(wang, texts, user_for):
    texts(url="/cases/{number}/", sms="您有事项将于{due}到期。")
    case, sender = user_for(display_name="第 12 号"), user_for("congress_staff")
    said = notify(
        wang,
        "test.due",
        case,
        by=sender,
        name="建议\n第 12 号",
        due=datetime(2026, 12, 1, 1, tzinfo=UTC),
        number=12,
    )
    said.refresh_from_db()
    assert (said.title, said.text) == ("建议 第 12 号将于 2026-12-01 09:00 到期", "请办理建议 第 12 号。")
    assert (said.url, said.object_key, said.by) == ("/cases/12/", f"accounts.user:{case.pk}", sender)
    assert said.sms_values == {"due": "2026-12-01 09:00"}
    assert (said.kind_label, said.read_at, said.urgent) == ("待办", None, False)


def test_the_same_key_is_said_once_to_each_person(wang, user_for):
    first = say(wang, key="clock:1:amber")
    assert say(wang, key="clock:1:amber") == first
    assert say(user_for("deputy"), key="clock:1:amber") != first
    assert say(wang, key="clock:1:red") != first
    assert say(wang) != say(wang)
    assert Notice.objects.of(wang).count() == 4


def test_a_message_is_gone_with_the_act_that_was_taken_back(wang):
    with transaction.atomic():
        say(wang)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_that_say_the_same_at_the_same_moment_one_message_stays(wang):
    found = []

    def other():
        found.append(say(get_user_model().objects.get(pk=wang.pk), key="once").pk)
        connection.close()

    threads = [Thread(target=other) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert set(found) == set(Notice.objects.of(wang).values_list("pk", flat=True))
    assert len(set(found)) == 1


def test_many_at_once_are_what_they_would_be_one_by_one(user_for, gateway):
    """Same texts, same copies, same answers: whatever was said before, twice in a batch, or without a key."""
    people = [user_for("deputy", phone=f"1390000000{n}") for n in range(3)]
    people[2].is_active = False
    random = Random(7)
    for _ in range(20):
        asked = [
            (random.randrange(3), random.choice(["", "a", "b", "c"])) for _ in range(random.randrange(9))
        ]
        seen = []
        for say_all in (_one_by_one, notify_many):
            with transaction.atomic():
                notify(people[0], "test.due", key="a", name="x", due="y")
                found = say_all(
                    [worded(people[who], "test.due", key=key, name="x", due="y") for who, key in asked]
                )
                assert [(one.person_id, one.key or "") for one in found] == [
                    (people[who].pk, key) for who, key in asked
                ]
                rows = Notice.objects.values_list("person_id", "key", "title", "url", "digest").order_by(
                    "person_id", "key"
                )
                copies = Delivery.objects.values_list("person_id", "carrier", "state", "notice__key")
                seen.append((list(rows), sorted(map(str, copies)), len({one.pk for one in found})))
                transaction.set_rollback(True)
        assert seen[0] == seen[1]


def _one_by_one(messages):
    return [notify_many([one])[0] for one in messages]


def test_a_thousand_messages_take_a_handful_of_statements(user_for, gateway, django_assert_max_num_queries):
    people = [user_for("deputy", phone=f"1390000000{n}") for n in range(3)]
    said = [worded(people[n % 3], "test.due", key=f"clock:{n}", name="x", due="y") for n in range(1000)]
    with django_assert_max_num_queries(60):
        notify_many(said)
    assert Notice.objects.count() == Delivery.objects.count() == 1000


@pytest.mark.django_db(transaction=True)
def test_batches_that_overlap_at_the_same_moment_say_each_thing_once(wang, user_for):
    other = user_for("deputy")

    def say_all(order):
        for _ in range(3):
            notify_many(
                [
                    worded(person, "test.due", key=f"clock:{n}", name="x", due="y")
                    for n in order
                    for person in (wang, other)
                ]
            )
        connection.close()

    threads = [Thread(target=say_all, args=[order]) for order in (range(20), range(19, -1, -1), range(5, 25))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Notice.objects.of(wang).count() == Notice.objects.of(other).count() == 25


def test_an_unknown_template_and_a_missing_value_are_faults_of_the_program(wang):
    with pytest.raises(MessageFault, match=r"no template 'test\.nothing'"):
        notify(wang, "test.nothing")
    with pytest.raises(MessageFault, match="no value for due"):
        notify(wang, "test.due", name="建议")
    with pytest.raises(MessageFault, match="no value for name"):
        say(wang, name="")
    assert not Notice.objects.exists()


def test_a_missing_value_of_the_sms_is_found_when_the_message_is_written_not_when_it_is_sent(wang, texts):
    texts(sms="请于{day}前办理。")
    with pytest.raises(MessageFault, match="no value for day"):
        say(wang)


@pytest.mark.parametrize("text", ["{name.secret}", "{0}", "{}", "{name", "{name[key]}"])
def test_a_text_with_anything_but_plain_names_is_not_registered(texts, text):
    with pytest.raises(MessageFault):
        texts("test.broken", text=text)


def test_a_template_of_an_unknown_kind_is_not_registered(texts):
    with pytest.raises(MessageFault, match="no kind 'gossip'"):
        texts("test.broken", kind="gossip")


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil"]
)
def test_a_message_never_leads_away_from_the_platform(wang, texts, url):
    texts(url=lambda thing, values: url)
    with pytest.raises(MessageFault, match="not a path of this platform"):
        say(wang)


def test_values_are_words_on_one_line():
    assert spoken(date(2026, 1, 2)) == "2026-01-02"
    assert spoken(" a\n b ") == "a b"
    assert names_in("{b}{a}{b}") == ["b", "a"]
    assert fill("{n} 件", {"n": 0}, of="x") == "0 件"


def test_a_template_without_an_sms_of_its_own_says_only_that_there_is_something(texts):
    assert texts().sms == "您有一条新的待办消息，请登录工作平台查看。"
