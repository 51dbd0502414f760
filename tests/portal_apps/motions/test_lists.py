"""The lists of the office: changed with a trace, put back, and never behind the back of what is there."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.books import BOOKS, sample_number
from portal_apps.motions.models import (
    Category,
    GateRule,
    NumberSeries,
    OfficeText,
    ResultClass,
    Revision,
    SessionCutoff,
)
from portal_apps.motions.services.lists.change import change_row, undo

ROOT = "/motions/settings/"


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("第{n}号", "第41号"),
        ("第B({year}){n:03}号", "第B(2026)041号"),
        ("{term}-{session}-{n:4}", "16-3-  41"),
    ],
)
def test_a_pattern_shows_how_numbers_will_look(pattern, number):
    assert sample_number(pattern) == number


@pytest.mark.parametrize(
    "pattern",
    [
        "第号",
        "{n",
        "{n.__class__}",
        "{n!r}",
        "{0}",
        "{}",
        "{other}{n}",
        "{n:>500}",
        "{n}{n}",
        "长" * 40 + "{n}",
    ],
)
def test_a_pattern_that_makes_no_number_is_refused_in_words(pattern):
    with pytest.raises(Refused):
        sample_number(pattern)


def test_a_new_pattern_goes_on_counting_and_gives_no_number_twice(house, client_for):
    first = house.accepted()
    series = NumberSeries.objects.get(kind="suggestion")
    form = {"pattern": "B{n:03}", "restart": series.restart}
    assert client_for(house.staff).post(f"{ROOT}series/{series.pk}/", form).status_code == 302
    second = house.accepted()
    assert (first.number, second.number) == ("第1号", "B002")


def test_every_list_is_opened_by_who_keeps_it_and_by_nobody_else(house, client_for):
    rows = {key: book.model._default_manager.earliest("pk") for key, book in BOOKS.items()}
    for role in ROLES:
        client = client_for(house.person(role.key))
        allowed = role.key == "congress_staff"
        for key, row in rows.items():
            for page in (f"{ROOT}{key}/", f"{ROOT}{key}/{row.pk}/"):
                assert (client.get(page).status_code == 200) is allowed, (role.key, page)
        with_trace = BOOKS["categories"], rows["categories"], {"name": f"类{role.key}"}
        if not allowed:
            with pytest.raises(PermissionDenied):
                change_row(*with_trace, by=house.person(role.key))


def test_a_category_is_added_renamed_moved_and_retired_and_items_keep_theirs(house, client_for):
    client = client_for(house.staff)
    item = house.proposed()
    mine, other = item.category, Category.objects.exclude(pk=item.category_id).first()
    page = f"{ROOT}categories/"
    assert client.post(f"{page}new/", {"name": "道路", "parent": mine.pk, "order": 0}).status_code == 302
    road = Category.objects.get(name="道路")
    client.post(f"{page}{road.pk}/", {"name": "道路桥梁", "parent": other.pk, "order": 1})
    road.refresh_from_db()
    assert (str(road), road.parent) == (f"{other}／道路桥梁", other)
    client.post(f"{page}{mine.pk}/", {"name": mine.name, "order": 0, "closed": "on"})
    item.refresh_from_db()
    assert item.category == mine
    assert client.get(page).status_code == 200
    form = client.get(f"/motions/{item.pk}/act/classify/").context
    assert form is not None


def test_a_category_moves_not_below_itself_and_is_not_closed_over_others(house):
    top = Category.objects.earliest("pk")
    book, staff = BOOKS["categories"], house.staff
    child = change_row(book, None, {"name": "子类", "parent": top, "order": 0, "closed": False}, by=staff)
    with pytest.raises(Refused, match="自己的下级"):
        change_row(book, top, {"parent": child}, by=staff)
    with pytest.raises(Refused, match="下面还有"):
        change_row(book, top, {"closed": True}, by=staff)
    with pytest.raises(Refused, match="已经有"):
        change_row(book, None, {"name": "财贸金融"}, by=staff)


def test_a_rule_of_the_gate_has_words_a_reason_and_a_source(house):
    with pytest.raises(Refused, match="依据"):
        change_row(BOOKS["gate"], GateRule.objects.get(key="case"), {"source": " "}, by=house.staff)


def test_the_last_change_is_put_back_and_an_older_one_only_after_it(house, client_for):
    book, row = BOOKS["gate"], GateRule.objects.get(key="tender")
    was = row.message
    change_row(book, row, {"message": "一"}, by=house.staff)
    change_row(book, row, {"message": "二"}, by=house.staff)
    newest, older = Revision.objects.all()[:2]
    with pytest.raises(Refused, match="后来又改过"):
        undo(older, by=house.staff)
    client_for(house.staff).post(f"{ROOT}undo/{newest.pk}/")
    row.refresh_from_db()
    assert row.message == "一"
    undo(older, by=house.staff)
    row.refresh_from_db()
    assert row.message == was
    assert AuditRecord.objects.filter(verb="motions.gate").count() == 4


def test_what_was_added_is_closed_when_it_is_put_back(house):
    said = {"place": "reply", "title": "新提示", "text": "写清楚", "order": 0, "closed": False}
    row = change_row(BOOKS["texts"], None, said, by=house.staff)
    undo(Revision.objects.latest("pk"), by=house.staff)
    assert OfficeText.objects.get(pk=row.pk).closed


def test_saving_without_a_change_leaves_no_trace(house):
    row = ResultClass.objects.earliest("pk")
    change_row(BOOKS["classes"], row, {"letter": row.letter}, by=house.staff)
    assert not Revision.objects.exists()


def test_the_class_of_a_reply_that_is_out_stays(house):
    reply = house.replied().reply
    change_row(BOOKS["classes"], ResultClass.objects.get(situation="solved"), {"letter": "B"}, by=house.staff)
    reply.refresh_from_db()
    assert reply.result_class == "A"


def test_a_text_of_the_office_stands_beside_the_reply(house, client_for):
    said = {"place": "reply", "title": "本市的要求", "text": "附上预算。", "order": 0, "closed": False}
    change_row(BOOKS["texts"], None, said, by=house.staff)
    handling = house.contacted()
    body = client_for(house.at(house.court)).get(f"/motions/{handling.item_id}/reply/{handling.pk}/")
    assert "附上预算。" in body.content.decode()


def test_the_secretariat_of_a_session_sets_its_cutoff_until_its_rights_end(house, client_for):
    secretariat = house.person("session_secretariat")
    page = f"{ROOT}cutoff/{house.session.pk}/"
    form = {"motions_until": "2026-02-05T12:00", "decision": "主席团第二次会议"}
    client = client_for(secretariat)
    assert client.post(page, {"motions_until": "2026-02-05T12:00"}).status_code == 422
    assert client.post(page, form).status_code == 302
    assert SessionCutoff.objects.get().decision == "主席团第二次会议"
    assert client_for(house.staff).get(page).status_code == 403
    secretariat.grants.update(state="ended")
    assert client_for(secretariat).get(page).status_code == 404
    with pytest.raises(PermissionDenied):
        do.accept(house.submitted(), by=type(secretariat).objects.get(pk=secretariat.pk))
