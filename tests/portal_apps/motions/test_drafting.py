"""Saved as it is typed: one row of history for a sitting, every wording to be had back, signatures never typed away."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditRecord
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.drafting import drop_waiting, restore, save, saves_of
from portal_apps.motions.models import Category, Event, Guide, Item, Saved, Sponsor

from .house import TEXT, handed_in, on_paper

pytestmark = pytest.mark.django_db


def typed(item: Item, by, *, page="甲", seen=None, pressed=False, title="", about=None, **parts) -> Item:
    words = {"title": title or item.title, "text": {**TEXT, **parts}, "about": about or {}}
    known = saves_of(item) if seen is None else seen
    return save(item, by=by, seen=known, words=words, page=page, pressed=pressed)


def edits(item: Item) -> int:
    return Event.objects.filter(item=item, verb="edit").count()


def test_a_sitting_is_one_row_of_history_and_of_the_trace_and_the_words_are_saved_each_time(house, moment):
    item = house.draft()
    for n in range(5):
        item = typed(item, house.lead, analysis=f"第{n}句。")
        assert Item.objects.get(pk=item.pk).text.analysis == f"第{n}句。"
    assert edits(item) == 0  # the draft was begun in this sitting
    moment("2026-05-11 10:00+08:00")
    for n in range(5):
        item = typed(item, house.lead, analysis=f"下午第{n}句。")
    assert edits(item) == 1
    assert AuditRecord.objects.filter(verb="motions.edit").count() == 1


def test_after_another_act_the_next_save_is_a_row_of_its_own(house):
    item = typed(house.draft(), house.lead, analysis="一。")
    item = do.attach(item, by=house.lead, file=handed_in(house.lead))
    assert edits(typed(item, house.lead, analysis="二。")) == 1


def test_every_few_minutes_a_wording_is_kept_that_can_be_had_back_and_that_can_be_undone(house, moment):
    item = house.draft()
    for minute, words in enumerate(("一。", "二。", "三。"), 1):
        moment(f"2026-05-11 09:{minute * 5:02}+08:00")
        item = typed(item, house.lead, analysis=words)
    first = Saved.objects.filter(item=item, analysis="一。").get()
    item = restore(first, by=house.lead)
    assert item.text.analysis == "一。"
    item = restore(Saved.objects.filter(item=item, analysis="三。").get(), by=house.lead)
    assert item.text.analysis == "三。"
    with pytest.raises(PermissionDenied):
        restore(first, by=house.deputies(2)[1].person.account)


def test_saves_of_one_page_within_a_short_while_are_one_wording(house):
    item = house.draft()
    before = Saved.objects.count()
    for n in range(10):
        item = typed(item, house.lead, analysis=f"{n}")
    assert Saved.objects.count() == before + 1
    assert saves_of(item) == 11


def test_two_pages_do_not_write_over_each_other_whoever_was_first(house):
    item = house.draft()
    typed(item, house.lead, page="甲", seen=1, analysis="甲。")
    with pytest.raises(Refused, match="没有盖掉那边的"):
        typed(item, house.lead, page="乙", seen=1, analysis="乙。")
    typed(item, house.lead, page="乙", seen=2, analysis="甲。乙。")
    with pytest.raises(Refused, match="别的页面"):
        typed(item, house.lead, page="甲", seen=2, analysis="甲甲。")


def test_what_was_typed_without_a_network_is_sent_later_unless_somebody_wrote_meanwhile(house):
    item = house.draft()
    typed(item, house.lead, page="手机", seen=1, analysis="地铁上写的。")  # sent when the network came back
    assert item.text.analysis == "地铁上写的。"
    typed(item, house.lead, page="电脑", seen=2, analysis="办公室写的。")
    with pytest.raises(Refused, match="别的页面"):
        typed(item, house.lead, page="手机", seen=2, analysis="晚到的。")
    assert item.text.analysis == "办公室写的。"


def test_words_that_a_colleague_signed_wait_until_the_lead_says_so_and_then_are_signed_again(house):
    item = house.cosigned(2)
    item = typed(item, house.lead, analysis="改了一半")
    co = Sponsor.objects.get(item=item, role="co")
    assert co.state == "confirmed"
    assert item.text.analysis == TEXT["analysis"]
    assert Saved.objects.waiting(item).analysis == "改了一半"
    item = typed(item, house.lead, analysis="改好了。", pressed=True)
    co.refresh_from_db()
    assert co.state == "invited"
    assert item.text.analysis == "改好了。"
    assert Saved.objects.waiting(item) is None


def test_while_colleagues_are_only_asked_saving_goes_on_by_itself(house):
    item = do.invite(house.draft(), by=house.lead, deputies=house.deputies(2)[1:])
    assert typed(item, house.lead, analysis="接着写。").text.analysis == "接着写。"


def test_the_lead_may_stay_with_what_was_signed(house):
    item = typed(house.cosigned(2), house.lead, analysis="改了一半")
    item = drop_waiting(item, by=house.lead)
    assert Saved.objects.waiting(item) is None
    assert Sponsor.objects.get(item=item, role="co").state == "confirmed"


def test_what_is_no_word_of_the_text_changes_at_once_and_takes_no_signature_back(house):
    item = typed(house.cosigned(2), house.lead, about={"contact_note": "下午打电话"})
    assert item.contact_note == "下午打电话"
    assert Sponsor.objects.get(item=item, role="co").state == "confirmed"


def test_filing_with_changed_words_asks_first_and_drops_no_colleague(house, client_for):
    item = house.cosigned(2)
    form = {**TEXT, "title": item.title, "open_wish": "open", "no_secrets": "on", "do": "submit"}
    answer = client_for(house.lead).post(f"/motions/{item.pk}/write/", {**form, "analysis": "换了说法。"})
    assert answer.status_code == 422
    assert "还没有重新确认" in answer.content.decode()
    item.refresh_from_db()
    assert item.state == "cosigning"
    assert Sponsor.objects.get(item=item, role="co").state == "confirmed"


def test_what_was_filed_leaves_no_half_written_words_behind(house):
    item = typed(house.draft(), house.lead, analysis="草。")
    do.submit(item, by=house.lead)
    assert not Saved.objects.filter(item=item).exists()


def test_the_deputy_proposes_a_category_and_the_office_reads_it_when_it_classifies(house, client_for):
    category = Category.objects.earliest("pk")
    item = house.accepted(typed(house.draft(), house.lead, about={"suggested_category": category}))
    form = client_for(house.staff).get(f"/motions/{item.pk}/act/classify/").content.decode()
    assert f'<option value="{category.pk}" selected>' in form
    assert f"代表建议归入“{category}”" in form


def test_the_guide_beside_a_field_is_the_offices_own_text(house, client_for):
    Guide.objects.filter(kind="suggestion", field="situation").update(help="先写地点。", scaffold="地点：")
    body = client_for(house.lead).get("/motions/new/").content.decode()
    assert "先写地点。" in body
    assert 'data-scaffold="地点："' in body


def test_a_paper_original_is_typed_by_staff_under_its_sheet_and_by_nobody_else(house):
    item = do.write(
        house.deputies(1)[0],
        "suggestion",
        by=house.staff,
        title="纸质建议",
        signed=on_paper(house.lead),
    )
    item = typed(item, house.staff, title="纸质建议", about={"no_secrets": True})
    assert item.text.situation == TEXT["situation"]
    with pytest.raises(PermissionDenied):
        typed(item, house.person("committee_staff"), analysis="别人。")
    item = do.submit(item, by=house.staff)
    event = Event.objects.get(item=item, verb="submit")
    assert (event.by, event.on_behalf, event.entry.how) == (house.staff, house.lead, "paper")
