"""Every night, and on demand, the served release is compared with what was signed; the outcome is on record."""

import pytest

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job
from foundation.jobs.services import run_waiting
from publishing.models import Release
from publishing.services import (
    VERIFY_JOB,
    NotAllowed,
    ReleaseRefused,
    ask_to_verify,
    publish_site,
    served_release,
    verify_served,
)
from tests.publishing.test_services import content  # noqa: F401 - the fixture of an app's documents
from tests.services.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(content):  # noqa: F811
    return publish_site().release


def outcome(name: str) -> Release:
    run_waiting()
    return Release.objects.get(name=name)


def test_a_release_nobody_touched_is_found_whole(served):
    verify_served()
    row = outcome(served)
    assert row.verified_at
    assert row.faults == []


def test_a_changed_page_is_named_and_the_site_is_made_anew(served, settings):
    page = settings.SITE_DIR / "current" / "news" / "index.html"
    good = page.read_bytes()
    page.chmod(0o644)
    page.write_bytes(good.replace(b"<h1", b"<h2", 1))
    ask_to_verify(served, make_user("chief_editor"))
    row = outcome(served)
    assert any("news/index.html" in fault for fault in row.faults)
    assert AuditRecord.objects.filter(verb="publishing.verify.failed").exists()
    verify_served()  # of the release that was made anew by then
    assert outcome(served_release()).faults == []
    assert page.read_bytes() == good


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_only_chief_editors_and_system_administrators_ask_for_it(served, role):
    if role in ("chief_editor", "system_admin"):
        ask_to_verify(served, make_user(role))
        assert Job.objects.filter(kind=VERIFY_JOB).exists()
    else:
        with pytest.raises(NotAllowed):
            ask_to_verify(served, make_user(role))


def test_a_release_that_is_gone_cannot_be_verified(served):
    with pytest.raises(ReleaseRefused, match="不在了"):
        ask_to_verify("r00000099-x", make_user("chief_editor"))


def test_without_a_key_the_job_says_what_to_do(served, settings):
    settings.RELEASE_KEY_FILE = ""
    verify_served()
    run_waiting()
    job = Job.objects.get(kind=VERIFY_JOB)
    assert "RELEASE_KEY_FILE" in job.error
