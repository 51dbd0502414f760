"""Each verb: what it does to the day, who may, what a second press does, what trace it leaves."""

from datetime import date

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.deadlines.errors import NotAllowed, ReasonRequired, Refused
from foundation.deadlines.models import Clock
from foundation.deadlines.services import (
    as_of,
    ask_extension,
    decide_extension,
    ensure_in_time,
    pause,
    restart,
    resume,
    start,
    stop,
)
from foundation.rulebook.models import Rule
from foundation.rulebook.services import change_rule

pytestmark = pytest.mark.django_db
EXTENDABLE = {"extension_rule": "suggestion.reply_extended_months"}


def verbs_of(clock: Clock) -> list[str]:
    return list(clock.events.values_list("verb", flat=True))


def test_a_pause_stops_the_days_and_a_resume_makes_up_for_them(clock, moment, staff):
    mine = clock("2026-03-10", "suggestion.return_wd")
    assert mine.due_on == date(2026, 3, 24)
    moment("2026-03-12 09:00+08:00")
    pause(mine, by=staff, reason="等补充材料")
    moment("2026-03-20 09:00+08:00")
    mine = resume(mine, by=staff)
    assert (mine.state, mine.due_on) == ("running", date(2026, 4, 1))  # six working days later
    assert mine.pauses == [["2026-03-12", "2026-03-20"]]
    assert verbs_of(mine) == ["started", "paused", "resumed"]


def test_nothing_is_left_to_pause_on_the_last_day(clock, moment, staff):
    mine = clock("2026-03-10", "suggestion.return_wd")
    moment("2026-03-24 09:00+08:00")
    with pytest.raises(Refused, match="截止日 2026-03-24 当天和以后不能再暂停"):
        pause(mine, by=staff, reason="等")


def test_a_fixed_day_can_not_be_paused_away(clock, staff):
    with pytest.raises(Refused, match="固定的一天"):
        pause(clock("2026-03-10", "suggestion.unit_report_due"), by=staff, reason="等")


def test_an_extension_is_asked_by_one_and_granted_by_another_up_to_the_ceiling(clock, staff, colleague):
    mine = clock("2026-03-10", **EXTENDABLE)
    with pytest.raises(Refused, match="最晚到 2026-09-10"):
        ask_extension(mine, by=staff, reason="涉及面广", until=date(2026, 9, 11))
    with pytest.raises(Refused, match="要比它晚"):
        ask_extension(mine, by=staff, reason="涉及面广", until=date(2026, 6, 10))
    request = ask_extension(mine, by=staff, reason="涉及面广")
    with pytest.raises(Refused, match="在等审批"):
        ask_extension(mine, by=colleague, reason="又一份")
    with pytest.raises(NotAllowed, match="别人审批"):
        decide_extension(request, by=staff, granted=True, ground="同意")
    decide_extension(request, by=colleague, granted=True, ground="代表法第五十一条，涉及三个部门")
    mine.refresh_from_db()
    assert (mine.due_on, mine.rule.rule.key) == (date(2026, 9, 10), "suggestion.reply_extended_months")
    decide_extension(
        request, by=colleague, granted=True, ground="代表法第五十一条，涉及三个部门"
    )  # pressed twice
    with pytest.raises(Refused, match="已经审批过"):
        decide_extension(request, by=colleague, granted=False, ground="反悔")
    assert verbs_of(mine) == ["started", "asked", "extended"]


def test_an_extension_to_a_day_moves_with_later_pauses_only(clock, moment, staff, colleague):
    mine = clock("2026-03-10", **EXTENDABLE)
    moment("2026-03-11 09:00+08:00")
    pause(mine, by=staff, reason="等")
    moment("2026-03-13 09:00+08:00")
    mine = resume(mine, by=staff)
    assert mine.due_on == date(2026, 6, 12)
    request = ask_extension(mine, by=staff, reason="涉及面广", until=date(2026, 7, 1))
    decide_extension(request, by=colleague, granted=True, ground="同意")
    mine.refresh_from_db()
    assert mine.due_on == date(2026, 7, 1)
    moment("2026-03-16 09:00+08:00")
    pause(mine, by=staff, reason="再等")
    moment("2026-03-17 09:00+08:00")
    assert resume(mine, by=staff).due_on == date(2026, 7, 2)


def test_a_refused_extension_leaves_the_day_and_its_ground(clock, staff, colleague):
    mine = clock("2026-03-10", **EXTENDABLE)
    request = ask_extension(mine, by=staff, reason="忙")
    decide_extension(request, by=colleague, granted=False, ground="理由不足")
    mine.refresh_from_db()
    assert mine.due_on == date(2026, 6, 10)
    assert mine.events.last().reason == "理由不足"
    assert mine.pending_extension is None


def test_where_the_rules_ask_for_no_approval_the_explanation_is_enough(clock, staff):
    mine = clock("2026-03-10", approval_rule="suggestion.extension_needs_approval", **EXTENDABLE)
    for _ in range(2):
        assert ask_extension(mine, by=staff, reason="已向代表说明").granted
    mine.refresh_from_db()
    assert mine.due_on == date(2026, 9, 10)
    assert verbs_of(mine) == ["started", "extended"]


