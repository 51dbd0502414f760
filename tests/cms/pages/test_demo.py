"""The demo content: complete, alive, clean, and loaded only once."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from cms.editorial.gate.services import assess
from cms.pages import models
from cms.pages.demo import files, library
from cms.pages.demo.calendar import Calendar
from cms.pages.demo.pictures import SCENES
from cms.pages.export import page_exporter
from cms.pages.models import public_models

SATURDAY = timezone.make_aware(datetime(2026, 11, 21, 10, 0))


def load() -> dict:
    out = io.StringIO()
    call_command("load_demo", "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_it_shows_every_kind_and_passes_the_gate_and_loads_once():
    assert load()["pages"] > 60
    documents = list(page_exporter.export(page_exporter.all_ids()))
    kinds = {document.kind for document in documents}
    assert kinds >= {"news", "notice", "legislative", "policy", "meeting", "picture_story", "topic", "page"}
    blocks = {block["type"] for document in documents for block in document.body}
    assert blocks >= {
        "heading",
        "rich_text",
        "image",
        "table",
        "quotation",
        "attachments",
        "video",
        "related",
    }
    today = timezone.localdate().isoformat()
    open_drafts = [d for d in documents if d.locale == "zh-hans" and d.data.get("closes_on", "") >= today]
    assert len(open_drafts) == 3
    newest = models.NewsPage.objects.latest("published_on").published_on
    assert timezone.now() - newest < timedelta(days=1)
    errors = [
        (page.title, issue.code)
        for model in public_models()
        for page in model.objects.all()
        for issue in assess(page)
        if issue.severity == "error"
    ]
    assert errors == []
    assert load()["pages"] == 0


def test_dates_count_from_the_day_of_loading():
    calendar = Calendar(SATURDAY)
    assert calendar.fill("{date:0}，{md:-21}，{year:-365}") == "2026年11月21日，10月31日，2025"
    assert calendar.working_day(0) == date(2026, 11, 23)
    assert calendar.past(0, "23:00") < SATURDAY
    assert calendar.appointment("w:+0 09:00").weekday() == 0


@pytest.mark.parametrize("name", sorted(SCENES))
def test_every_picture_is_drawn_in_full_size(name):
    assert Image.open(io.BytesIO(SCENES[name]().jpeg())).size == (1600, 900)
    assert library.load("pictures")[name][1]


def test_the_files_are_what_their_names_say():
    made = {spec["key"]: files.make(spec) for spec in library.load("files")["file"]}
    assert made["tingche-caoan"].startswith(b"%PDF-1.4")
    assert made["tingche-caoan"].rstrip().endswith(b"%%EOF")
    with zipfile.ZipFile(io.BytesIO(made["jianyi-mingxi"])) as archive:
        assert archive.testzip() is None
        assert "关于开放机关夜间泊位的建议" in archive.read("xl/worksheets/sheet1.xml").decode()
    assert made["jiedai-richeng"].decode("utf-8-sig").startswith("联络站,县区")
