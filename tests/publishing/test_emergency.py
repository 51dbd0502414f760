"""What is urgent goes out first, and a long run makes way for it."""

import shutil
from pathlib import Path

import pytest

from publishing import registry
from publishing.contract import Document
from publishing.models import Change, Release
from publishing.run import memory
from publishing.services import PublishHeld, hold_publishing, lane, live_since, publish_site
from publishing.services.warm_up import warm_up
from publishing.services.where import setup, site_paths
from tests.publishing.emergency_site import (
    COUNT,
    Office,
    WhileRendering,
    first_site,
    fresh_build,
    item,
    readers,
)
from tests.publishing.factory import THEME, column, replace
from tests.publishing.test_build import same_for_readers

pytestmark = pytest.mark.django_db(transaction=True)
SITE_THEME = Path(__file__).resolve().parents[2] / "site_theme"
NOTE = ".gone/news/2026/0104/3/index.html"
NEWS = "news/index.html"
OLD, NEW = "第200号工作动态", "改后的第200号"


@pytest.fixture
def office(monkeypatch, settings, tmp_path) -> Office:
    settings.SITE_DIR, settings.SITE_THEME_DIR = tmp_path / "site", tmp_path / "theme"
    shutil.copytree(THEME, settings.SITE_THEME_DIR)
    office = Office(first_site())
    exporters = {prefix: office.exporter(prefix) for prefix in ("page", "site", "notice")}
    monkeypatch.setattr(registry, "exporters", exporters)
    monkeypatch.setattr(registry, "context_sources", [])
    monkeypatch.setattr("publishing.services.take_in.exporters", exporters)
    monkeypatch.setattr(lane, "LOOK_EVERY", 0)  # every report of progress looks at the log
    publish_site()
    office.look()
    return office


def paint(settings) -> None:
    """Another frame: every page has to be made anew."""
    base = settings.SITE_THEME_DIR / "templates/base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", "<p>新的页脚</p></body>"), "utf-8")


def text(files: dict[str, bytes], file: str) -> str:
    return files[file].decode()


def equals_a_full_build(tmp_path) -> None:
    same_for_readers(readers(), fresh_build(tmp_path / "elsewhere", setup()))


def children() -> set[str]:
    """Processes this one started and that have not ended; servers of other tests may be among them."""
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for one in lists for pid in one.read_text().split()}


@pytest.fixture
def page_200() -> str:
    return item(200).path.strip("/") + "/index.html"


def test_a_withdrawal_overtakes_a_long_run_that_renders(office, tmp_path, page_200):
    office.change_many()
    running = children()
    last = publish_site(progress=WhileRendering(office, lambda: office.withdraw(3)))
    office.look()
    before, emergency, after = office.seen
    assert NOTE not in before
    assert "引用数字有误" in text(emergency, NOTE)
    assert OLD in text(emergency, page_200)  # nothing of the half-made run
    assert NEW not in text(emergency, page_200)
    assert NEW in text(after, page_200)
    assert NOTE in after
    newest, overtaking, _ = Release.objects.all()
    assert newest.name == last.release
    assert set(overtaking.changes.values_list("document_id", flat=True)) == {"page:3"}
    assert overtaking.written < 60
    assert not last.problems
    assert not Change.objects.filter(release=None).exists()
    assert children() <= running
    equals_a_full_build(tmp_path)


def test_the_same_with_another_theme_while_all_pages_are_made_anew(office, tmp_path, settings, page_200):
    paint(settings)
    office.save(replace(item(5), title="平常的改动"))
    publish_site(progress=WhileRendering(office, lambda: office.withdraw(3)))
    office.look()
    _, emergency, after = office.seen
    assert "新的页脚" in text(emergency, NOTE)
    assert "新的页脚" not in text(emergency, page_200)
    assert "平常的改动" not in text(emergency, item(5).path.strip("/") + "/index.html")
    pages = [file for file in after if file.endswith(".html") and file.startswith("news/")]
    assert len(pages) > COUNT
    assert all("新的页脚" in text(after, file) for file in pages)
    equals_a_full_build(tmp_path)


def test_a_run_that_exports_everything_makes_way_too_and_starts_again(office, tmp_path):
    office.documents["page:5"] = replace(item(5), title="没有记下的改动")
    publish_site(full=True, progress=WhileRendering(office, lambda: office.withdraw(3)))
    office.look()
    _, emergency, after = office.seen
    assert "没有记下的改动" not in text(emergency, item(5).path.strip("/") + "/index.html")
    assert NOTE in emergency
    assert "没有记下的改动" in text(after, item(5).path.strip("/") + "/index.html")
    equals_a_full_build(tmp_path)


def test_the_process_still_remembers_the_site_after_it_made_way(office, tmp_path, monkeypatch):
    office.change_many()
    office.save(*(item(number) for number in range(COUNT + 1, COUNT + 5)))
    loads = []
    real = memory.Site.load
    monkeypatch.setattr(memory.Site, "load", lambda *a, **k: loads.append(1) or real(*a, **k))
    publish_site(progress=WhileRendering(office, lambda: office.withdraw(3)))
    assert not loads
    office.save(item(COUNT + 5))
    publish_site()
    monkeypatch.undo()
    kept = memory._kept[site_paths().root].site
    with memory.Snapshot(site_paths().snapshot) as snapshot:
        fresh = memory.Site.load(snapshot)
    assert {name: list(kept.lists[name]) for name in fresh.lists} == {
        name: list(fresh.lists[name]) for name in fresh.lists
    }


