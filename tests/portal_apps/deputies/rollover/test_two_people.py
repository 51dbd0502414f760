"""A change of term as people do it: rehearsed, proposed by one, approved by another, done once, on its day."""

import os
import signal
from datetime import date

import pytest
from django.db import connections

from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job
from foundation.jobs.services import reconcile, run_waiting
from foundation.notices.models import Notice
from foundation.waiting import waiting_for
from portal_apps.deputies.models import Body, Mandate, Rollover, Term
from portal_apps.deputies.models.rollovers import State
from portal_apps.deputies.rollover import own_steps, services
from portal_apps.deputies.rollover.steps import Done, RolloverStep, _steps, register_rollover_step

ROOT = "/deputies/rollover/"
TYPED = {"since": "2026-01-12", "ground": "示例〔2026〕1号"}


@pytest.fixture
def people(city, user_for):
    """One leaves, one is elected again and not confirmed yet."""
    found = {
        name: city.deputy(name, account=user_for("deputy", display_name=name)) for name in ("离任", "连任")
    }
    new = Term.objects.create(area=city.city, number=17)
    Mandate.objects.create(person=found["连任"].person, term=new, state="elected")
    return found


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff", display_name="许文澜")


@pytest.fixture
def leader(user_for):
    return user_for("council_member", display_name="高守一")


@pytest.fixture
def page(city, people, staff, client_for):
    """The page of a change of term that was rehearsed."""
    answer = client_for(staff).post(f"{ROOT}new/", TYPED | {"former": city.term.pk})
    run_waiting("default")
    return answer["Location"]


def roles(mandate) -> set[str]:
    account = mandate.person.account
    return {role.key for role in type(account).objects.get(pk=account.pk).roles}


def numbers() -> tuple[int, int]:
    return Term.objects.filter(since=date(2026, 1, 12)).count(), Body.objects.filter(term__number=17).count()


@pytest.mark.django_db
def test_the_rehearsal_is_shown_with_its_numbers_and_names_and_changes_nothing(
    page, people, staff, client_for
):
    shown = client_for(staff).get(page).content.decode()
    for told in (
        "不再担任代表",
        "改为只看自己履职档案的账号",
        "连任：当选，待资格审查",
        "副本|事务",
        "提出换届",
    ):
        assert any(one in shown for one in told.split("|")), told
    assert numbers() == (0, 0)
    assert roles(people["离任"]) == {"deputy"}
    assert not Notice.objects.filter(person=people["离任"].person.account).exists()


@pytest.mark.django_db
def test_another_person_approves_and_it_is_done_once(page, people, staff, leader, client_for):
    first, second = client_for(staff), client_for(leader)
    first.post(f"{page}propose/")
    first.post(f"{page}propose/")
    assert [one.lead for one in waiting_for(leader)] == ["换届，等您批准"]
    assert waiting_for(staff) == []
    first.post(f"{page}approve/")  # one's own: refused
    assert Rollover.objects.get().state == State.PROPOSED
    second.post(f"{page}approve/")
    second.post(f"{page}approve/")
    assert Job.objects.filter(kind=services.ROLL_OVER).count() == 1
    run_waiting("default")
    made = Rollover.objects.get()
    assert made.state == State.DONE
    services.start(made)
    run_waiting("default")
    assert numbers() == (1, 2)
    assert (roles(people["离任"]), roles(people["连任"])) == ({"former_deputy"}, {"deputy"})
    (trace,) = AuditRecord.objects.filter(verb="deputies.run_rollover")
    assert trace.actor == leader
    assert trace.detail["proposed_by"] == f"user:{staff.pk}"
    shown = first.get(page).content.decode()
    assert "换届报告" in shown
    assert "高守一" in shown
    assert client_for(people["离任"].person.account).get("/deputies/directory/").status_code == 403


@pytest.mark.django_db
def test_it_waits_for_its_day(page, leader, staff, people, moment):
    made = Rollover.objects.get()
    moment("2026-01-10 09:00+08:00")
    Rollover.objects.update(rehearsed_at=made.at.replace(year=2026, month=1, day=9))
    made.refresh_from_db()
    services.propose(made, by=staff)
    services.approve(made, by=leader)
    assert services.begin_due() == 0
    run_waiting("default")
    assert numbers() == (0, 0)
    moment("2026-01-12 00:10+08:00")
    assert services.begin_due() == 1
    run_waiting("default")
    assert Rollover.objects.get().state == State.DONE


@pytest.mark.django_db
def test_who_sits_there_is_asked_before_it_is_proposed(page, staff, client_for):
    from foundation.accounts.proof import PROVED

    client = client_for(staff)
    session = client.session
    session[PROVED] = 0
    session.save()
    assert client.post(f"{page}propose/").status_code == 401
    assert Rollover.objects.get().state == State.REHEARSED


@pytest.mark.django_db
def test_a_refusal_an_old_rehearsal_and_a_second_change_say_what_to_do(
    page, city, staff, leader, client_for, moment
):
    client = client_for(staff)
    client.post(f"{page}propose/")
    client_for(leader).post(f"{page}refuse/", {"reason": "名单还要核对"})
    assert "名单还要核对" in client.get(page).content.decode()
    assert Notice.objects.filter(person=staff, template="deputies.rollover_refused").count() == 1
    twice = client.post(f"{ROOT}new/", TYPED | {"former": city.term.pk})
    assert "已经在办" in twice.content.decode()
    Rollover.objects.update(rehearsed_at=Rollover.objects.get().at.replace(year=2020))
    assert "先重新预演" in client.post(f"{page}propose/", follow=True).content.decode()
    client.post(f"{page}drop/")
    assert client.post(f"{ROOT}new/", TYPED | {"former": city.term.pk}).status_code == 302


@pytest.mark.django_db
def test_a_later_app_adds_its_step_and_one_that_cannot_go_on_stops_everything(page, staff, leader, people):
    from foundation.rights.refusals import Refused

    def motions(turn) -> Done:
        raise Refused("议案库还没有移交。")

    register_rollover_step(RolloverStep("motions", "议案", motions))
    try:
        made = Rollover.objects.get()
        services.propose(made, by=staff)
        services.approve(made, by=leader)
        run_waiting("default")
    finally:
        _steps.pop("motions")
    made.refresh_from_db()
    assert (made.state, made.message) == (State.FAILED, "议案库还没有移交。")
    assert numbers() == (0, 0)
    assert roles(people["离任"]) == {"deputy"}


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_leaves_nothing_and_is_done_once_afterwards(page, staff, leader, people):
    made = Rollover.objects.get()
    services.propose(made, by=staff)
    services.approve(made, by=leader)
    connections.close_all()
    child = os.fork()
    if child == 0:
        real = own_steps.reduce_to_former

        def deadly(*args, **kwargs):
            real(*args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)

        own_steps.reduce_to_former = deadly
        run_waiting("default")
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert numbers() == (0, 0)
    assert roles(people["离任"]) == {"deputy"}
    assert reconcile().lost == 1
    run_waiting("default")
    assert numbers() == (1, 2)
    assert Rollover.objects.get().state == State.DONE
    assert AuditRecord.objects.filter(verb="deputies.run_rollover").count() == 1
