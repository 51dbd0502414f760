"""By the clock old releases leave by the rules; a damaged one is not built upon."""

import os

import pytest
from django.core.management import CommandError, call_command

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job
from publishing.services import (
    NotAllowed,
    ReleaseRefused,
    keep_release,
    kept_releases,
    publish_site,
    roll_back,
    served_release,
    sweep_releases,
    verify_release,
)
from tests.publishing.factory import item, replace
from tests.publishing.test_services import content, page  # noqa: F401 - the fixture of an app's documents
from tests.services.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(content, settings):  # noqa: F811
    """Six releases; the rules keep two and no days."""
    settings.RELEASES_KEEP, settings.RELEASES_KEEP_DAYS = 2, 0
    made = [publish_site().release]
    for number in range(5):
        content.save(replace(item(1), title=f"第{number}次改"))
        made.append(publish_site().release)
    return made


def test_the_newest_stay_and_the_older_ones_can_no_longer_be_shown(names, settings):
    before = page(settings, "index.html")
    assert sweep_releases() == names[:4]
    assert kept_releases() == set(names[4:])
    assert page(settings, "index.html") == before
    with pytest.raises(ReleaseRefused, match="不在了"):
        roll_back(names[0], None, "试试")
    roll_back(names[4], None, "回到前一版")
    assert "第3次改" in page(settings, "news/index.html")


def test_all_of_the_last_days_stay(names, settings):
    settings.RELEASES_KEEP_DAYS = 7
    assert sweep_releases() == []
    for name in names[:2]:
        os.utime(settings.SITE_DIR / "releases" / name / "manifest.json", (0, 0))
    assert sweep_releases() == names[:2]


def test_a_release_marked_for_keeping_stays_until_the_mark_is_taken_off(names):
    chief = make_user("chief_editor")
    keep_release(names[1], chief)
    keep_release(names[1], chief)
    assert sweep_releases() == [names[0], *names[2:4]]
    keep_release(names[1], chief, kept=False)
    assert sweep_releases() == [names[1]]
    assert AuditRecord.objects.filter(verb="publishing.keep").count() == 2
    with pytest.raises(ReleaseRefused):
        keep_release(names[0], chief)


def test_the_operator_keeps_a_release_by_its_number_and_lets_it_go_again(names, capsys):
    call_command("keep_release", "2")
    assert "永久保留" in capsys.readouterr().out
    call_command("releases")
    assert f"+ {names[1]}" in capsys.readouterr().out
    assert sweep_releases() == [names[0], *names[2:4]]
    call_command("keep_release", names[1], "--undo")
    assert sweep_releases() == [names[1]]
    assert AuditRecord.objects.filter(verb="publishing.keep", actor=None).count() == 2
    with pytest.raises(CommandError, match="不在了"):
        call_command("keep_release", names[1])


def test_the_release_readers_get_and_the_one_before_it_stay_whatever_the_rules_say(names, settings):
    settings.RELEASES_KEEP = 0
    assert sweep_releases() == names[:4]
    assert served_release() == names[5]


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_only_the_roles_for_releases_may_keep(names, role):
    person = make_user(role)
    if role in ("chief_editor", "system_admin"):
        assert keep_release(names[5], person).kept
    else:
        with pytest.raises(NotAllowed):
            keep_release(names[5], person)


def test_a_damaged_release_is_named_and_the_site_is_made_anew(names, settings):
    file = settings.SITE_DIR / "current" / "index.html"
    good = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(good.replace(b"<", b"[", 1))
    assert verify_release(names[5]) == ["内容被改：index.html"]
    assert Job.objects.filter(kind="publishing.publish").exists()
    publish_site()
    assert verify_release(served_release()) == []
    assert (settings.SITE_DIR / "current" / "index.html").read_bytes() == good
