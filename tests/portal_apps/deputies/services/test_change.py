"""The table of states is what the verbs do: every edge goes, everything else is refused with the reason."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.audit.models import AuditRecord
from foundation.notices.models import Notice
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Absence, Body, Mandate, MandateChange, Membership
from portal_apps.deputies.services import Move, change_mandate, correct_change
from portal_apps.deputies.states import BY_VERB, LIVE, NEW, SAME, STEPS, State, possible

from ..papers import paper, pdf

DONE = [step for step in STEPS if NEW not in step.sources and step.verb not in ("correct", "annul")]
EDGES = [
    (step.verb, source, ground) for step in DONE for source in step.sources for ground in step.ground_keys
]


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


def ready(city, verb: str, state: str, ground: str, staff) -> Mandate:
    """A mandate for which the step is the next one."""
    held = city.deputy(state=state)
    if ground == "absent_twice":
        for session in city.sessions[:2]:
            Absence.objects.create(mandate=held, session=session, ground="签到表")
    if BY_VERB[verb].reported:
        change_mandate(
            held, "propose", by=staff, ground=ground if verb == "terminate" else "died", facts=paper()
        )
    return held


def asked(city, verb: str) -> dict:
    return {"move": Move(delegation=city.delegations[1])} if verb == "move" else {}


@pytest.mark.parametrize(("verb", "source", "ground"), EDGES)
def test_every_edge_of_the_table_goes_with_each_of_its_grounds(city, staff, verb, source, ground):
    held = ready(city, verb, source, ground, staff)
    row = change_mandate(held, verb, by=staff, ground=ground, facts=paper(), **asked(city, verb))
    held.refresh_from_db()
    to = BY_VERB[verb].to
    assert held.state == (source if to == SAME else to)
    assert (row.from_state, row.to_state, row.ground, row.by) == (source, held.state, ground, staff)
    assert "第" in row.law or "一致" in row.law
    assert row.document.read().startswith(b"%PDF")
    record = AuditRecord.objects.filter(verb=f"deputies.{verb}").latest("sequence")
    assert record.detail["document_number"] == "示人常〔2026〕3 号"


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("step", DONE, ids=lambda step: step.verb)
def test_what_is_no_edge_is_refused_and_changes_nothing(city, staff, step, state):
    if state in step.sources:
        return
    held = city.deputy(state=state)
    with pytest.raises(Refused, match="刷新"):
        change_mandate(
            held, step.verb, by=staff, ground=step.ground_keys[0], facts=paper(), **asked(city, step.verb)
        )
    held.refresh_from_db()
    assert held.state == state
    assert not MandateChange.objects.exists()


@pytest.mark.parametrize("step", DONE, ids=lambda step: step.verb)
def test_each_field_that_the_table_asks_for_must_be_filled_in(city, staff, step):
    held = ready(city, step.verb, step.sources[0], step.ground_keys[0], staff)
    count = MandateChange.objects.count()
    for name in step.needs:
        empty = None if name in ("decided_on", "document") else " "
        with pytest.raises(Refused, match="还缺"):
            change_mandate(
                held,
                step.verb,
                by=staff,
                ground=step.ground_keys[0],
                facts=paper(**{name: empty}),
                **asked(city, step.verb),
            )
    assert MandateChange.objects.count() == count


def test_a_ground_that_the_law_does_not_name_for_the_step_is_refused(city, staff):
    held = city.deputy()
    with pytest.raises(Refused, match="法定事由"):
        change_mandate(held, "suspend", by=staff, ground="died", facts=paper())


def test_a_termination_needs_a_report_of_the_credentials_committee_with_the_same_ground(city, staff):
    held = city.deputy()
    with pytest.raises(Refused, match="没有代表资格审查委员会的报告"):
        change_mandate(held, "terminate", by=staff, ground="resigned", facts=paper())
    change_mandate(held, "propose", by=staff, ground="resigned", facts=paper())
    held.refresh_from_db()
    assert held.state == State.CONFIRMED
    with pytest.raises(Refused, match="已经有一份终止报告"):
        change_mandate(held, "propose", by=staff, ground="resigned", facts=paper())
    with pytest.raises(Refused, match="要一致"):
        change_mandate(held, "terminate", by=staff, ground="recalled", facts=paper())
    change_mandate(held, "terminate", by=staff, ground="resigned", facts=paper())
    held.refresh_from_db()
    assert (held.state, held.proposal, held.ends_on) == (State.TERMINATED, None, date(2026, 3, 1))


def test_a_deputy_moved_to_another_district_of_the_city_keeps_the_mandate_and_one_who_left_the_city_is_proposed_for_termination_with_a_document_of_the_credentials_committee(
    city, staff
):
    stayed, left = city.deputy("方谷雨", employer="望河区医院"), city.deputy("石白露")
    move = Move(delegation=city.delegations[1], employer="青坞区医院")
    moved = change_mandate(stayed, "move", by=staff, ground="moved_within", facts=paper(), move=move)
    stayed = Mandate.objects.get(pk=stayed.pk)
    assert (stayed.state, stayed.delegation, stayed.person.employer) == (
        State.CONFIRMED,
        city.delegations[1],
        "青坞区医院",
    )
    assert stayed.electing_unit == city.unit
    assert moved.effect["delegation"] == ["望河代表团", "青坞代表团"]
    with pytest.raises(Refused, match="还缺：文件"):
        change_mandate(left, "propose", by=staff, ground="left_area", facts=paper(document=None))
    report = change_mandate(
        left, "propose", by=staff, ground="left_area", facts=paper(deciding_body="代表资格审查委员会")
    )
    left.refresh_from_db()
    assert (left.state, left.proposal) == (State.CONFIRMED, report)
    assert (report.deciding_body, report.law) == ("代表资格审查委员会", "《代表法》第六十二条第（一）项")


def test_absence_ends_a_mandate_only_with_two_recorded_ones_without_approval(city, staff):
    held = city.deputy()
    Absence.objects.create(mandate=held, session=city.sessions[0], ground="签到表")
    Absence.objects.create(mandate=held, session=city.sessions[1], ground="请假条", approved=True)
    with pytest.raises(Refused, match="1 次，不到 2 次"):
        change_mandate(held, "propose", by=staff, ground="absent_twice", facts=paper())


def test_posts_that_stand_on_a_mandate_end_with_it_and_come_back_when_it_was_a_mistake(city, staff):
    held = city.deputy()
    committee = Body.objects.create(kind="special_committee", name="财政经济委员会", term=city.term)
    post = Membership.objects.create(person=held.person, mandate=held, body=committee, post="member")
    change_mandate(held, "propose", by=staff, ground="died", facts=paper())
    change_mandate(held, "terminate", by=staff, ground="died", facts=paper())
    post.refresh_from_db()
    assert post.until == date(2026, 3, 1)
    change_mandate(held, "annul", by=staff, ground="mistake", facts=paper(note="同名同姓"))
    post.refresh_from_db()
    held.refresh_from_db()
    assert (held.state, held.ends_on, post.until) == (State.CONFIRMED, None, None)
    assert held.proposal.ground == "died"
    assert [row.verb for row in held.changes.all()] == ["annul", "terminate", "propose"]


def test_mistakes_are_taken_back_one_by_one_and_nothing_is_deleted(city, staff):
    held = city.deputy(state=State.ELECTED)
    change_mandate(held, "submit", by=staff, ground="review", facts=paper())
    change_mandate(held, "confirm", by=staff, ground="valid", facts=paper())
    change_mandate(held, "suspend", by=staff, ground="custody", facts=paper())
    for state in (State.CONFIRMED, State.REVIEW, State.ELECTED):
        held.refresh_from_db()
        change_mandate(held, "annul", by=staff, ground="mistake", facts=paper())
        held.refresh_from_db()
        assert held.state == state
    assert held.changes.count() == 6


def test_a_correction_says_what_the_paper_really_says_and_the_first_row_stays(city, staff):
    held = city.deputy()
    change_mandate(held, "propose", by=staff, ground="died", facts=paper())
    wrong = change_mandate(held, "terminate", by=staff, ground="died", facts=paper())
    right = correct_change(
        wrong,
        by=staff,
        facts=paper(decided_on=date(2026, 2, 27), document_number="示人常〔2026〕2 号", note="文号写错"),
    )
    held.refresh_from_db()
    wrong.refresh_from_db()
    assert wrong.document_number == "示人常〔2026〕3 号"
    assert (right.corrects, right.document_number, held.ends_on) == (
        wrong,
        "示人常〔2026〕2 号",
        date(2026, 2, 27),
    )
    with pytest.raises(Refused, match="原来的那一条"):
        correct_change(right, by=staff, facts=paper())


def test_decisions_come_in_their_order_and_not_from_the_future(city, staff):
    held = city.deputy()
    change_mandate(held, "suspend", by=staff, ground="custody", facts=paper())
    with pytest.raises(Refused, match="早于上一次变更"):
        change_mandate(
            held, "restore", by=staff, ground="cause_ended", facts=paper(decided_on=date(2026, 2, 1))
        )
    with pytest.raises(Refused, match="还没有到"):
        change_mandate(
            held, "restore", by=staff, ground="cause_ended", facts=paper(decided_on=date(2099, 1, 1))
        )


@pytest.mark.parametrize("name", ["公告.exe", "公告.pdf"])
def test_a_file_is_known_by_what_is_in_it(city, staff, name):
    fake = SimpleUploadedFile(name, b"MZ\x90\x00")
    with pytest.raises(Refused, match="程序"):
        change_mandate(city.deputy(), "suspend", by=staff, ground="custody", facts=paper(document=fake))


def test_a_file_that_is_too_big_is_refused_by_the_rule(city, staff):
    big = pdf()
    big.size = 21 * 1024 * 1024
    with pytest.raises(Refused, match="20 MB"):
        change_mandate(city.deputy(), "suspend", by=staff, ground="custody", facts=paper(document=big))


def test_a_doubled_click_is_done_once(city, staff):
    held = city.deputy()
    change_mandate(held, "suspend", by=staff, ground="custody", facts=paper())
    with pytest.raises(Refused, match="暂停执行职务"):
        change_mandate(held, "suspend", by=staff, ground="custody", facts=paper())


def test_the_deputy_hears_of_it(city, staff, user_for):
    deputy = user_for("deputy")
    held = city.deputy(account=deputy)
    change_mandate(held, "suspend", by=staff, ground="custody", facts=paper())
    assert Notice.objects.get(person=deputy).template == "deputies.changed"


def test_a_general_election_serves_from_the_first_session_and_a_by_election_from_its_announcement(
    city, staff
):
    for source, since in (("general", city.term.since), ("by_election", date(2026, 3, 1))):
        held = city.deputy(state=State.REVIEW, source=source, starts_on=None)
        change_mandate(held, "confirm", by=staff, ground="valid", facts=paper())
        held.refresh_from_db()
        assert held.starts_on == since


def test_a_move_to_where_somebody_is_already_is_no_move(city, staff):
    move = Move(delegation=city.delegations[0])
    with pytest.raises(Refused, match="没有变动"):
        change_mandate(city.deputy(), "move", by=staff, ground="moved_within", facts=paper(), move=move)


def test_another_delegation_ends_the_posts_in_the_old_one(city, staff):
    held = city.deputy()
    group = Body.objects.create(
        kind="deputy_group", name="第一小组", term=city.term, parent=city.delegations[0]
    )
    Membership.objects.create(person=held.person, mandate=held, body=group, post="member")
    new = Body.objects.create(
        kind="deputy_group", name="第二小组", term=city.term, parent=city.delegations[1]
    )
    move = Move(delegation=city.delegations[1], groups=[new])
    change_mandate(held, "move", by=staff, ground="moved_within", facts=paper(), move=move)
    assert [str(post.body) for post in Membership.objects.open().filter(mandate=held)] == ["第二小组"]


def test_the_form_offers_what_the_table_allows():
    assert [step.verb for step in possible(State.CONFIRMED, False)] == [
        "suspend",
        "propose",
        "move",
        "annul",
        "correct",
    ]
    assert "terminate" in [step.verb for step in possible(State.SUSPENDED, True)]
    for state in set(State.values) - set(LIVE):
        assert "terminate" not in [step.verb for step in possible(state, True)]
