"""What the first screen knows: columns about to go stale, the newest release, where my texts stand."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from cms.editorial import services
from cms.editorial.desk.desk import desk_of
from cms.editorial.desk.releases import newest_release
from cms.editorial.desk.stale import about_to_go_stale, columns_by_freshness
from foundation.jobs.models import Job
from publishing.models import Change, Release
from publishing.services import PUBLISH_JOB

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_a_column_counts_from_its_newest_item_and_is_announced_before_its_term_ends(clock, office):
    office.published()
    clock.shift(timedelta(days=8))
    (row,) = columns_by_freshness()
    assert (row.used, row.cadence, about_to_go_stale([row])) == (8, 14, [])
    clock.shift(timedelta(days=3))
    (row,) = columns_by_freshness()
    assert about_to_go_stale([row]) == [row]
    assert (row.tone, row.says) == ("amber", "11 / 14 天")
    clock.shift(timedelta(days=4))
    (row,) = columns_by_freshness()
    assert (row.tone, row.says) == ("red", "超过 1 天")


def test_a_static_column_never_goes_stale(clock, office):
    type(office.column).objects.update(cadence=0)
    clock.shift(timedelta(days=400))
    assert columns_by_freshness() == []


def test_the_newest_release_is_told_in_a_sentence(clock, office):
    assert newest_release().sentence == "网站还没有发布过"
    Release.objects.create(name="r1", pages=12, documents=9, written=4, seconds=1.24)
    clock.shift(timedelta(minutes=12))
    assert newest_release().sentence == "12 分钟前发布，用时 1.2 秒，没有错误"
    Release.objects.create(name="r2", seconds=41.4, problems=[{"document_id": "page:1", "message": "坏链"}])
    assert newest_release().sentence == "刚刚发布，用时 41 秒，1 处错误"


def test_a_failed_publication_is_said_until_the_next_one_succeeds(clock, office):
    Release.objects.create(name="r1", seconds=1)
    clock.shift(timedelta(minutes=1))
    Job.objects.create(
        kind=PUBLISH_JOB, state="failed", error="磁盘已满", finished_at=NOW + timedelta(minutes=1)
    )
    assert newest_release().failed
    assert newest_release().sentence == "发布失败，网上还是上一版"
    clock.shift(timedelta(minutes=1))
    Release.objects.create(name="r2", seconds=1)
    assert not newest_release().failed


def test_my_texts_are_found_where_they_stand(office):
    office.draft("草稿一", source="")
    office.submitted("在审的")
    back = office.submitted("退回的")
    services.send_back(back, office.first_reviewer, "标题太长")
    page = office.published("上线的")
    mine = desk_of(office.editor).mine
    assert [(row.page.draft_title, row.state) for row in mine.drafts] == [("草稿一", "缺来源")]
    assert [(row.page.draft_title, row.comment) for row in mine.sent_back] == [("退回的", "标题太长")]
    assert [(row.page.draft_title, row.state) for row in mine.under_way] == [("在审的", "等初审")]
    assert [(row.page.draft_title, row.state) for row in mine.public] == [("上线的", "正在上线")]
    release = Release.objects.create(name="r1", seconds=1)
    Change.objects.filter(document_id=page.document_id).update(release=release)
    (row,) = desk_of(office.editor).mine.public
    assert (row.state, row.live_since) == ("已上线", release.activated_at)


def test_the_draft_that_must_go_out_first_stands_first(clock, office):
    office.submitted("不急")
    office.submitted("后天", go_live_at=NOW + timedelta(days=2))
    office.submitted("今天", go_live_at=NOW + timedelta(hours=2))
    desk = desk_of(office.first_reviewer)
    assert [row.page.draft_title for row in desk.waiting] == ["今天", "后天", "不急"]
    assert desk.waiting[0].leaf.tone == "red"


def test_what_could_not_be_published_is_named_with_the_way_to_cure_it_until_it_is_cured(office, client_for):
    page = office.published("链接坏了的稿子")
    problems = [{"document_id": page.document_id, "message": "链接 /no/ 打不开，请改正或删去"}]
    Release.objects.create(name="r1", seconds=1, problems=problems)
    client = client_for("editor")
    html = client.get("/admin/").content.decode()
    assert "以下内容未能发布" in html
    assert "链接坏了的稿子" in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert "链接 /no/ 打不开，请改正或删去" in html
    Release.objects.create(name="r2", seconds=1)
    assert "以下内容未能发布" not in client.get("/admin/").content.decode()