def test_a_reassignment_counts_anew_and_keeps_the_first_day(clock, moment, staff):
    mine = clock("2026-03-10", **EXTENDABLE)
    request = ask_extension(mine, by=staff, reason="忙")
    moment("2026-03-20 09:00+08:00")
    mine = restart(mine, by=staff, reason="改由教育局主办")
    assert (mine.started_on, mine.first_started_on) == (date(2026, 3, 20), date(2026, 3, 10))
    assert (mine.due_on, mine.term) == (date(2026, 6, 22), 2)  # 20 June is a Saturday of the festival
    request.refresh_from_db()
    assert request.granted is False


def test_stopped_in_time_or_late_is_a_fact_afterwards(clock, moment, staff):
    early, late, paused = (clock("2026-03-10", "suggestion.return_wd") for _ in range(3))
    pause(paused, by=staff, reason="等")
    moment("2026-03-24 09:00+08:00")
    stop(early, by=staff, reason="已答复")
    moment("2026-03-25 09:00+08:00")
    stop(late, by=staff, reason="已答复")
    stop(paused, by=staff, reason="撤回")  # the paused days did not count
    assert set(Clock.objects.in_time()) == {early, paused}
    assert set(Clock.objects.late()) == {late}
    with pytest.raises(Refused, match="已停止"):
        restart(late, by=staff, reason="再来")


def test_a_day_may_be_registered_later_but_not_before_what_happened_or_in_the_future(clock, moment, staff):
    mine = clock("2026-03-10")
    moment("2026-03-20 09:00+08:00")
    pause(mine, by=staff, reason="来函 3 月 16 日收到", on=date(2026, 3, 16))
    with pytest.raises(Refused, match="2026-03-16 已有登记"):
        resume(mine, by=staff, on=date(2026, 3, 12))
    with pytest.raises(Refused, match="还没有到"):
        resume(mine, by=staff, on=date(2026, 3, 21))
    assert as_of(mine, date(2026, 3, 18)).lamp == "green"  # nobody knew it yet that evening


def press(verb: str, clock: Clock, by, **changed):
    said = {"by": by, "reason": "理由", **changed}
    return {
        "pause": lambda: pause(clock, **said),
        "resume": lambda: resume(clock, **said),
        "restart": lambda: restart(clock, **said),
        "stop": lambda: stop(clock, **said),
        "ask": lambda: ask_extension(clock, **said),
    }[verb]()


@pytest.mark.parametrize("verb", ["pause", "resume", "restart", "stop", "ask"])
def test_a_button_pressed_twice_acts_once(clock, staff, verb):
    mine = clock("2026-03-10", **EXTENDABLE)
    if verb == "resume":
        pause(mine, by=staff, reason="等")
    press(verb, mine, staff)
    events, traces = mine.events.count(), AuditRecord.objects.count()
    press(verb, mine, staff)
    assert (mine.events.count(), AuditRecord.objects.count()) == (events, traces)


def test_starting_twice_is_one_clock_and_another_day_is_refused(clock, staff, moment):
    mine = clock("2026-03-10")
    assert start(mine.target, mine.kind, by=staff) == mine
    moment("2026-03-11 09:00+08:00")
    with pytest.raises(Refused, match="从 2026-03-10 起已在计时"):
        start(mine.target, mine.kind, by=staff)
    stop(mine, by=staff, reason="办结")
    assert start(mine.target, mine.kind, by=staff) != mine


@pytest.mark.parametrize("role", [role.key for role in ROLES if role.key != "congress_staff"])
def test_other_roles_may_do_nothing_unless_the_kind_lets_them(clock, staff, user_for, role):
    mine, other = clock("2026-03-10", **EXTENDABLE), user_for(role)
    request = ask_extension(mine, by=staff, reason="忙")
    for verb in ("pause", "resume", "restart", "stop", "ask"):
        with pytest.raises(NotAllowed):
            press(verb, mine, other)
    with pytest.raises(NotAllowed):
        decide_extension(request, by=other, granted=True, ground="同意")
    assert verbs_of(mine) == ["started", "asked"]


def test_a_kind_may_let_the_handling_unit_act(clock, user_for, staff):
    unit = user_for("unit_handler")
    mine = clock("2026-03-10", may=lambda person, verb, case: person in (unit, staff) and verb != "override")
    assert pause(mine, by=unit, reason="等").state == "paused"


def test_reasons_are_required_and_kept(clock, staff):
    mine = clock("2026-03-10", **EXTENDABLE)
    for verb in ("pause", "restart", "stop", "ask"):
        with pytest.raises(ReasonRequired):
            press(verb, mine, staff, reason="  ")
    stop(mine, by=staff, reason="已答复代表")
    trace = AuditRecord.objects.filter(verb="deadlines.stopped").get()
    assert trace.actor == staff
    assert trace.detail["reason"] == "已答复代表"
    assert trace.detail["rule"] == "suggestion.reply_months#1"


def test_an_edited_rule_holds_for_new_clocks_only(clock, staff, moment):
    old = clock("2026-03-10")
    rule = Rule.objects.get(key="suggestion.reply_months")
    change_rule(rule, by=staff, reason="本市办法", value="2", source="本市办法第九条")
    new = clock("2026-03-10")
    old.refresh_from_db()
    assert (old.due_on, old.rule.number) == (date(2026, 6, 10), 1)
    assert (new.due_on, new.rule.number) == (date(2026, 5, 11), 2)


def test_who_is_in_time_needs_no_permission_and_a_paused_clock_is_never_late(clock, moment, staff, user_for):
    mine = clock("2026-03-10", "suggestion.return_wd")
    pause(mine, by=staff, reason="等")
    moment("2026-09-10 09:00+08:00")
    assert ensure_in_time(mine, by=user_for("unit_handler"))
