"""One sentence on every page of the site: raised by the chief editor, live in the emergency lane, taken down again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cms.editorial.refusals import NotAllowed, ReasonRequired, Refused
from cms.notices import services
from cms.notices.export import export
from cms.notices.models import SiteNotice
from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job
from publishing.contract import Document, Gone
from publishing.models import Change
from tests.services.people import make_user

RAIN = "因暴雨，原定今天的立法听证会改到周五上午"
BOTH = ["notice:zh-hans", "notice:en"]


@pytest.fixture
def chief(db):
    return make_user("chief_editor")


def exported() -> dict:
    return {made.id: made for made in export(BOTH)}


def test_a_raised_notice_goes_out_in_the_emergency_lane(chief):
    notice = services.raise_notice(chief, RAIN, "暴雨红色预警", link="/notices/")
    changes = Change.objects.filter(document_id__in=BOTH)
    assert [(c.document_id, c.verb, c.urgent, c.actor) for c in changes] == [
        ("notice:zh-hans", "raise", True, chief)
    ]
    assert Job.objects.get(kind="publishing.publish").priority > 0
    document = exported()["notice:zh-hans"]
    assert isinstance(document, Document)
    assert (document.title, document.path, document.sequence) == (RAIN, "/site-notice/", 0)
    assert document.data == {"level": "urgent", "link": "/notices/"}
    record = AuditRecord.objects.get(verb="notices.raise", object_key=f"site_notice:{notice.pk}")
    assert record.detail["reason"] == "暴雨红色预警"


def test_without_an_english_text_the_english_site_shows_nothing(chief):
    services.raise_notice(chief, RAIN, "预警")
    assert set(exported()) == {"notice:zh-hans"}
    services.raise_notice(chief, RAIN, "预警", text_en="The hearing moves to Friday")
    assert exported()["notice:en"].title == "The hearing moves to Friday"


def test_the_publisher_hears_of_english_only_when_readers_have_or_had_it(chief):
    def told() -> list[str]:
        return list(Change.objects.order_by("pk").values_list("document_id", flat=True))

    services.end_notice(services.raise_notice(chief, RAIN, "预警"), chief)
    assert told() == ["notice:zh-hans"] * 2
    services.raise_notice(chief, RAIN, "预警", text_en="Moved to Friday")
    assert told()[2:] == BOTH
    services.raise_notice(chief, RAIN, "预警")
    assert told()[4:] == BOTH  # the English one is over
    assert isinstance(exported()["notice:en"], Gone)


def test_a_second_notice_replaces_the_first_and_both_stay_on_record(chief):
    first = services.raise_notice(chief, RAIN, "预警")
    services.raise_notice(chief, "听证会周五上午九时照常举行", "定了")
    first.refresh_from_db()
    assert (first.standing, first.ended_by) == (False, chief)
    assert SiteNotice.objects.standing().text == "听证会周五上午九时照常举行"


def test_two_standing_notices_are_impossible_whatever_writes_them(chief):
    services.raise_notice(chief, RAIN, "预警")
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteNotice.objects.create(text="另一条", reason="r", raised_by=chief, raised_at=timezone.now())


def test_an_ended_notice_leaves_a_note_where_it_stood(chief):
    notice = services.raise_notice(chief, RAIN, "预警", text_en="Moved to Friday")
    services.end_notice(notice, chief)
    found = exported()
    assert {type(made) for made in found.values()} == {Gone}
    assert (found["notice:en"].title, found["notice:en"].path) == ("Moved to Friday", "/en/site-notice/")
    with pytest.raises(Refused, match="已经撤下"):
        services.end_notice(notice, chief)


def test_a_notice_comes_down_by_itself_when_its_time_is_over(chief, moment):
    moment("2026-11-22T08:00+08:00")
    services.raise_notice(chief, RAIN, "预警", until=timezone.now() + timedelta(hours=2))
    assert services.end_due_notices() == 0
    moment("2026-11-22T10:00:01+08:00")
    assert services.end_due_notices() == 1
    assert SiteNotice.objects.standing() is None
    assert AuditRecord.objects.filter(verb="notices.end").exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": " "}, "请写公告的内容"),
        ({"text": "长" * 81}, "最多 80 个"),
        ({"link": "javascript:alert(1)"}, "以 / 开头"),
        ({"link": "//evil.example/"}, "以 / 开头"),
        ({"link": "http://plain.example/"}, "以 / 开头"),
        ({"level": "panic"}, "级别"),
        ({"until": timezone.now() - timedelta(minutes=1)}, "已经过了"),
        ({"text": "联系人身份证号 110101199003071233"}, "身份证"),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason_and_nothing_changes(chief, given, why):
    with pytest.raises(Refused, match=why):
        services.raise_notice(chief, **{"text": RAIN, "reason": "预警", **given})
    assert not SiteNotice.objects.exists()
    assert not Change.objects.exists()


def test_a_notice_without_a_reason_is_refused(chief):
    with pytest.raises(ReasonRequired):
        services.raise_notice(chief, RAIN, " ")


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_only_the_chief_editor_raises_and_ends(chief, role):
    standing = services.raise_notice(chief, RAIN, "预警")
    user = make_user(role, username=f"some_{role}")
    for verb in (
        lambda: services.raise_notice(user, "另一条", "理由"),
        lambda: services.end_notice(standing, user),
    ):
        try:
            with transaction.atomic():
                verb()
                transaction.set_rollback(True)
            done = True
        except NotAllowed:
            done = False
        assert done is (role == "chief_editor")


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_the_screen_is_for_the_office_and_its_buttons_for_the_chief_editor(client_for, chief, role):
    services.raise_notice(chief, RAIN, "预警")
    answer = client_for(role).get(reverse("notices:index"))
    office = role in ("editor", "first_reviewer", "second_reviewer", "final_reviewer", "chief_editor")
    if not office:
        assert answer.status_code in (302, 403)
        return
    page = answer.content.decode()
    assert RAIN in page
    assert ("撤下公告" in page) is (role == "chief_editor")


def test_what_was_typed_survives_a_refusal(client_for):
    client = client_for("chief_editor")
    page = client.post(reverse("notices:index"), {"text": RAIN, "until": "明天", "reason": "预警"})
    assert "请写成 2026-11-22 09:30" in page.content.decode()
    assert RAIN in page.content.decode()
    client.post(reverse("notices:index"), {"text": RAIN, "until": "", "reason": "预警"})
    standing = SiteNotice.objects.standing()
    assert standing.text == RAIN
    client.post(reverse("notices:end", args=[standing.pk]))
    assert SiteNotice.objects.standing() is None


def test_an_editor_who_forges_the_post_is_refused(client_for):
    client_for("editor").post(reverse("notices:index"), {"text": RAIN, "reason": "预警"})
    assert not SiteNotice.objects.exists()
    assert issubclass(NotAllowed, PermissionDenied)
