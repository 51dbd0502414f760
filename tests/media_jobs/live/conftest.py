"""A broadcast that is planned, and the person who planned it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from media_jobs.live import services


@pytest.fixture
def editor(user_for):
    return user_for("editor")


@pytest.fixture
def planned(editor):
    """`planned(title, delay_s=…)`: a broadcast of today, with two points."""

    def make(title: str = "常委会会议", **fields):
        now = timezone.now()
        points = [("听取工作报告", "张三"), ("分组审议", "")]
        given = {"starts_at": now, "ends_at": now + timedelta(hours=2), "delay_s": 10, "points": points}
        return services.schedule(by=editor, title=title, **{**given, **fields})

    return make
