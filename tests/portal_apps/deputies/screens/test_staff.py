"""The screens as people use them: forms, refusals above the form, masks, papers, what a role is shown."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation.accounts.proof import PROVED
from foundation.audit.models import AuditRecord
from portal_apps.deputies.models import (
    Absence,
    Alert,
    Area,
    Body,
    LiaisonPerson,
    Mandate,
    MandateChange,
    Membership,
    Person,
    PublicOffice,
    Session,
    Tag,
    Term,
)
from portal_apps.deputies.services import change_mandate
from portal_apps.deputies.states import State

from ..papers import paper, pdf
from .asking import ROOT, text

PAPER = {
    "decided_on": "2026-03-01",
    "deciding_body": "示例市人大常委会",
    "document_number": "示人常〔2026〕3 号",
    "announcement": "示人常公告〔2026〕1 号",
}


def test_the_roll_is_searched_and_filtered(city, staff, held):
    city.deputy("石白露", State.SUSPENDED, delegation=city.delegations[1])
    assert "共 2 人" in text(staff.get(ROOT))
    for query, name in (
        ({"text": "白露"}, "石白露"),
        ({"state": "suspended"}, "石白露"),
        ({"delegation": city.delegations[0].pk}, "方谷雨"),
        ({"text": "望河区医院", "term": city.term.pk}, "方谷雨"),
    ):
        shown = text(staff.get(ROOT, query))
        assert "共 1 人" in shown
        assert name in shown
    assert "少选一个条件" in text(staff.get(ROOT, {"text": "没有这个人"}))


def test_a_long_roll_is_paged_and_asks_no_more_of_the_database(city, staff, django_assert_max_num_queries):
    for number in range(60):
        city.deputy(f"代表{number:02}")
    with django_assert_max_num_queries(30):
        shown = text(staff.get(ROOT))
    assert "第 1 页，共 2 页" in shown
    assert "代表59" in text(staff.get(ROOT, {"page": 2}))


def test_a_person_is_registered_and_then_a_mandate_is_asked_for(city, staff):
    typed = {"name": "方谷雨", "sex": "2", "nationality": "03", "phone": "13800000042"}
    wrong = staff.post(f"{ROOT}new/", typed | {"id_number": "110105194912310021"})
    assert wrong.status_code == 422
    assert "最后一位" in text(wrong)
    made = staff.post(f"{ROOT}new/", typed | {"id_number": "11010519491231002x"})
    person = Person.objects.get()
    assert made["Location"] == f"{ROOT}{person.pk}/mandates/new/"
    answer = staff.post(
        made["Location"],
        {"how": "elect", "term": city.term.pk, "source": "general", "electing_unit": city.unit.pk} | PAPER,
    )
    assert answer["Location"] == f"{ROOT}{person.pk}/"
    assert person.mandates.get().state == State.ELECTED


def test_a_file_shows_masks_and_never_a_number(staff, held):
    shown = text(staff.get(f"{ROOT}{held.person_id}/"))
    assert "138****0042" in shown
    assert "13800000042" not in shown
    edited = text(staff.get(f"{ROOT}{held.person_id}/edit/"))
    assert "13800000042" not in edited


def test_an_empty_sealed_field_stays_and_a_minus_takes_it_out(staff, held):
    staff.post(f"{ROOT}{held.person_id}/edit/", {"name": "方谷雨", "employer": "望河区医院"})
    held.person.personal.refresh_from_db()
    assert held.person.personal.phone == "13800000042"
    staff.post(f"{ROOT}{held.person_id}/edit/", {"name": "方谷雨", "employer": "望河区医院", "phone": "-"})
    held.person.personal.refresh_from_db()
    assert held.person.personal.phone == ""


def test_one_field_is_opened_with_a_reason_and_leaves_one_record(staff, held):
    address = f"{ROOT}{held.person_id}/open/"
    assert staff.post(address, {"field": "phone"}).status_code == 422
    shown = staff.post(address, {"field": "phone", "reason": "通知开会"})
    assert "13800000042" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert AuditRecord.objects.filter(verb="deputies.reveal").count() == 1


def test_a_step_is_done_with_its_paper_and_the_paper_is_private(staff, held, client_for):
    address = f"{ROOT}mandates/{held.pk}/suspend/"
    assert "第六十一条" in text(staff.get(address))
    without = staff.post(address, {"ground": "custody"} | PAPER)
    assert without.status_code == 422
    done = staff.post(address, {"ground": "custody", "document": pdf("决定.pdf")} | PAPER)
    assert done["Location"] == f"{ROOT}{held.person_id}/"
    row = MandateChange.objects.get()
    paper_at = f"{ROOT}changes/{row.pk}/document/"
    assert b"".join(staff.get(paper_at).streaming_content).startswith(b"%PDF")
    assert b"".join(client_for(held.person.account).get(paper_at).streaming_content).startswith(b"%PDF")
    for role in ("editor", "committee_staff", "deputy"):
        assert client_for(role).get(paper_at).status_code == 403
    assert AuditRecord.objects.filter(verb="deputies.read_document").count() == 2
    assert staff.post(address, {"ground": "custody", "document": pdf()} | PAPER).status_code == 422


def test_dangerous_steps_ask_who_sits_there_before_the_form_is_filled_in(staff, held):
    def an_hour_passes() -> None:
        session = staff.session
        session[PROVED] = 0
        session.save()

    an_hour_passes()
    address = f"{ROOT}mandates/{held.pk}/suspend/"
    question = staff.get(address)
    assert question.status_code == 401
    assert "先确认是您本人" in text(question)
    answered = staff.post(address, {"_proof_asked": "1", "_proof_password": "correct horse 4 battery"})
    assert answered["Location"] == address
    assert "法定事由" in text(staff.get(address))
    an_hour_passes()
    assert staff.get(f"{ROOT}mandates/{held.pk}/move/").status_code == 200


def test_a_move_a_correction_and_steps_that_do_not_exist(city, staff, held):
    staff.post(
        f"{ROOT}mandates/{held.pk}/move/",
        {
            "ground": "moved_within",
            "decided_on": "2026-03-01",
            "delegation": city.delegations[1].pk,
            "employer": "青坞区医院",
        },
    )
    held = Mandate.objects.select_related("person").get(pk=held.pk)
    assert (held.delegation, held.person.employer) == (city.delegations[1], "青坞区医院")
    row = MandateChange.objects.get()
    staff.post(f"{ROOT}changes/{row.pk}/correct/", PAPER | {"note": "日期写错", "decided_on": "2026-02-27"})
    assert "已更正：2026-02-27" in text(staff.get(f"{ROOT}{held.person_id}/"))
    for verb in ("elect", "correct", "fly"):
        assert staff.get(f"{ROOT}mandates/{held.pk}/{verb}/").status_code == 404


def test_posts_offices_absences_and_alerts_are_kept_on_the_file(city, staff, held):
    person = f"{ROOT}{held.person_id}/"
    where = f"{city.delegations[0].pk}:leader"
    staff.post(f"{person}posts/new/", {"where": where, "since": "2026-01-01", "ground": "全团推选"})
    staff.post(
        f"{person}offices/new/", {"branch": "executive", "title": "区卫健局局长", "since": "2026-01-01"}
    )
    for session in city.sessions[:2]:
        staff.post(f"{ROOT}mandates/{held.pk}/absences/new/", {"session": session.pk, "ground": "出席报告"})
    shown = text(staff.get(person))
    for said in ("望河代表团团长", "区卫健局局长", "未经批准", "已经 2 次", "写核实结果"):
        assert said in shown
    alert = Alert.objects.get()
    assert alert.text in text(staff.get(ROOT))
    staff.post(f"{ROOT}alerts/{alert.pk}/", {"outcome": "第二次是住院，补办请假"})
    staff.post(f"{ROOT}absences/{Absence.objects.first().pk}/withdraw/", {"reason": "补了假条"})
    staff.post(f"{ROOT}posts/{Membership.objects.get().pk}/end/", {"until": "2026-02-01", "ground": "改选"})
    staff.post(f"{ROOT}offices/{PublicOffice.objects.get().pk}/end/", {"until": "2026-02-01"})
    assert not Alert.objects.open().exists()
    assert not Membership.objects.open().exists()
    assert not PublicOffice.objects.open().exists()
    assert Absence.objects.exclude(withdrawn="").count() == 1


def test_the_organisation_is_made_changed_and_ended(city, staff, client_for):
    home = f"{ROOT}organisation/"
    staff.post(f"{home}areas/new/", {"name": "云岭县", "level": "county", "parent": city.city.pk})
    staff.post(f"{home}terms/new/", {"area": city.city.pk, "number": 17})
    staff.post(f"{home}sessions/new/", {"term": Term.objects.get(number=17).pk, "number": 1})
    assert Area.objects.filter(name="云岭县").exists()
    assert Session.objects.filter(term__number=17).exists()
    refused = staff.post(f"{home}bodies/handling_unit/new/", {"name": "市政府办公厅"})
    assert refused.status_code == 422
    staff.post(f"{home}bodies/handling_unit/new/", {"name": "市政府办公厅", "organ": "government"})
    office = Body.objects.get(kind="handling_unit")
    body = f"{home}body/{office.pk}/"
    staff.post(f"{body}liaison/", {"name": "梁秋实", "office_phone": "0000-1"})
    assert "梁秋实" in text(staff.get(body))
    staff.post(f"{home}liaison/{LiaisonPerson.objects.get().pk}/end/", {"until": "2026-01-01"})
    staff.post(f"{body}edit/", {"name": "市人民政府办公厅", "organ": "government"})
    staff.post(f"{body}end/", {"until": "2026-01-01"})
    assert "市人民政府办公厅" not in text(staff.get(f"{home}bodies/handling_unit/"))
    assert "市人民政府办公厅" in text(staff.get(f"{home}bodies/handling_unit/", {"ended": "on"}))
    reader = client_for("committee_staff")
    assert reader.get(home).status_code == 200
    assert reader.get(f"{home}terms/new/").status_code == 403
    for address in (f"{home}bodies/castle/", f"{home}castles/new/"):
        assert staff.get(address).status_code == 404


def test_a_chart_has_a_bar_for_each_mandate_and_words_for_those_who_do_not_see_it(city, staff, held):
    old = Term.objects.create(area=city.city, number=15, since=date(2018, 1, 1), until=date(2023, 1, 9))
    Mandate.objects.create(person=held.person, term=old, state=State.CONFIRMED, starts_on=date(2018, 1, 1))
    shown = text(staff.get(f"{ROOT}{held.person_id}/"))
    assert shown.count('class="bar ') == 2
    assert "市十五届 2018-01-01 至 2023-01-09，已届满" in shown


def test_what_may_not_be_done_now_has_no_button(staff, user, held):
    change_mandate(held, "propose", by=user, ground="died", facts=paper())
    shown = text(staff.get(f"{ROOT}{held.person_id}/"))
    assert "公告资格终止" in shown
    assert "撤回终止报告" in shown
    assert ">报告资格终止</a>" not in shown


def test_a_photo_is_made_small_and_clean_and_shown_to_those_who_read_the_file(staff, held, client_for):
    made = io.BytesIO()
    Image.new("RGB", (1200, 1600), "gray").save(made, "PNG")
    address = f"{ROOT}{held.person_id}/"
    typed = {"name": "方谷雨", "employer": "望河区医院"}
    staff.post(f"{address}edit/", typed | {"photo": SimpleUploadedFile("我.png", made.getvalue())})
    kept = Image.open(io.BytesIO(b"".join(staff.get(f"{address}photo/").streaming_content)))
    assert (kept.format, kept.size) == ("JPEG", (480, 640))
    assert client_for("editor").get(f"{address}photo/").status_code == 403
    wrong = staff.post(f"{address}edit/", typed | {"photo": SimpleUploadedFile("我.png", b"no picture")})
    assert "照片读不出来" in text(wrong)


def test_certificate_tags_and_station_are_put_right_without_a_decision(city, staff, held):
    station = Body.objects.create(kind="liaison_station", name="永宁站")
    women = Tag.objects.get(name="妇女")
    staff.post(
        f"{ROOT}mandates/{held.pk}/details/",
        {"certificate_number": "16-217", "station": station.pk, "tags": [women.pk]},
    )
    held = Mandate.objects.get(pk=held.pk)
    assert (held.certificate_number, held.station, list(held.tags.all())) == ("16-217", station, [women])
    assert "共 1 人" in text(staff.get(ROOT, {"text": "16-217"}))
    assert not MandateChange.objects.exists()


def test_what_was_decided_in_time_is_recorded_late_and_what_came_after_the_term_is_refused(city, staff, held):
    city.term.until = date(2026, 3, 31)
    city.term.save()
    shown = text(staff.get(f"{ROOT}{held.person_id}/"))
    assert "已届满" in shown
    assert "补记任期内的变更" in shown
    address = f"{ROOT}mandates/{held.pk}/suspend/"
    late = PAPER | {"ground": "custody", "decided_on": "2026-04-01", "document": pdf()}
    assert "任期到 2026-03-31 为止" in text(staff.post(address, late))
    assert staff.post(address, late | {"decided_on": "2026-03-31", "document": pdf()}).status_code == 302


def test_an_account_is_tied_on_the_file(city, staff, user_for):
    person = city.deputy("石白露").person
    account = user_for("deputy", display_name="石白露")
    assert "连上账号" in text(staff.get(f"{ROOT}{person.pk}/"))
    staff.post(f"{ROOT}{person.pk}/account/", {"account": account.pk})
    assert "账号：石白露" in text(staff.get(f"{ROOT}{person.pk}/"))
