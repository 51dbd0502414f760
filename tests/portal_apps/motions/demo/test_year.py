"""The invented year: complete enough that every list of every role shows something, and nothing in it that the table of
acts would not allow."""

from datetime import UTC, datetime
from itertools import groupby, pairwise

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import F, Q
from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.accounts.services import make_demo_accounts
from foundation.audit.models import AuditRecord
from foundation.deadlines.models import Clock, ClockEvent, HolidayNotice
from portal_apps.deputies.demo.loader import load_demo_congress
from portal_apps.motions import services as do
from portal_apps.motions.demo.loader import load_demo_motions, until
from portal_apps.motions.gate import findings
from portal_apps.motions.models import Commitment, Evaluation, Event, Handling, Item, Merge
from portal_apps.motions.queues import QUEUES
from tests.portal_apps.motions.house import SOLVED

pytestmark = pytest.mark.django_db


def load(settings, folder) -> int:
    settings.DEMO, settings.VAR_DIR = True, folder
    make_demo_accounts()
    load_demo_congress()
    return load_demo_motions()


def person(role: str) -> User:
    return User.objects.get(username=role)


def assert_histories_follow_the_table() -> None:
    """Each act begins where the one before it ended, and the last says where the thing is now."""

    def of(event):
        return event.item_id, event.handling_id or 0, event.commitment_id or 0

    events = Event.objects.select_related("item", "handling", "commitment").order_by("pk")
    for _, acts in groupby(sorted(events, key=lambda event: (of(event), event.version)), key=of):
        rows = list(acts)
        thing = rows[-1].commitment or rows[-1].handling or rows[-1].item
        assert [row.version for row in rows] == list(range(1, thing.version + 1))
        assert rows[-1].to_state == thing.state
        assert sorted(row.at for row in rows) == [row.at for row in rows]
        for row, after in pairwise(rows):
            assert after.from_state == row.to_state
        for row in rows:
            assert row.from_state in row.step.sources
            assert row.to_state in row.step.ends(row.from_state)


def assert_clocks_say_what_their_events_say() -> None:
    newest = ClockEvent.objects.filter(sequence=F("clock__events_count"))
    assert newest.count() == Clock.objects.count()
    assert not newest.exclude(
        state=F("clock__state"), due_on=F("clock__due_on"), stopped_on=F("clock__stopped_on")
    ).filter(clock__stopped_on__isnull=False)
    replying = Handling.objects.filter(state__in=("assigned", "accepted", "handling", "drafted")).exclude(
        role="assist"
    )
    running = Clock.objects.running().filter(kind="motions.reply").values_list("object_id", flat=True)
    assert {str(pk) for pk in replying.values_list("pk", flat=True)} <= set(running)


def assert_the_verbs_go_on() -> None:
    """From where the year ends."""
    clerk, head, lead = person("unit_handler"), person("unit_head"), person("deputy")
    queue = {queue.key: queue for queue in QUEUES}
    waiting = queue["review"].for_user(person("congress_staff")).first()
    numbers = set(Item.objects.filter(kind="suggestion").values_list("number", flat=True))
    assert do.accept(waiting, by=person("congress_staff")).number not in numbers
    part = do.sign_for(queue["sign_for"].for_user(clerk).first(), by=clerk)
    part = do.contact(
        part,
        by=clerk,
        form="talk",
        on=localdate(),
        notes="谈了",
        sponsors=list(part.item.sponsors.confirmed()),
    )
    part = do.draft_reply(part, by=clerk, letter=SOLVED)
    part = do.deliver_reply(do.sign_reply(part, by=head), by=clerk)
    assert part.state == "replied"
    judged = queue["evaluate"].for_user(lead).first()
    judged = do.evaluate(judged, by=lead, attitude="satisfied", grade="dissatisfied", reasons="没有时间")
    assert judged.state in ("redo", "assessment")


def test_the_year_fills_every_list_and_holds_to_the_table(settings, tmp_path, moment):
    moment("2026-11-23 10:00+08:00")
    made = load(settings, tmp_path)
    assert made == Item.objects.count()
    assert Item.objects.filter(session__number=4).count() >= 500
    assert load_demo_motions() == 0  # again does nothing
    assert AuditRecord.objects.filter(verb="motions.demo").count() == 1
    empty = [
        queue.key for queue in QUEUES if not any(queue.for_user(one).exists() for one in User.objects.filter(
            is_demo=True).exclude(username__startswith="demo-"))
    ]  # fmt: skip
    assert empty == ["extensions"]  # as the rule of the demo says, the unit explains and nobody decides
    assert_histories_follow_the_table()
    assert_clocks_say_what_their_events_say()
    numbers = Item.objects.exclude(number=None).values("kind", "number_period", "number")
    assert numbers.distinct().count() == numbers.count() > 400
    grades = set(Evaluation.objects.values_list("result", flat=True))
    assert grades == {"satisfied", "basically_satisfied", "dissatisfied"}
    assert Commitment.objects.open().filter(due_on__lt=localdate()).exists()
    assert Merge.objects.count() > 5
    assert Item.objects.filter(~Q(repeated=""), session__number=4).count() >= 20
    late = [item for item in Item.objects.filter(state="draft") if any(one.refuses for one in findings(item))]
    assert not late
    assert_the_verbs_go_on()


def test_it_ends_where_the_days_of_the_next_year_are_not_known():
    """Without the notice of its holidays no deadline can be counted."""
    last = HolidayNotice.objects.latest("year").year
    assert until(datetime(last + 1, 3, 20, tzinfo=UTC)).year == last
    today = datetime(last, 3, 20, tzinfo=UTC)
    assert until(today) == today


def test_a_real_installation_gets_no_invented_case(settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="演示"):
        load_demo_motions()
    assert not Item.objects.exists()
