"""The publisher behind its door: change log in, release out."""

import errno
import json
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from publishing import registry
from publishing.contract import Exporter
from publishing.models import Change, Release
from publishing.release import draft as drafts
from publishing.services import (
    live_since,
    publish_job,
    publish_site,
    read_preview_file,
    record_change,
    render_preview,
    turn_day,
)
from publishing.services.where import setup
from tests.publishing.factory import THEME, gone, item, replace, rich, small_site

pytestmark = pytest.mark.django_db


class Content:
    """A family of documents that an app keeps."""

    def __init__(self, *documents):
        self.documents = {document.id: document for document in documents}
        self.broken: set[str] = set()

    def save(self, *documents, **change):
        for document in documents:
            self.documents[document.id] = document
            record_change(document.id, "publish", **change)

    def export(self, ids):
        for name in ids:
            if name in self.broken:
                raise ValueError("正文读不出来")
            if name in self.documents:
                yield self.documents[name]


@pytest.fixture
def content(monkeypatch, settings, tmp_path) -> Content:
    settings.SITE_DIR = tmp_path / "site"
    settings.SITE_THEME_DIR = THEME
    content = Content(*small_site())
    exporters = {
        prefix: Exporter(
            prefix,
            content.export,
            lambda prefix=prefix: [name for name in content.documents if name.startswith(prefix + ":")],
        )
        for prefix in ("page", "site", "kind")
    }
    monkeypatch.setattr(registry, "exporters", exporters)
    monkeypatch.setattr(registry, "context_sources", [])  # the CMS knows nothing of these documents
    monkeypatch.setattr("publishing.services.take_in.exporters", exporters)
    monkeypatch.setattr("publishing.services.preview.exporters", exporters)
    return content


def page(settings, file: str) -> str:
    return (settings.SITE_DIR / "current" / file).read_text("utf-8")


def test_the_first_run_exports_everything(content, settings):
    release = publish_site()
    assert release.documents == 7
    assert "第3号" in page(settings, "news/index.html")
    assert Release.objects.get().name == release.release


def test_a_recorded_change_goes_live_and_says_since_when(content, settings):
    publish_site()
    content.save(replace(item(2), title="新标题"))
    assert live_since("page:2") is None
    publish_site()
    assert "新标题" in page(settings, "news/index.html")
    assert live_since("page:2") == Release.objects.first().activated_at


def test_what_the_exporter_no_longer_knows_leaves_the_site(content, settings):
    publish_site()
    del content.documents["page:2"]
    record_change("page:2", "delete")
    publish_site()
    assert "第2号" not in page(settings, "news/index.html")


def test_a_withdrawn_document_leaves_its_note(content, settings):
    publish_site()
    content.save(gone(item(2), "数字有误"))
    publish_site()
    assert "数字有误" in page(settings, ".gone/news/2026/0103/2/index.html")


def test_personal_data_never_enters_a_release(content, settings):
    publish_site()
    content.save(item(4, body=(rich("<p>联系人手机 13800138000</p>"),)), item(5))
    release = publish_site()
    assert [problem.document_id for problem in release.problems] == ["page:4"]
    assert "13800138000" not in json.dumps(release.problems[0].message)
    assert "第4号" not in page(settings, "news/index.html")
    assert "第5号" in page(settings, "news/index.html")
    assert live_since("page:4") is None
    assert live_since("page:5") is not None


def test_a_document_that_cannot_be_exported_does_not_stop_the_others(content, settings):
    publish_site()
    content.save(replace(item(1), title="读不出"), item(5))
    content.broken.add("page:1")
    release = publish_site()
    assert release.problems[0].document_id == "page:1"
    assert "第1号" in page(settings, "news/index.html")
    assert "第5号" in page(settings, "news/index.html")
    content.broken.clear()
    publish_site()
    assert "读不出" in page(settings, "news/index.html")
    assert not Release.objects.first().problems


def test_a_release_set_goes_live_whole_or_waits_whole(content, settings):
    publish_site()
    bad = replace(item(1), body=(rich("<style>p{}</style>"),))
    content.save(bad, item(5, title="同组文章"), release_set="s1")
    content.save(item(6))
    release = publish_site()
    assert {problem.document_id for problem in release.problems} == {"page:1", "page:5"}
    assert "同组文章" not in page(settings, "news/index.html")
    assert "第6号" in page(settings, "news/index.html")
    content.save(item(1), release_set="s1")
    publish_site()
    assert "同组文章" in page(settings, "news/index.html")


