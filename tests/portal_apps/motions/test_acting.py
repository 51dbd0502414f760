"""Doubled clicks, old screens, files, messages: what all verbs have in common."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import Attachment, Contact, Event, NumberSeries, Text

from .house import TEXT, handed_in, on_paper

pytestmark = pytest.mark.django_db


def test_a_doubled_click_is_answered_as_done_and_happens_once(house):
    item = house.submitted()
    once = do.accept(item, by=house.staff, seen=item.version)
    twice = do.accept(item, by=house.staff, seen=item.version)
    assert (once.number, once.version) == (twice.number, twice.version)
    assert Event.objects.filter(verb="accept").count() == 1


def test_an_act_that_leaves_the_state_is_not_doubled_either(house):
    handling = house.signed_for()
    said = {"form": "phone", "on": handling.received_on, "notes": "电话沟通", "seen": handling.version}
    sponsors = list(handling.item.sponsors.all())
    for _ in range(2):
        do.contact(handling, by=house.person("unit_handler"), sponsors=sponsors, **said)
    assert Contact.objects.count() == 1


def test_the_same_person_saying_something_else_on_an_old_page_is_told_and_nothing_is_lost_unseen(house):
    handling = house.signed_for()
    unit, sponsors = house.person("unit_handler"), list(handling.item.sponsors.all())
    said = {"form": "phone", "on": handling.received_on, "sponsors": sponsors, "seen": handling.version}
    do.contact(handling, by=unit, notes="电话沟通", **said)
    with pytest.raises(Refused, match="您打开这一页以后，您办了“登记联系代表”"):
        do.contact(handling, by=unit, notes="第二次电话", **said)


def test_two_remarks_from_one_page_are_two_and_a_doubled_click_is_one(house):
    item = house.assigned()
    for words in ("什么时候动工？", "什么时候动工？", "工期多长？"):
        do.comment(item, by=house.lead, words=words, seen=item.version)
    assert [one.text for one in item.comments.all()] == ["什么时候动工？", "工期多长？"]


def test_what_others_did_in_between_does_not_make_a_doubled_click_a_second_act(house):
    item = house.assigned()
    old = item.version
    do.object_to_unit(item, by=house.lead, reason="应由交通局办", seen=old)
    do.comment(item, by=house.staff, words="收到")
    do.object_to_unit(item, by=house.lead, reason="应由交通局办", seen=old)
    assert Event.objects.filter(verb="object").count() == 1


def test_on_an_old_screen_one_is_told_who_did_what_meanwhile(house):
    item = house.submitted()
    old = item.version
    do.accept(item, by=house.staff)
    colleague = type(house.staff).objects.create_user("colleague", password=None)
    colleague.groups.set(house.staff.groups.all())
    with pytest.raises(Refused, match=re.escape(f"{house.staff}办了“受理编号”，现在是“已受理”")):
        do.treat_as_letter(item, by=colleague, reason="不是", where="信访局", seen=old)


def test_words_that_changed_must_be_signed_again_and_what_was_filed_stays(house):
    item = house.cosigned(2)
    item = do.edit(item, by=house.lead, text={"proposal": "改为修建天桥，年内完成设计。"})
    assert [one.state for one in item.sponsors.all()] == ["confirmed", "invited"]
    item = do.cosign(item, by=house.deputies(2)[1].person.account)
    item = do.return_for_revision(do.submit(item, by=house.lead), by=house.staff, reason="请补充地点")
    item = do.edit(item, by=house.lead, text={"analysis": "地点在桥西。"})
    filed, revised = Text.objects.filter(item=item)
    assert (filed.number, revised.number) == (1, 2)
    assert filed.filed_at is not None
    assert filed.analysis == TEXT["analysis"]


def test_a_co_sponsor_who_did_not_confirm_is_no_sponsor_and_one_who_stepped_back_reads_no_more(house):
    from portal_apps.motions.reach import readable

    item = house.cosigned(3)
    third = house.deputies(3)[2].person.account
    item = do.step_back(item, by=third)
    item = do.submit(item, by=house.lead)
    assert item.sponsors.confirmed().count() == 2
    assert not readable(third).exists()
    with pytest.raises(PermissionDenied):
        do.cosign(item, by=third)


def test_withdrawing_a_filed_item_needs_everybody_and_ends_the_handling(house):
    from foundation.deadlines.models import Clock

    item = house.assigned(item=house.cosigned(2))
    other = house.deputies(2)[1].person
    with pytest.raises(Refused, match=other.name):
        do.withdraw(item, by=house.lead, reason="问题已解决")
    do.agree_withdrawal(item, by=house.staff, signed=on_paper(other.account))
    item = do.withdraw(item, by=house.lead, reason="问题已解决")
    assert (item.state, item.number) == ("withdrawn", "第1号")
    assert item.handlings.get().state == "cancelled"
    assert not Clock.objects.open().exists()
    assert house.accepted().number == "第2号"


def test_a_paper_original_is_typed_by_staff_for_a_deputy_of_theirs_and_says_so(house):
    mandate = house.deputies(1)[0]
    item = do.write(
        mandate,
        "suggestion",
        by=house.staff,
        title="纸质建议",
        text=dict(TEXT),
        about={"no_secrets": True},
        signed=on_paper(house.lead),
    )
    item = do.submit(item, by=house.staff, signed=on_paper(house.lead))
    event = item.events.last()
    assert (event.by, event.on_behalf) == (house.staff, house.lead)
    assert item.on_paper
    with pytest.raises(PermissionDenied):
        do.write(mandate, "suggestion", by=house.staff, title="冒名")


def test_a_document_of_an_act_is_the_one_that_was_handed_in_for_it_and_nobody_elses(house):
    paper = handed_in(house.lead)
    item = do.attach(house.draft(), by=house.lead, file=paper)
    kept = Attachment.objects.get(item=item)
    assert (kept.name, kept.stored) == ("文件.pdf", paper)
    with pytest.raises(Refused, match="不是您刚上传的"):
        do.attach(item, by=house.lead, file=handed_in(house.staff))
    with pytest.raises(Refused, match="不是您刚上传的"):
        do.attach(house.draft(), by=house.lead, file=paper)


def test_everybody_concerned_is_told_once_and_not_who_did_it(house):
    handling = house.replied()
    told = set(Notice.objects.filter(title__startswith="答复代表").values_list("person", flat=True))
    assert house.lead.pk in told
    assert house.staff.pk in told
    assert house.at(handling.unit).pk not in told
    head = house.at(handling.unit, "unit_head")
    house.judged(handling)
    said = Notice.objects.get(person=head, title__startswith="评价答复")
    assert "满意" not in said.text.replace("不满意", "")


def test_followers_hear_of_it_as_long_as_they_may_read_it(house):
    follower = house.person("government_office")
    item = house.accepted()
    do.follow(item, by=follower)
    do.propose_key(item, by=house.staff, reason="群众关心")
    assert Notice.objects.filter(person=follower).count() == 1
    with pytest.raises(PermissionDenied):
        do.follow(item, by=house.person("editor"))


def test_history_cannot_be_changed(house):
    item = house.draft()
    with pytest.raises(DatabaseError), transaction.atomic():
        item.events.update(reason="别的")


def test_numbers_are_written_as_the_office_wants_and_kept_whatever_becomes_of_the_item(house):
    NumberSeries.objects.filter(kind="suggestion").update(pattern="第B({year}){n:03}号")
    assert house.accepted().number == "第B(2026)001号"


def test_a_deputy_without_a_mandate_in_force_files_nothing(house):
    mandate = house.deputies(1)[0]
    type(mandate).objects.filter(pk=mandate.pk).update(state="suspended")
    with pytest.raises(Refused, match="不在履职期间"):
        house.draft()


def test_the_unit_the_deputy_proposed_is_considered(house):
    item = house.draft(suggested_units=[house.union])
    with pytest.raises(Refused, match="市总工会"):
        house.proposed(item=item)


def test_the_public_reads_no_more_than_the_deputy_wants(house):
    item = house.accepted(open_wish="summary")
    with pytest.raises(Refused, match="只公开摘要"):
        do.publish(item, by=house.staff, publicity="full")
    do.publish(item, by=house.staff, publicity="summary", reason="按代表意愿", summary="大桥人行设施")
    secret = house.accepted(confidential=True)
    with pytest.raises(Refused, match="保密"):
        do.publish(secret, by=house.staff, publicity="summary", reason="x", summary="y")


def test_the_governments_office_urges_its_own_units_only(house):
    office = house.person("government_office")
    with pytest.raises(PermissionDenied):
        do.urge(house.handling(), by=office, words="请抓紧")
    item = house.assigned(do.Place(house.transport))
    assert do.urge(item.handlings.get(), by=office, words="请抓紧").urgings.count() == 1
