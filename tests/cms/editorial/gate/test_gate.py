"""The gate on drafts: errors stop, warnings are released by name."""

import pytest

from cms.editorial.gate.models import GateWaiver, Term, TermList
from cms.editorial.gate.services import (
    GateRefused,
    WaiverRefused,
    assert_passes,
    assess,
    assess_revision,
    waive,
)
from foundation.audit.models import AuditRecord
from publishing.services import issue_key

PHONE = "<p>联系人的电话是13812345678，请于工作日来电。</p>"
MISSPELT = "<p>会议作出布署，要求抓好落实。</p>"


def test_a_sound_draft_passes(draft):
    page, revision = draft()
    assert_passes(page, revision)


def test_an_error_stops_and_says_what_where_and_the_cure(draft):
    page, revision = draft(PHONE)
    with pytest.raises(GateRefused) as refused:
        assert_passes(page, revision)
    (issue,) = refused.value.issues
    assert (issue.code, issue.field) == ("mobile", "body.0.rich_text")
    assert "1 处错误" in str(refused.value)
    assert issue.cure in str(refused.value)


def test_what_is_missing_is_said_on_save_as_advice(draft):
    page, _ = draft(source="", summary="")
    assert {issue.code for issue in assess(page)} == {"missing_source", "missing_summary"}


def test_a_link_to_a_page_that_is_not_public_is_an_error(office, draft):
    hidden, _ = draft(title="没有公开的页面")
    page, _ = draft(f'<p>请看<a linktype="page" id="{hidden.pk}">全文</a>。</p>')
    assert [issue.code for issue in assess(page)] == ["broken_link"]


def test_a_link_to_a_public_page_passes(office, draft):
    page, _ = draft(f'<p>请看<a linktype="page" id="{office.column.pk}">栏目</a>。</p>')
    assert assess(page) == []


def test_a_warning_stops_until_a_reviewer_releases_it_with_a_reason(office, draft):
    page, revision = draft(MISSPELT)
    with pytest.raises(GateRefused):
        assert_passes(page, revision)
    (issue,) = assess_revision(page, revision)
    waive(page, revision, issue_key(issue), by=office.first_reviewer, reason="引自历史文件原文")
    assert_passes(page, revision)
    waiver = GateWaiver.objects.get()
    assert (waiver.by, waiver.reason) == (office.first_reviewer, "引自历史文件原文")
    assert AuditRecord.objects.get(verb="gate.waive").actor == office.first_reviewer


def test_an_edit_after_the_release_needs_a_release_again(office, draft):
    page, revision = draft(MISSPELT)
    (issue,) = assess_revision(page, revision)
    waive(page, revision, issue_key(issue), by=office.first_reviewer, reason="原文如此")
    later = page.save_revision(user=office.editor)
    with pytest.raises(GateRefused):
        assert_passes(page, later)


def test_an_error_can_never_be_released(office, draft):
    page, revision = draft(PHONE)
    (issue,) = assess_revision(page, revision)
    with pytest.raises(WaiverRefused, match="不能放行"):
        waive(page, revision, issue_key(issue), by=office.chief_editor, reason="急")


@pytest.mark.parametrize(
    ("who", "reason", "why"),
    [
        ("editor", "理由", "只有审核人和总编"),
        ("first_reviewer", "  ", "理由"),
        ("system_admin", "理由", "只有审核人和总编"),
    ],
)
def test_a_release_needs_the_right_and_a_reason(office, draft, who, reason, why):
    page, revision = draft(MISSPELT)
    (issue,) = assess_revision(page, revision)
    with pytest.raises(WaiverRefused, match=why):
        waive(page, revision, issue_key(issue), by=getattr(office, who), reason=reason)
    assert not GateWaiver.objects.exists()


def test_nobody_releases_a_warning_on_a_text_of_his_own(office, draft):
    page, _ = draft()
    page.body = [("rich_text", MISSPELT)]
    own = page.save_revision(user=office.first_reviewer)
    (issue,) = assess_revision(page, own)
    with pytest.raises(WaiverRefused, match="由别人放行"):
        waive(page, own, issue_key(issue), by=office.first_reviewer, reason="原文如此")


def test_a_term_added_to_a_list_counts_from_the_next_check_on(draft):
    page, _ = draft("<p>本次活动由某公司独家冠名。</p>")
    assert assess(page) == []
    words = TermList.objects.create(name="本机关", source="内部规定")
    term = Term.objects.create(term_list=words, text="独家冠名", kind="forbidden")
    assert [issue.code for issue in assess(page)] == ["forbidden_term"]
    term.active = False
    term.save()
    assert assess(page) == []


def test_a_list_switched_off_is_silent(draft):
    page, _ = draft(MISSPELT)
    assert assess(page)
    TermList.objects.update(active=False)
    TermList.objects.first().save()
    assert assess(page) == []


def test_the_starter_lists_are_loaded_with_their_source(db):
    assert TermList.objects.count() == 3
    assert all("初始词表" in source for source in TermList.objects.values_list("source", flat=True))
    assert Term.objects.filter(text="人大委员", right_form="人大代表").exists()
