"""The recognition tests of the trade, at the level of the verbs: short stories with exact days."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditRecord
from foundation.deadlines.models import ClockEvent
from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.clocks import open_clock
from portal_apps.motions.models import Delivery, Evaluation, Event, Handling, Item, Redo

from .house import LETTER, on_paper

pytestmark = pytest.mark.django_db


def test_ten_deputies_file_a_motion_and_the_presidium_converts_it_into_a_numbered_suggestion(house):
    motion = house.registered()
    presidium = house.person("council_member")
    motion = do.convert(motion, by=presidium, decision="主席团第 3 号", decided_on=date(2026, 5, 11))
    suggestion = motion.converted_to.suggestion
    assert (motion.state, suggestion.state) == ("converted", "accepted")
    assert (motion.number, suggestion.number) == ("第1号", "第1号")  # each of its own series
    assert suggestion.text.parts()[0][1] == motion.text.parts()[0][1]
    signed = [list(one.sponsors.values_list("mandate", "role", "state")) for one in (motion, suggestion)]
    assert len(signed[0]) == 10
    assert signed[0] == signed[1]
    assert Item.objects.suggestions().filter(converted_from__isnull=False).count() == 1  # 议案转建议
    assert [event.verb for event in suggestion.events.all()] == ["receive_converted"]
    assert house.handling(do_assign(house, suggestion)).state == "assigned"


def do_assign(house, item):
    item = do.propose_units(item, by=house.staff, units=[do.Place(house.court)])
    return do.assign(item, by=house.staff)


def test_a_unit_refuses_on_the_tenth_working_day_before_a_working_sunday_and_not_on_the_eleventh(
    house, moment
):
    """交办 on 8 September 2026; 20 September is a Sunday that is worked, so the tenth working day is the 21st."""
    moment("2026-09-08 09:00+08:00")
    handling, late = house.handling(), house.handling()
    assert open_clock(handling, "return").due_on == date(2026, 9, 21)
    moment("2026-09-21 17:59+08:00")
    handling = do.request_return(handling, by=house.person("unit_handler"), grounds="不是我院职责")
    assert handling.state == "return_requested"

    moment("2026-09-22 08:00+08:00")
    with pytest.raises(Refused, match="2026-09-21"):
        do.request_return(late, by=house.person("unit_handler"), grounds="不是我院职责")
    late.refresh_from_db()
    assert late.state == "assigned"
    with pytest.raises(PermissionDenied):
        do.admit_late_return(late, by=house.person("unit_handler"), grounds="不是", override="来晚了")
    late = do.admit_late_return(late, by=house.staff, grounds="确实不是", override="交办会后才收到纸质件")
    assert late.state == "return_requested"
    event = late.events.last()
    assert (event.verb, event.detail["override"]) == ("admit_late_return", "交办会后才收到纸质件")
    assert ClockEvent.objects.filter(verb="overridden", reason="交办会后才收到纸质件").count() == 1
    assert AuditRecord.objects.filter(verb="motions.admit_late_return").count() == 1


def test_three_months_from_the_thirtieth_of_november_end_in_february_and_never_on_a_holiday(house, moment):
    moment("2025-11-28 09:00+08:00")
    assert open_clock(house.handling(), "reply").due_on == date(2026, 2, 28)  # a Saturday that is worked
    moment("2025-11-17 09:00+08:00")
    assert open_clock(house.handling(), "reply").due_on == date(2026, 2, 24)  # the 17th is Spring Festival


def test_two_sponsors_are_answered_one_evaluates_and_the_second_no_opens_an_assessment(house, moment):
    item = house.assigned(item=house.cosigned(2))
    handling = house.replied(house.drafted(house.contacted(house.handling(item))))
    assert Delivery.objects.filter(reply__handling=handling).count() == 2
    other = house.deputies(2)[1].person.account
    with pytest.raises(PermissionDenied, match="领衔代表"):
        house_no(handling, by=other, reasons="不行")
    with pytest.raises(Refused, match="理由"):
        house_no(handling, by=house.lead)
    handling = house_no(handling, by=house.lead, reasons="没有时间表")
    assert handling.state == "redo"
    assert open_clock(handling, "redo").due_on == date(2026, 6, 11)

    moment("2026-05-20 09:00+08:00")
    handling = house.replied(house.drafted(handling))
    assert handling.reply.round == 2
    handling = house_no(handling, by=house.lead, reasons="仍然没有时间表")
    assert handling.state == "assessment"
    assert Redo.objects.count() == 1
    assert Delivery.objects.count() == 4
    with pytest.raises(Refused):
        house.drafted(handling)
    handling = do.assess(
        handling, by=house.staff, on=date(2026, 5, 11), participants="专家三人", opinion="应当定时间"
    )
    handling = do.dispose(handling, by=house.person("unit_handler"), disposal="定于明年六月")
    assert handling.state == "done"
    assert do.close(handling.item, by=house.staff).state == "closed"


def house_no(handling, *, by, **said):
    return do.evaluate(handling, by=by, attitude="satisfied", grade="dissatisfied", **said)


def test_government_items_pass_the_office_both_ways_and_the_first_day_is_kept(house, moment):
    office, staff = house.person("government_office"), house.staff
    handling = house.handling(house.assigned(do.Place(house.transport)), house.transport)
    assert handling.state == "at_office"
    assert open_clock(handling, "reply").due_on == date(2026, 8, 11)
    assert open_clock(handling, "return") is None
    moment("2026-05-13 09:00+08:00")
    handling = do.dispatch(handling, by=office)
    assert open_clock(handling, "return").due_on == date(2026, 5, 27)
    handling = do.request_return(handling, by=house.at(house.transport), grounds="应由市财政局办")
    with pytest.raises(Refused, match="转报"):
        do.grant_return(handling, by=staff, decision="同意")
    handling = do.pass_return(handling, by=office, opinion="情况属实")
    handling = do.grant_return(handling, by=staff, decision="同意")
    moment("2026-05-20 09:00+08:00")
    handling = do.reassign(handling, by=staff, unit=house.finance, reason="属财政职责")
    clock = open_clock(handling, "reply")
    assert (handling.state, handling.unit) == ("at_office", house.finance)
    assert (clock.due_on, clock.first_started_on) == (date(2026, 8, 20), date(2026, 5, 11))
    assert (handling.first_assigned_on, handling.assigned_on) == (date(2026, 5, 11), date(2026, 5, 20))
    assert not Handling.objects.of_unit(house.transport.pk).exists()


def test_no_unit_passes_an_item_on_by_itself(house):
    handling = house.signed_for()
    head = house.person("unit_head")
    with pytest.raises(Refused, match="不得自行转交"):
        do.sub_assign(handling, by=head, desk=house.union)
    assert do.sub_assign(handling, by=head, desk=house.desk).subs.get().desk == house.desk


def test_merged_suggestions_are_answered_and_judged_each_by_themselves(house):
    main = house.assigned()
    second = house.deputies(2)[1]
    twin = do.write(
        second,
        "suggestion",
        by=second.person.account,
        title="同一座桥",
        text=house_text(),
        about={"no_secrets": True},
    )
    twin = do.submit(twin, by=second.person.account)
    twin = do.merge(twin, by=house.staff, into=main, reason="内容相同")
    assert (twin.state, twin.number) == ("merged", "第2号")
    handling = house.replied(house.drafted(house.contacted(house.handling(main))))
    assert Delivery.objects.filter(reply__handling=handling).count() == 2
    handling = house.judged(handling)
    assert handling.state == "replied"  # the other lead has not spoken yet
    handling = do.evaluate(
        handling, by=second.person.account, attitude="satisfied", grade="satisfied", item=twin
    )
    assert handling.state == "done"


def test_a_merged_suggestion_can_be_withdrawn_and_is_then_answered_no_more(house):
    main = house.assigned()
    second = house.deputies(2)[1]
    by = second.person.account
    twin = do.write(
        second, "suggestion", by=by, title="同一座桥", text=house_text(), about={"no_secrets": True}
    )
    twin = do.merge(do.submit(twin, by=by), by=house.staff, into=main, reason="内容相同")
    assert do.withdraw(twin, by=by, reason="已解决").state == "withdrawn"
    handling = house.replied(house.drafted(house.contacted(house.handling(main))))
    assert Delivery.objects.filter(reply__handling=handling).count() == 1
    assert house.judged(handling).state == "done"


def house_text():
    from .house import TEXT

    return dict(TEXT)


def test_a_promise_is_followed_until_it_is_kept_with_evidence_and_judged_again(house, moment):
    from .house import handed_in

    handling = house.tracked()
    assert handling.state == "tracking"
    promise = house.commitment(handling)
    assert open_clock(promise, "promise").due_on == promise.due_on
    with pytest.raises(Refused, match="承诺"):
        do.end_tracking(handling, by=house.staff)
    with pytest.raises(Refused, match="证明"):
        do.fulfil(promise, by=house.person("unit_handler"), outcome="建成", evidence=[])
    promise = do.fulfil(
        promise,
        by=house.person("unit_handler"),
        outcome="建成",
        evidence=[handed_in(house.person("unit_handler"))],
    )
    do.evaluate_promise(promise, by=house.lead, attitude="satisfied", grade="satisfied")
    assert do.end_tracking(handling, by=house.staff).state == "done"


def test_what_is_planned_cannot_be_signed_without_a_promise(house):
    handling = house.drafted(letter=LETTER)
    with pytest.raises(Refused, match="承诺事项"):
        house.signed(handling)


def test_an_evaluation_on_a_signed_sheet_counts_and_one_by_phone_does_not(house):
    handling = house.replied()
    said = {"attitude": "satisfied", "grade": "satisfied"}
    with pytest.raises(Refused, match="扫描件"):
        do.evaluate(handling, by=house.staff, signed=do.Signed(house.lead.deputy, "phone"), **said)
    with pytest.raises(PermissionDenied):
        do.evaluate(handling, by=house.staff, **said)
    do.evaluate(handling, by=house.staff, signed=on_paper(house.lead), **said)
    event = Event.objects.get(verb="evaluate")
    assert (event.by, event.on_behalf, event.entry.how) == (house.staff, house.lead, "paper")
    assert Evaluation.objects.get().entry == event.entry


def test_silence_is_noted_after_the_last_day_and_is_no_evaluation(house, moment):
    handling = house.replied()
    with pytest.raises(Refused, match="2026-05-25"):
        do.note_silence(handling, by=house.staff, reason="催了两次")
    moment("2026-05-26 09:00+08:00")
    assert do.note_silence(handling, by=house.staff, reason="催了两次").state == "done"
    assert not Evaluation.objects.exists()


def test_in_henan_the_unit_explains_and_has_six_months_elsewhere_somebody_approves(house, decided):
    handling = do.ask_extension(
        house.signed_for(), by=house.person("unit_handler"), reason="涉及面广", explained_on=date(2026, 5, 11)
    )
    assert open_clock(handling, "reply").due_on == date(2026, 11, 11)
    decided("suggestion.extension_needs_approval", "true")
    handling = do.ask_extension(
        house.signed_for(), by=house.person("unit_handler"), reason="涉及面广", explained_on=date(2026, 5, 11)
    )
    assert open_clock(handling, "reply").due_on == date(2026, 8, 11)
    handling = do.decide_extension(handling, by=house.staff, granted=True, reason="同意")
    assert open_clock(handling, "reply").due_on == date(2026, 11, 11)
    assert handling.extensions.get().until == date(2026, 11, 11)


def test_after_the_session_the_secretariat_has_no_rights_left(house, moment):
    house.sit()
    from foundation.rights.models import Grant

    secretary = house.person("session_secretariat")
    Grant.objects.filter(person=secretary).update(until="2026-05-16T00:00:00+08:00")
    item = do.pass_check(house.submitted(), by=house.person("delegation_staff"))
    moment("2026-05-18 09:00+08:00")
    late = type(secretary).objects.get(pk=secretary.pk)
    with pytest.raises(PermissionDenied):
        do.accept(item, by=late)
    assert do.accept(item, by=house.staff).number == "第1号"
