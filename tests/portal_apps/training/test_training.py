"""A deputy watches a training film: it goes on where it stopped, and only what was really watched counts."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from portal_apps.training.models import Study
from portal_apps.training.services import note_watching
from portal_apps.training.spans import joined, seconds
from tests.services.film import KEY
from tests.services.people import make_user
from tests.services.reading import axe_faults, fits, keep_picture

MOMENTS = st.floats(0, 600, allow_nan=False)
SPANS = st.lists(st.tuples(MOMENTS, MOMENTS), max_size=20)


@pytest.fixture
def training(db):
    folder = f"videos/{KEY}"
    return apps.get_model("media_jobs", "Video").objects.create(
        key=UUID(KEY), title="怎样提好一件建议", access="deputies", state="ready", playing=1, duration_s=600,
        width=320, height=180, source="x", source_name="x.mp4", poster=f"{folder}/poster.jpg",
        created_by=make_user("media_operator"),
    )  # fmt: skip


@given(SPANS, SPANS)
def test_what_is_watched_twice_counts_once_in_whatever_order_it_is_told(first, second):
    whole = joined([*first, *second], 300)
    assert joined([*whole, *first], 300) == whole
    assert joined([*second, *first], 300) == whole
    assert seconds(whole) <= 300
    assert all(a[1] < b[0] for a, b in pairwise(whole))


@given(SPANS)
def test_every_second_watched_lies_in_a_stretch(spans):
    whole = joined(spans, 1000)
    for start, end in spans:
        assert start >= end or any(a <= start and end <= b for a, b in whole)


def test_seeking_about_earns_nothing_and_watching_does(training, moment, time_machine):
    moment("2026-11-22 09:00+08:00")
    deputy = make_user("deputy")
    assert note_watching(training, by=deputy, spans=[(0, 10)], position=10).seconds == 10
    assert (
        note_watching(training, by=deputy, spans=[(0, 590)], position=590).seconds == 10
    )  # no time has passed
    time_machine.shift(60)
    study = note_watching(training, by=deputy, spans=[(0, 70), (0, 60)], position=70)
    assert (study.seconds, study.percent, study.position) == (70, 11, 70)
    time_machine.shift(3600)
    assert note_watching(training, by=deputy, spans=[(0, 600)], position=600).percent == 100
    assert apps.get_model("audit", "AuditRecord").objects.filter(verb="training.seen").count() == 1


def test_a_new_edition_begins_anew_and_what_was_earned_stays(training):
    deputy = make_user("deputy")
    begun = datetime.now(UTC) - timedelta(hours=1)
    Study.objects.create(
        person=deputy, video=training, edition=1, spans=[[0, 300]], seconds=300, best=0.5, noted_at=begun
    )
    training.playing = 2
    study = note_watching(training, by=deputy, spans=[(0, 60)], position=60)
    assert (study.seconds, study.percent) == (60, 50)


def test_others_neither_see_the_films_nor_earn_by_them(training, client_for):
    for role in ("station_admin", "unit_handler"):
        client = client_for(role)
        assert client.get("/training/").status_code == 403
        assert client.get(f"/training/{training.pk}/").status_code == 403
    with pytest.raises(PermissionDenied):
        note_watching(training, by=make_user("station_admin"), spans=[(0, 5)], position=5)


@pytest.mark.parametrize(
    "body", ["", "{}", '{"spans": [[1]], "position": 1}', '{"spans": [["a", 2]], "position": 1}']
)
def test_nonsense_is_refused_in_words(training, client_for, body):
    answer = client_for("deputy").post(
        f"/training/{training.pk}/watched/", body, content_type="application/json"
    )
    assert answer.status_code == 400
    assert "请刷新" in json.loads(answer.content)["error"]


def test_a_deputy_watches_and_comes_back_to_where_it_stopped(live_server, log_in, new_page, training, film):
    folder = Path(settings.STORAGES["private"]["OPTIONS"]["location"]) / "videos" / KEY
    shutil.copytree(film, folder, dirs_exist_ok=True)
    deputy, page = make_user("deputy"), new_page(viewport={"width": 390, "height": 844})
    log_in(page, deputy, live_server.url)
    page.goto(f"{live_server.url}/training/")
    page.get_by_role("link", name="怎样提好一件建议").click()
    assert axe_faults(page, "main") == []
    assert fits(page)
    keep_picture(page, "training-390")
    page.get_by_role("button", name="播放").click()
    video = page.locator("video").element_handle()
    page.wait_for_function("v => v.currentTime > 1", arg=video)
    with page.expect_response("**/watched/") as answer:
        video.evaluate("v => v.pause()")
    assert answer.value.ok
    expect(page.locator("[data-studied]")).to_contain_text("已看 0%")
    study = Study.objects.get(person=deputy)
    assert 0.5 < study.seconds <= study.position + 0.5
    Study.objects.filter(pk=study.pk).update(position=2)
    page.reload()
    page.get_by_role("button", name="播放").click()
    page.wait_for_function("v => v.currentTime >= 2", arg=page.locator("video").element_handle())
    shutil.rmtree(folder)


def test_a_link_that_ended_is_renewed_while_the_film_plays(
    live_server, log_in, new_page, training, film, page_problems
):
    folder = Path(settings.STORAGES["private"]["OPTIONS"]["location"]) / "videos" / KEY
    shutil.copytree(film, folder, dirs_exist_ok=True)
    page = new_page()
    log_in(page, make_user("deputy"), live_server.url)
    page.goto(f"{live_server.url}/training/{training.pk}/")
    first = page.locator("[data-player]").get_attribute("data-master").rpartition("/")[0]
    over = []

    def ended(route):
        over.append(route.request.url)
        route.fulfill(status=403)

    page.wait_for_timeout(1100)  # a ticket tells seconds: the next one must be another
    page.route(f"**{first}/s-*", ended)
    page.get_by_role("button", name="播放").click()
    page.wait_for_function("v => v.currentTime > 0.5", arg=page.locator("video").element_handle())
    expect(page.locator("[data-say]")).to_be_empty()
    assert over
    page_problems.clear()  # the browser tells of the refused pieces
    shutil.rmtree(folder)


def test_a_new_link_is_for_who_may_watch_a_film_of_the_deputies(training, client_for):
    address = f"/videos/link/{training.pk}/"
    assert client_for("deputy").get(address).json()["master"].endswith("/master.m3u8")
    assert client_for("unit_handler").get(address).status_code == 403
    training.access = "public"
    training.save()
    assert client_for("deputy").get(address).status_code == 404
