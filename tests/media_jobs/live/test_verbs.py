"""From the calendar to the end: who may do what to a broadcast, and what a second press does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from foundation.audit.models import AuditRecord
from foundation.rights.refusals import Refused
from media_jobs.live import services
from media_jobs.live.models import Segment, StreamKey, Take

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_air(planned, editor):
    broadcast = planned()
    issued = services.issue_key(broadcast, by=editor)
    assert services.connected(issued.secret) == f"{broadcast.pk.hex}-main"
    return services.open_air(broadcast, by=editor)


def segment(broadcast, number: int, started_at, *, cut: bool = False) -> Segment:
    take, _ = Take.objects.get_or_create(broadcast=broadcast, number=1, defaults={"began_at": started_at})
    return Segment.objects.create(
        broadcast=broadcast, take=take, rung="720", number=number, started_at=started_at, duration_s=1.0,
        size=1, digest="x", head="h", cut=cut, public_at=None if cut else started_at,
    )  # fmt: skip


def test_a_broadcast_is_planned_with_its_agenda_and_leaves_a_record(planned):
    broadcast = planned()
    assert [str(one) for one in broadcast.points.all()] == ["听取工作报告（张三）", "分组审议"]
    assert AuditRecord.objects.filter(verb="live.scheduled").exists()
    assert services.watch(broadcast).state == "scheduled"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"title": " "}, "标题"), ({"delay_s": 301}, "延迟"), ({"access": "x"}, "谁能看"), ({"points": [("", "甲")]}, "第 1 项")],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_nothing_is_kept(planned, wrong, said):
    with pytest.raises(Refused, match=said):
        planned(**{"title": "会议", **wrong})


def test_a_deputy_may_neither_plan_nor_press(planned, user_for):
    deputy, broadcast = user_for("deputy"), planned()
    for verb in (services.open_air, services.close_air, services.uncut, services.issue_key):
        with pytest.raises(PermissionDenied):
            verb(broadcast, by=deputy)


def test_another_editor_does_not_run_what_is_not_theirs_but_the_chief_does(planned, user_for):
    broadcast = planned()
    with pytest.raises(PermissionDenied):
        services.open_air(broadcast, by=user_for("editor"))
    assert services.open_air(broadcast, by=user_for("chief_editor")).state == "gap"


def test_a_key_is_shown_once_and_only_its_digest_is_kept(planned, editor):
    issued = services.issue_key(planned(), by=editor)
    assert issued.secret not in str(StreamKey.objects.values())
    assert services.publishing_refused(issued.secret) is None
    assert "没有这个推流密钥" in (services.publishing_refused(issued.secret[:-1] + "-") or "")


def test_a_new_key_takes_the_place_of_the_old_one_of_its_line_only(planned, editor):
    broadcast = planned()
    old, backup = (
        services.issue_key(broadcast, by=editor),
        services.issue_key(broadcast, by=editor, which="backup"),
    )
    new = services.issue_key(broadcast, by=editor)
    assert "收回" in (services.publishing_refused(old.secret) or "")
    assert services.publishing_refused(new.secret) is services.publishing_refused(backup.secret) is None


def test_a_revoked_and_an_expired_key_let_nobody_in(planned, editor, time_machine):
    broadcast = planned()
    issued = services.issue_key(broadcast, by=editor)
    services.connected(issued.secret)
    services.revoke_key(broadcast.keys.get(), by=editor, reason="发错了人")
    assert services.connected(issued.secret) is None
    assert not services.still_there(issued.secret)
    other = services.issue_key(broadcast, by=editor)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert "过期" in (services.publishing_refused(other.secret) or "")


def test_a_signal_before_the_opening_waits_and_shows_nothing(planned, editor):
    broadcast = planned()
    issued = services.issue_key(broadcast, by=editor)
    services.connected(issued.secret)
    broadcast.refresh_from_db()
    assert broadcast.state == "waiting"
    assert services.watch(broadcast).master == ""
    services.gone(issued.secret)
    broadcast.refresh_from_db()
    assert broadcast.state == "scheduled"


def test_every_button_pressed_twice_does_it_once(on_air, editor):
    opened = on_air.opened_at
    assert services.open_air(on_air, by=editor).opened_at == opened
    first = services.cut(on_air, by=editor, reason="涉密")
    assert services.cut(on_air, by=editor, reason="涉密") == first
    services.uncut(on_air, by=editor)
    point = services.mark_point(on_air.points.first(), by=editor)
    assert services.mark_point(point, by=editor).at == point.at
    closed = services.close_air(on_air, by=editor).closed_at
    assert services.close_air(on_air, by=editor).closed_at == closed
    verbs = list(AuditRecord.objects.filter(verb__startswith="live.").values_list("verb", flat=True))
    assert all(verbs.count(one) == 1 for one in verbs)


def test_a_cut_holds_back_what_waits_in_the_delay_and_ends_with_the_broadcast(on_air, editor, time_machine):
    time_machine.move_to(timezone.now() + timedelta(seconds=60))
    made = services.cut(on_air, by=editor, reason="发言涉密")
    assert timezone.now() - made.from_at >= timedelta(seconds=on_air.delay_s - 1)
    assert services.watch(on_air).held
    services.close_air(on_air, by=editor)
    assert on_air.cuts.get().to_at is not None
    with pytest.raises(Refused, match="没有在直播"):
        services.cut(on_air, by=editor, reason="晚了")


def test_a_point_that_began_becomes_a_second_of_the_replay_without_what_was_cut(on_air, editor):
    began = on_air.opened_at
    for number in range(20):
        segment(on_air, number, began + timedelta(seconds=number), cut=5 <= number < 10)
    point = on_air.points.first()
    point.at = began + timedelta(seconds=12.5)
    point.save()
    assert [one.at_s for one in services.watch(on_air).points] == [7.5, None]


def test_on_air_who_may_watch_and_the_delay_stay_as_they_are(on_air, editor):
    with pytest.raises(Refused, match="正在直播"):
        services.change(on_air, by=editor, delay_s=0)
    assert services.change(on_air, by=editor, title="新标题").title == "新标题"


def test_a_broadcast_on_air_is_ended_not_cancelled_and_a_cancelled_one_takes_no_signal(
    on_air, planned, editor
):
    with pytest.raises(Refused, match="结束"):
        services.cancel(on_air, by=editor, reason="x")
    other = planned()
    issued = services.issue_key(other, by=editor)
    services.cancel(other, by=editor, reason="改期")
    assert services.connected(issued.secret) is None
