"""Back to an older release at once, and on again: readers, the chain, the hold, the roles, the commands."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from publishing.models import Change, Hold, Release
from publishing.release.manifest import Manifest
from publishing.services import (
    NotAllowed,
    PublishHeld,
    ReleaseRefused,
    changes_of,
    diff_releases,
    file_of_release,
    hold_publishing,
    publish_job,
    publish_site,
    releases,
    resume,
    roll_back,
    served_release,
)
from tests.publishing.factory import gone, item, replace
from tests.publishing.test_services import content, page  # noqa: F401 - the fixture of an app's documents
from tests.services.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db):
    return make_user("chief_editor")


@pytest.fixture
def two(content):  # noqa: F811
    """Two releases: the first site, and one with a changed headline."""
    first = publish_site().release
    content.save(replace(item(1), title="改错了的标题"), reason="更正")
    return first, publish_site().release


class Silent:
    def step(self, percent, text=""):
        pass

    def guard(self):
        pass


def test_readers_get_the_old_content_as_a_new_signed_release(two, chief, settings):
    first, second = two
    row = roll_back(first, chief, "标题错了")
    assert "改错了的标题" not in page(settings, "news/index.html")
    folder = settings.SITE_DIR / "releases"
    old, wrong, new = (Manifest.read(folder / name) for name in (first, second, row.name))
    assert (new.root, new.head.restores) == (old.root, first)
    assert (new.number, new.head.previous) == (wrong.number + 1, wrong.hash)
    assert new.signature
    assert (row.kind, row.by, row.reason, row.shows) == ("rollback", chief, "标题错了", first)
    assert AuditRecord.objects.filter(verb="publishing.roll_back", object_key=f"release:{row.name}").exists()


def test_publishing_is_held_until_somebody_resumes_and_nothing_is_lost(content, two, chief, settings):  # noqa: F811
    roll_back(two[0], chief, "标题错了")
    content.save(item(9), urgent=True)
    with pytest.raises(PublishHeld, match="标题错了"):
        publish_site()
    assert "停住" in publish_job({}, Silent())["held"]
    assert Change.objects.filter(release=None).count() == 1
    resume(chief)
    publish_site()
    news = page(settings, "news/index.html")
    assert "第9号" in news
    assert "改错了的标题" in news  # nobody corrected it: what is approved is what goes out
    assert not Change.objects.filter(release=None).exists()


def test_resuming_without_a_change_leads_forward_not_back_in_number(two, chief, settings):
    back = roll_back(two[0], chief, "看一眼")
    resume(chief)
    again = publish_site().release
    folder = settings.SITE_DIR / "releases"
    assert "改错了的标题" in page(settings, "news/index.html")
    assert Manifest.read(folder / again).number > Manifest.read(folder / back.name).number
    assert Manifest.read(folder / again).root == Manifest.read(folder / two[1]).root


def test_a_withdrawal_can_go_out_although_publishing_is_held(content, two, chief, settings):  # noqa: F811
    roll_back(two[0], chief, "标题错了")
    content.save(gone(item(2)))
    publish_site(despite_hold=True)
    assert not (settings.SITE_DIR / "current" / item(2).path.lstrip("/") / "index.html").exists()


def test_going_back_twice_to_the_same_release_is_refused_and_changes_nothing(two, chief):
    row = roll_back(two[0], chief, "标题错了")
    for name in (two[0], row.name):
        with pytest.raises(ReleaseRefused, match="现在看到的就是"):
            roll_back(name, chief, "再按一次")
    assert Release.objects.count() == 3
    assert Hold.objects.count() == 1


@pytest.mark.parametrize(("name", "reason", "why"), [("r00000099-x", "错", "不在了"), ("../../etc", "错", "不在了"), ("", "错", "不在了"), (None, " ", "理由")])  # fmt: skip
def test_what_cannot_be_shown_is_refused_before_anything_is_held(two, chief, name, reason, why):
    with pytest.raises(ReleaseRefused, match=why):
        roll_back(two[0] if name is None else name, chief, reason)
    assert not Hold.objects.exists()
    assert served_release() == two[1]


def test_a_damaged_release_is_not_served(two, chief, settings):
    manifest = settings.SITE_DIR / "releases" / two[0] / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_bytes(b"{}")
    with pytest.raises(ReleaseRefused, match="网站没有变"):
        roll_back(two[0], chief, "标题错了")
    assert served_release() == two[1]


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_only_chief_editors_and_system_administrators_roll_back_hold_and_resume(two, role):
    user = make_user(role)
    allowed = role in ("chief_editor", "system_admin")
    for verb in (
        lambda: roll_back(two[0], user, "错"),
        lambda: hold_publishing(user, "错"),
        lambda: (hold_publishing(None, "错"), resume(user)),
    ):
        with transaction.atomic():
            if allowed:
                verb()
            else:
                with pytest.raises(NotAllowed):
                    verb()
            transaction.set_rollback(True)
        if allowed:
            return  # the link that readers follow does not roll back with the database


def test_the_list_tells_who_what_and_why_and_finds_by_title(content, two, chief):  # noqa: F811
    content.save(item(9), actor=chief, reason="今天的会")
    publish_site()
    newest = releases().first()
    assert newest.change_count == 1
    [change] = changes_of(newest)
    assert (change.title, change.by, change.reason) == (item(9).title, str(chief), "今天的会")
    assert [row.name for row in releases("第9号")] == [newest.name]
    assert [row.name for row in releases("更正")] == [two[1]]
    assert not releases("没有的字").exists()


def test_two_releases_differ_in_exactly_the_files_a_change_touched(two):
    found = diff_releases(*two)
    assert not [file for file in found.added + found.removed if not file.startswith(".release/search/")]
    assert "news/index.html" in found.changed
    assert "notices/index.html" not in found.changed
    assert "改错了的标题".encode() in file_of_release(two[1], "news/index.html")
    assert file_of_release(two[1], "../" + two[0] + "/news/index.html") == b""
    assert file_of_release(two[1], ".release/search.json") == b""
    with pytest.raises(ReleaseRefused, match="已经清理"):
        diff_releases("r00000099-x", two[1])


def call(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_commands_list_roll_back_and_resume(two, settings):
    lines = [json.loads(line) for line in call("releases", "--json").splitlines()]
    assert [line["release"] for line in lines] == [two[1], two[0]]
    assert [line["current"] for line in lines] == [True, False]
    assert "发布已停住" in call("rollback_release", "1", "--reason", "标题错了")
    assert "恢复：" in call("releases")
    with pytest.raises(CommandError, match="停住"):
        call("publish", "--json")
    assert "已恢复发布" in call("resume_publishing")
    with pytest.raises(CommandError, match="没有停住"):
        call("resume_publishing")
    with pytest.raises(CommandError, match="不在了"):
        call("rollback_release", "77", "--reason", "标题错了")
