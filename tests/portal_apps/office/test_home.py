"""The first page: what waits, what one works on, and the number on the door it is behind."""

from cms.editorial import services
from foundation.notices.models import Notice
from foundation.shelves import Line
from portal_apps.deputies.models import Person
from tests.cms.editorial.conftest import Office


def text(client, address="/") -> str:
    return client.get(address).content.decode()


def test_a_reviewer_finds_the_drafts_that_wait_and_their_number_on_the_door(client_for):
    office = Office()
    page = office.submitted(title="城市绿化条例座谈会")
    client = client_for(office.first_reviewer)
    home = text(client)
    assert "有 1 件事等您办" in home
    assert page.title in home
    assert "<i>1<span" in text(client, "/me/")
    assert page.title not in text(client_for(office.second_reviewer))


def test_an_author_finds_the_own_drafts_and_what_was_sent_back(client_for):
    office = Office()
    office.draft(title="写了一半")
    client = client_for(office.editor)
    assert "写了一半" in text(client)
    assert "现在没有事等您办" in text(client)
    back = office.submitted(title="要改的一篇")
    services.send_back(back, office.first_reviewer, "数字没有出处")
    assert "有 1 件事等您办" in text(client)
    assert "数字没有出处" in text(client)


def test_unread_messages_stand_there_until_they_are_read(client_for, user_for):
    person = user_for("unit_handler")
    notice = Notice.objects.create(
        person=person, template="t", kind="rights", title="请签收第 87 号建议", text="文"
    )
    client = client_for(person)
    assert notice.title in text(client)
    client.get(f"/messages/{notice.pk}/open/")
    assert notice.title not in text(client)


def test_who_was_a_deputy_reads_the_own_file_and_changes_nothing(client_for, user_for):
    person = user_for("former_deputy")
    Person.objects.create(name="柳怀远", account=person)
    client = client_for(person)
    assert 'href="/deputies/mine/"' in text(client)
    mine = text(client, "/deputies/mine/")
    assert "柳怀远" in mine
    assert "修改我的资料" not in mine
    assert client.get("/deputies/mine/edit/").status_code == 403


def test_the_way_of_a_case_is_drawn_up_to_where_it_stands():
    assert Line("第 87 号", "/", track=4, at=3).steps == ["done", "done", "now", "next"]
    assert Line("第 87 号", "/", track=2, at=1, red=True).steps == ["you", "next"]
    assert Line("没有步骤", "/").steps == []