def test_another_app_brings_its_kind_and_the_engine_shows_it(content, settings, tmp_path):
    import shutil

    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    (theme / "templates/pages/station.html").write_text(
        '{% extends "base.html" %}{% block main %}<h1>{{ doc.title }}</h1>{{ doc.data.hours }}{% endblock %}'
    )
    settings.SITE_THEME_DIR = theme
    publish_site()
    content.save(
        item(
            50,
            "",
            kind="station",
            id="kind:1",
            path="/stations/1/",
            sequence=0,
            title="中心联络站",
            data={"hours": "周三下午"},
        )
    )
    publish_site()
    assert "周三下午" in page(settings, "stations/1/index.html")


def test_the_day_turns_once_a_day(content, settings):
    with time_machine.travel("2026-11-21 16:30:00+00:00", tick=False):  # half past midnight in Shanghai
        turn_day()
        publish_site()
        assert "2026-11-22" in page(settings, "index.html")
        assert turn_day() is None
    with time_machine.travel("2026-11-22 16:30:00+00:00", tick=False):
        assert turn_day() is not None
        publish_site()
        assert "2026-11-23" in page(settings, "index.html")


def test_changes_wait_in_one_job(content):
    content.save(item(4), item(5))
    assert Job.objects.filter(kind="publishing.publish").count() == 1


def test_the_job_may_run_twice(content):
    class Progress:
        said: list = []

        def step(self, percent, message=""):
            self.said.append((percent, message))

    first = publish_job({}, Progress())
    again = publish_job({}, Progress())
    assert again == {**first, "written": 0}
    assert Progress.said[-1] == (100, "已上线")


def test_the_command_prints_one_object_with_exactly_the_figures(content):
    out = StringIO()
    call_command("publish", "--json", stdout=out)
    names = ["release", "sequence", "documents", "pages", "written", "removed", "seconds", "cpu_seconds"]
    assert list(json.loads(out.getvalue())) == names


def test_the_command_speaks_to_people_and_names_problems(content):
    content.documents["page:4"] = item(4, body=(rich("<style>p{}</style>"),))
    out = StringIO()
    call_command("publish", "--full", stdout=out)
    assert "已上线" in out.getvalue()
    assert "page:4" in out.getvalue()


def test_changes_of_a_full_run_are_settled_too(content):
    content.save(item(4))
    publish_site(full=True)
    assert not Change.objects.filter(release=None).exists()


def test_a_preview_before_the_first_release_has_the_frame_of_the_site(content):
    html = render_preview(item(4, title="草稿"))
    assert "草稿" in html
    assert "要闻" in html


def test_preview_files_come_from_theme_store_and_release_only(content, settings):
    publish_site()
    css = setup().theme.assets["css/site.css"].file
    assert read_preview_file(f"theme/{css}")[1] == "text/css"
    assert read_preview_file("site/robots.txt")[0].startswith(b"User-agent")
    for path in (
        "site/../snapshot.sqlite3",
        "/etc/passwd",
        "site/.release/search/index.json",
        "theme/x.css",
        "x",
    ):
        assert read_preview_file(path) is None


def test_a_broken_link_goes_out_only_with_a_name_and_leaves_a_record(content, settings, user_for):
    publish_site()
    content.save(item(4, body=(rich('<p><a href="/no/such/">见</a></p>'),)))
    assert [problem.document_id for problem in publish_site().problems] == ["page:4"]
    assert live_since("page:4") is None
    with pytest.raises(PermissionDenied):
        publish_site(override_links="急", by=user_for("editor"))
    call_command("publish", "--json", "--override-links", "值班主任：防汛通知", stdout=StringIO())
    assert live_since("page:4") is not None
    assert "值班主任：防汛通知" in Release.objects.first().problems[0]["message"]
    row = AuditRecord.objects.get(verb="publishing.override_links")
    assert row.object_key == f"release:{Release.objects.first().name}"


def test_a_full_disk_is_what_the_job_says_and_what_to_do_about_it(content, settings, monkeypatch):
    publish_site()
    before = page(settings, "news/index.html")
    content.save(replace(item(1), title="新标题"))

    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(drafts, "write_file", full)
        run_waiting()
    error = Job.objects.get(kind="publishing.publish").error
    assert error.startswith("磁盘已满，没有发布")
    assert "请腾出空间" in error
    assert page(settings, "news/index.html") == before
    publish_site()
    assert "新标题" in page(settings, "news/index.html")
