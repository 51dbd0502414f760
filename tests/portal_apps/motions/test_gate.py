"""What is said to a deputy before an item is filed."""

import pytest

from foundation.rights.refusals import Refused
from portal_apps.motions import services as do
from portal_apps.motions.gate import GateRefused, findings
from portal_apps.motions.gate.sentences import found_in
from portal_apps.motions.models import GateRule

from .house import TEXT

pytestmark = pytest.mark.django_db

PRIVATE = "我公司在该工程中被欠款三百万元，我公司请求协调支付欠款。"
CASE = "该案审理已两年，请求法院尽快改判。"


def with_words(house, words: str, **about):
    item = house.draft(**about)
    return do.edit(item, by=house.lead, text={**TEXT, "situation": TEXT["situation"] + words})


@pytest.mark.parametrize(
    ("words", "key", "where"), [(PRIVATE, "private", "信访"), (CASE, "case", "人民法院")]
)
def test_private_matters_and_cases_are_refused_with_the_sentence_and_the_place_to_go(
    house, words, key, where
):
    item = with_words(house, words)
    with pytest.raises(GateRefused) as refusal:
        do.submit(item, by=house.lead, warned=True)
    found = next(one for one in refusal.value.findings if one.key == key)
    assert found.refuses
    assert found.sentence in words
    assert where in found.where
    assert "第" in found.source
    item.refresh_from_db()
    assert item.state == "draft"


def test_a_warning_is_read_once_and_then_the_deputy_decides(house):
    item = with_words(house, "同时请国务院出台全国统一标准。")
    with pytest.raises(GateRefused, match="职权"):
        do.submit(item, by=house.lead)
    item = do.submit(item, by=house.lead, warned=True)
    assert item.events.last().detail["warnings"] == ["powers"]


def test_the_words_are_the_offices_own(house):
    GateRule.objects.filter(key="private").update(enabled=False)
    assert do.submit(with_words(house, PRIVATE), by=house.lead).state == "commission_review"


@pytest.mark.parametrize(
    "rule", ["private", "case", "tender", "letter", "promotion", "powers", "secret", "matters"]
)
def test_an_ordinary_suggestion_passes_every_rule(house, rule):
    assert GateRule.objects.get(key=rule).source
    assert findings(house.draft()) == []


def test_without_the_declaration_on_secrets_with_an_empty_part_or_too_short_nothing_is_filed(house):
    item = do.edit(
        house.draft(no_secrets=False),
        by=house.lead,
        text={"situation": "路坏", "analysis": "", "proposal": ""},
    )
    assert {one.key for one in findings(item)} == {"declaration", "length", "parts"}


def test_a_motion_needs_ten_sponsors_a_sitting_session_and_all_three_parts(house):
    item = do.edit(house.draft("motion"), by=house.lead, text={"analysis": ""})
    found = {one.key: one for one in findings(item)}
    assert set(found) == {"sponsors", "cutoff", "parts"}
    assert "10 名以上" in found["sponsors"].message
    assert "案据" in found["parts"].message


def test_after_the_cut_off_a_motion_is_refused_and_a_suggestion_goes_to_the_commission(house, moment):
    house.sit()
    do.set_cutoff(
        house.session,
        by=house.person("session_secretariat"),
        motions_until=moment("2026-05-11 12:00+08:00"),
        suggestions_until=moment("2026-05-11 12:00+08:00"),
        decision="主席团第 1 号",
    )
    moment("2026-05-11 11:00+08:00")
    assert do.submit(house.cosigned(10, "motion"), by=house.lead).state == "delegation_check"
    moment("2026-05-11 12:01+08:00")
    with pytest.raises(GateRefused, match="截止"):
        do.submit(house.cosigned(10, "motion"), by=house.lead)
    assert house.submitted().state == "commission_review"


def test_the_waiver_of_the_lawful_reply_is_closed_until_the_office_opens_it(house, decided):
    with pytest.raises(Refused, match="第五十一条"):
        house.draft(waives_reply=True)
    decided("suggestion.waiver_enabled", "true")
    assert house.draft(waives_reply=True).waives_reply


def test_blanks_do_not_hide_a_word_and_an_exception_spares_a_sentence():
    assert found_in("请 改\u3000判 。", ["改判"]) == "请 改\u3000判"
    assert found_in("类案改判数量上升。本案应改判", ["改判"], ["类案"]) == "本案应改判"
    assert found_in("请求协调。应当改判", ["请求 改判"]) == ""
