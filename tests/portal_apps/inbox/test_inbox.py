"""The inbox: only its owner sees it, it counts, it is searched, and it leads to the thing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.accounts.roles import ROLES
from foundation.accounts.sessions.limits import SEEN
from foundation.notices.models import Notice
from foundation.notices.services import forget_old

KEYS = [role.key for role in ROLES]


@pytest.mark.parametrize("role", KEYS)
def test_everybody_has_an_inbox_and_sees_nobody_elses(client_for, user_for, say, role):
    other = say(user_for("deputy"), "别人的事")
    mine = say(person := user_for(role), "自己的事")
    client = client_for(person)
    page = client.get("/messages/").content.decode()
    assert "自己的事" in page
    assert "别人的事" not in page
    assert client.get(f"/messages/{other.pk}/open/").status_code == 404
    client.post("/messages/mark/", {"do": "read", "id": other.pk})
    client.post("/messages/mark/", {"do": "all", "up_to": other.pk + 99})
    read = dict(Notice.objects.values_list("pk", "read_at"))
    assert read[other.pk] is None
    assert read[mine.pk] is not None


def test_a_superuser_sees_only_what_is_his(client_for, user_for, say):
    other = say(user_for("deputy"), "别人的事")
    client = client_for(user_for(is_superuser=True))
    assert "别人的事" not in client.get("/messages/").content.decode()
    assert client.get(f"/messages/{other.pk}/open/").status_code == 404


def test_strangers_are_led_to_the_login(client, db):
    for address in (
        "/messages/",
        "/messages/unread/",
        "/messages/1/open/",
        "/messages/choices/",
        "/messages/outbox/",
    ):
        assert client.get(address)["Location"].startswith("/accounts/login/")


def test_opening_marks_read_and_leads_to_the_thing(client_for, user_for, say):
    wang = user_for("deputy")
    notice, client = say(wang), client_for(wang)
    assert client.get("/messages/unread/").json() == {"unread": "1", "newest": notice.pk}
    assert client.get(f"/messages/{notice.pk}/open/")["Location"] == "/me/"
    assert client.get("/messages/unread/").json()["unread"] == "0"
    client.post("/messages/mark/", {"do": "unread", "id": notice.pk})
    assert 'data-unread="1"' in client.get("/").content.decode()


def test_the_list_is_narrowed_by_kind_word_and_being_unread_and_stays_so(client_for, user_for, say):
    wang = user_for("deputy")
    task, general = say(wang, "停车建议"), say(wang, "会议安排", kind="general")
    client = client_for(wang)

    def found(query):
        return {notice.pk for notice in client.get(f"/messages/?{query}").context["page"]}

    assert found("kind=task") == {task.pk}
    assert found("q=会议") == {general.pk}
    assert found("kind=nothing&only=maybe") == {task.pk, general.pk}
    back = client.post("/messages/mark/", {"do": "read", "id": task.pk, "q": "停车", "kind": "task"})
    assert back["Location"] == "/messages/?kind=task&q=%E5%81%9C%E8%BD%A6"
    assert found("only=unread") == {general.pk}
    assert "没有符合条件" in client.get("/messages/?q=没有这回事").content.decode()


def test_all_read_takes_one_kind_and_spares_what_came_later(client_for, user_for, say):
    wang = user_for("deputy")
    task, general = say(wang), say(wang, kind="general")
    client = client_for(wang)
    client.post("/messages/mark/", {"do": "all", "up_to": general.pk, "kind": "task"})
    later = say(wang)
    client.post("/messages/mark/", {"do": "all", "up_to": general.pk})
    assert set(Notice.objects.unread().values_list("pk", flat=True)) == {later.pk}
    assert Notice.objects.get(pk=task.pk).read_at


def test_an_inbox_of_many_pages_asks_few_questions(client_for, user_for, say, django_assert_max_num_queries):
    wang = user_for("deputy")
    for number in range(65):
        say(wang, f"第 {number} 件")
    client = client_for(wang)
    with django_assert_max_num_queries(12):
        page = client.get("/messages/?page=3")
    assert "第 3 页，共 3 页" in page.content.decode()


def test_an_empty_inbox_says_what_will_be_there(client_for):
    assert "还没有消息" in client_for("deputy").get("/messages/").content.decode()


def test_a_cleared_message_says_so_and_leads_nowhere(client_for, user_for, say):
    wang = user_for("deputy")
    notice = say(wang)
    Notice.objects.update(created_at=timezone.now() - timedelta(days=366))
    assert forget_old() == 1
    page = client_for(wang).get("/messages/").content.decode()
    assert "内容已按期清除" in page
    assert f"/messages/{notice.pk}/open/" not in page


def test_a_bell_that_asks_by_itself_keeps_no_session_alive(client_for, moment, time_machine):
    moment("2026-11-23 09:00+08:00")
    client = client_for("deputy")
    client.get("/messages/")
    seen = client.session[SEEN]
    for _ in range(10):
        time_machine.shift(120)
        client.get("/messages/unread/")
    assert client.session[SEEN] == seen
    time_machine.shift(1200)
    assert client.get("/messages/unread/").status_code == 302


def test_only_posts_change_what_is_marked(client_for, user_for, say):
    wang = user_for("deputy")
    notice, client = say(wang), client_for(wang)
    assert client.get(f"/messages/mark/?do=read&id={notice.pk}").status_code == 405
    assert client.post("/messages/").status_code == 405
    assert Notice.objects.unread().count() == 1


def test_the_bell_stands_in_the_cms_too(client_for, user_for, say):
    from cms.editorial.permissions import grant_role_permissions

    grant_role_permissions()
    editor = user_for("editor")
    say(editor)
    page = client_for(editor).get("/admin/", follow=True).content.decode()
    assert "/messages/unread/" in page
    assert "inbox/live.js" in page
