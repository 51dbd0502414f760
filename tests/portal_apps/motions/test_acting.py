"""Doubled clicks, old screens, files, messages: what all verbs have in common."""

import io
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from PIL import Image

from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.models import Attachment, Contact, Event, NumberSeries, Text

from .house import TEXT, on_paper

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


def test_pictures_are_written_anew_and_other_kinds_refused(house):
    made = io.BytesIO()
    picture, exif = Image.new("RGB", (8, 8)), Image.Exif()
    exif[0x010F] = "相机厂"
    picture.save(made, "JPEG", exif=exif)
    item = do.attach(house.draft(), by=house.lead, file=SimpleUploadedFile("现场.jpg", made.getvalue()))
    kept = Attachment.objects.get(item=item)
    assert not Image.open(kept.file).getexif()
    assert kept.name == "现场.jpg"
    with pytest.raises(ValueError, match="address"):
        assert kept.file.url
    for name, content in (("a.pdf", b"MZ\x90"), ("a.exe", b"MZ\x90"), ("a.jpg", b"\xff\xd8\xff broken")):
        with pytest.raises(Refused):
            do.attach(item, by=house.lead, file=SimpleUploadedFile(name, content))


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


def test_many_are_urged_at_once_and_who_answered_meanwhile_is_left_out(house):
    waiting, answered = house.signed_for(), house.replied()
    done, left = do.urge_all([answered, waiting], by=house.staff, words="请于本周答复")
    assert [one.pk for one in done] == [waiting.pk]
    assert [(one.pk, "不能催办" in why) for one, why in left] == [(answered.pk, True)]


def test_the_governments_office_urges_its_own_units_only(house):
    office = house.person("government_office")
    with pytest.raises(PermissionDenied):
        do.urge(house.handling(), by=office, words="请抓紧")
    item = house.assigned(do.Place(house.transport))
    assert do.urge(item.handlings.get(), by=office, words="请抓紧").urgings.count() == 1
