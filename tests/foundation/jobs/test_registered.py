"""What the house does by the clock, and which work goes one at a time."""

from foundation.jobs.clock import works
from foundation.jobs.registry import SERIAL_QUEUES, kinds


def test_the_day_turns_at_midnight_and_scheduled_pages_go_out_within_seconds():
    assert works["publishing.turn_day"].daily_at == "00:00"
    assert works["editorial.publish_due"].every_seconds == 20


def test_the_site_is_published_one_release_at_a_time():
    assert kinds["publishing.publish"].queue in SERIAL_QUEUES