def test_of_mixed_changes_the_urgent_ones_go_first_in_a_release_of_their_own(office, tmp_path):
    office.save(replace(item(5), title="平常的改动"))
    office.save(replace(item(6), title="同一发布集"), release_set="s")
    office.withdraw(3, release_set="s")
    publish_site(progress=office.look)
    office.look()
    _, emergency, after = office.seen
    assert NOTE in emergency
    assert "同一发布集" in text(emergency, item(6).path.strip("/") + "/index.html")
    assert "平常的改动" not in text(emergency, item(5).path.strip("/") + "/index.html")
    assert "平常的改动" in text(after, item(5).path.strip("/") + "/index.html")
    assert live_since("page:3") < live_since("page:5")
    equals_a_full_build(tmp_path)


def test_only_urgent_changes_make_one_release(office):
    office.withdraw(3)
    publish_site()
    assert Release.objects.count() == 2
    assert NOTE in readers()


def test_an_urgent_change_of_a_column_is_correct_if_slow(office, tmp_path):
    office.save(replace(item(5), title="平常的改动"))
    office.save(column("news", "要闻动态"), urgent=True)
    publish_site(progress=office.look)
    office.look()
    _, emergency, _ = office.seen
    assert "要闻动态" in text(emergency, NEWS)
    assert "平常的改动" not in text(emergency, item(5).path.strip("/") + "/index.html")
    equals_a_full_build(tmp_path)


def test_an_urgent_document_that_is_held_back_does_not_stop_the_rest(office):
    office.save(replace(item(5), title="平常的改动"))
    office.save(
        replace(item(6), body=({"type": "rich_text", "value": {"html": "<style>p{}</style>"}},)), urgent=True
    )
    release = publish_site()
    assert [problem.document_id for problem in release.problems] == ["page:6"]
    assert live_since("page:5")
    assert live_since("page:6") is None


def test_while_publishing_is_held_nothing_urgent_goes_out_unless_somebody_says_so(office, user_for):
    hold_publishing(user_for("chief_editor"), "查证")
    office.withdraw(3)
    with pytest.raises(PublishHeld):
        publish_site()
    assert NOTE not in readers()
    publish_site(despite_hold=True)
    assert NOTE in readers()


def test_a_hold_that_comes_while_a_long_run_renders_stops_both(office, user_for, page_200):
    office.change_many()

    def rolled_back():
        hold_publishing(user_for("chief_editor"), "查证")
        office.withdraw(3)

    with pytest.raises(PublishHeld):
        publish_site(progress=WhileRendering(office, rolled_back))
    assert NOTE not in readers()
    assert OLD in text(readers(), page_200)


def test_a_job_that_lost_its_lease_seals_no_urgent_release_either(office):
    class LeaseLost(Exception):
        pass

    def guard():
        raise LeaseLost

    office.withdraw(3)
    with pytest.raises(LeaseLost):
        publish_site(guard=guard)
    assert NOTE not in readers()
    publish_site()
    assert NOTE in readers()


def test_a_site_wide_notice_is_a_patch_of_home_page_and_notice_only(office, settings):
    shutil.copytree(SITE_THEME, settings.SITE_THEME_DIR, dirs_exist_ok=True)
    publish_site(progress=office.look)
    office.look()
    paint(settings)
    words, raised = "因暴雨听证会改期", "2026-11-20T08:00:00+00:00"
    notice = Document(
        "notice:zh-hans",
        "site_notice",
        "zh-hans",
        "/site-notice/",
        words,
        published=raised,
        updated=raised,
        data={"level": "urgent"},
    )
    office.save(notice, urgent=True)
    assert not publish_site(progress=office.look).problems
    office.look()
    before, emergency, after = office.seen[-3:]
    for file in ("site-notice.json", "site-notice/index.html", "index.html"):
        assert words in text(emergency, file).replace("<wbr>", "")  # headlines break between phrases
    articles = [file for file in before if file.startswith("news/") and file.endswith("index.html")]
    assert len(articles) > COUNT
    assert all(emergency[file] == before[file] for file in articles)
    assert all("新的页脚" in text(after, file) for file in articles)


def test_a_publisher_that_has_just_started_has_read_the_site_before_the_first_change(
    office, tmp_path, monkeypatch
):
    memory.forget(site_paths())
    assert warm_up()
    loads = []
    monkeypatch.setattr(memory.Site, "load", lambda *a, **k: loads.append(1))
    office.withdraw(3)
    publish_site()
    assert not loads
    assert NOTE in readers()
    monkeypatch.undo()
    equals_a_full_build(tmp_path)


def test_before_the_first_release_there_is_nothing_to_read(office, settings, tmp_path):
    settings.SITE_DIR = tmp_path / "another"
    assert not warm_up()
