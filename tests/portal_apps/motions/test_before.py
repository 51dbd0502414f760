"""Who raised this before: what the writer and the office are told, and what nobody is told who may not read it."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from foundation.similar.registry import Collection, Document, collections, register_collection
from foundation.similar.services import changed
from portal_apps.motions import services as do
from portal_apps.motions.before import search
from portal_apps.motions.models import Handling, Item

from .house import TEXT

pytestmark = pytest.mark.django_db
TYPED = {"title": "关于望河大桥引桥增设人行道的建议", "situation": TEXT["situation"]}
ALONE = {"HTTP_X_PART": "before"}
QUERIES = 20  # statements of one answer, however many it finds


@pytest.fixture
def client_of_lead(house, client_for):
    return client_for(house.lead)


def answer(client, **more) -> str:
    got = client.post("/motions/before/", {**TYPED, **more}, **ALONE)
    assert got.status_code == 200
    return got.content.decode()


def test_the_writer_is_told_what_became_of_it_why_it_is_shown_and_where_the_words_are_the_same(
    house, client_of_lead
):
    tracked = house.tracked()
    body = answer(client_of_lead)
    assert tracked.item.number in body
    assert "市中级法院：B 列入工作计划" in body
    assert "代表评价：满意" in body
    assert "承诺：增设人行道" in body
    assert "到期" in body
    assert "相同文字，最长" in body
    assert body.count("<mark>") >= 2
    assert "<dt>您写的</dt>" in body


def test_a_promise_that_was_not_kept_can_be_written_into_the_text(house, moment):
    house.tracked()
    moment("2027-03-01 09:00+08:00")
    found = search(house.lead, TYPED["title"], TYPED["situation"])
    body = render_to_string("motions/before.html", {"found": found, "writing": True})
    assert "逾期" in body
    assert 'data-insert="2026 年' in body


def test_a_draft_of_somebody_else_and_what_was_given_back_show_to_nobody(house, client_for):
    house.draft()
    do.return_for_revision(house.submitted(), by=house.staff, reason="写明哪座桥")
    colleague = client_for(house.deputies(2)[1].person.account)
    assert "没有找到相近的" in answer(colleague)
    assert "没有找到相近的" in answer(client_for(house.staff))


def test_of_what_is_public_as_a_summary_no_word_is_shown_and_of_what_is_public_in_full_no_judgement(
    house, client_for
):
    judged = house.judged()
    colleague = client_for(house.deputies(2)[1].person.account)
    assert "没有找到相近的" in answer(colleague)
    do.publish(judged.item, by=house.staff, publicity="summary", summary="桥上人行道", reason="涉及方案")
    assert "没有找到相近的" in answer(colleague)
    do.publish(judged.item, by=house.staff, publicity="full")
    body = answer(colleague)
    assert judged.item.title in body
    assert "代表评价" not in body
    assert "所提问题已经解决" not in body  # the reply itself is not public yet


def test_news_and_policies_are_a_group_of_their_own(house, client_of_lead):
    page = Document("1", "望河大桥引桥改造开工", TEXT["situation"], "https://x.test/a")
    before = collections.get("pages")
    register_collection(Collection("pages", "新闻、公告与政策", lambda: ["1"], lambda ids: [page]))
    try:
        changed("pages", "1")
        body = answer(client_of_lead)
    finally:
        if before:
            register_collection(before)
        else:
            collections.pop("pages", None)
    assert "有关的新闻、政策" in body
    assert 'href="https://x.test/a"' in body


def test_too_short_a_title_asks_nothing_and_without_scripts_a_page_opens(house, client_of_lead):
    assert "写上标题就可以查" in answer(client_of_lead, title="桥")
    house.accepted()
    page = client_of_lead.post("/motions/before/", TYPED).content.decode()
    assert "<h1>以前谁提过</h1>" in page
    assert "第1号" in page


def test_staff_see_it_beside_the_case_and_go_on_to_the_merge_with_the_number_filled_in(house, client_for):
    first, second = house.accepted(), house.submitted()
    staff = client_for(house.staff)
    assert f"/motions/{second.pk}/before/" in staff.get(f"/motions/{second.pk}/").content.decode()
    body = staff.get(f"/motions/{second.pk}/before/").content.decode()
    assert f"并入{first.number}" in body
    assert f"/motions/{second.pk}/act/merge/?into=" in body
    form = staff.get(f"/motions/{second.pk}/act/merge/", {"into": first.number}).content.decode()
    assert f'value="{first.number}"' in form
    deputy = client_for(house.lead)
    assert f"/motions/{second.pk}/before/" not in deputy.get(f"/motions/{second.pk}/").content.decode()


def test_who_cannot_read_the_words_cannot_ask_what_resembles_them(house, client_for):
    item = house.accepted()
    do.publish(item, by=house.staff, publicity="summary", summary="桥", reason="涉及方案")
    editor = client_for(house.person("editor"))
    assert editor.get(f"/motions/{item.pk}/").status_code == 200
    assert editor.get(f"/motions/{item.pk}/before/").status_code == 404


def test_an_answer_costs_the_same_few_statements_however_much_it_finds(house):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            found = search(house.lead, TYPED["title"], TYPED["situation"])
            assert found.items
        return len(told)

    house.tracked()
    house.lead.roles  # noqa: B018  (read once per request)
    one = cost()
    for _ in range(3):
        house.tracked()
    assert Item.objects.count() == Handling.objects.count() == 4
    assert cost() <= one <= QUERIES
