"""A broadcast that is planned for today, and whoever planned it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from media_jobs.services import live
from tests.services.people import make_user


@pytest.fixture
def planner(db):
    return make_user("editor", display_name="殷清露")


@pytest.fixture
def planned(planner):
    """`planned(title, access=…)`: a broadcast of the next two hours, with two points."""

    def make(title: str = "常委会会议", **fields):
        now = timezone.now()
        given = {
            "starts_at": now,
            "ends_at": now + timedelta(hours=2),
            "points": [("听取工作报告", "张三"), ("表决", "")],
        }
        return live.schedule(by=planner, title=title, **{**given, **fields})

    return make
