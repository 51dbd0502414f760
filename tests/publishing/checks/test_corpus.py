"""Every bad article of the seeded corpus is stopped, and the sound one passes."""

import pytest

from publishing.services import check_document

from .articles import article, context, picture
from .corpus import FAMILIES


def test_a_sound_article_passes_without_a_word():
    assert check_document(article(), context()) == []


def test_a_sound_article_passes_where_nothing_is_known_beside_it():
    from publishing.services import CheckContext

    assert check_document(article(), CheckContext(now=context().now)) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_bad_article_of_the_family_is_stopped(family):
    cases = FAMILIES[family]
    assert len(cases) >= 60
    missed = [document for document, known in cases if not check_document(document, known)]
    assert not missed, f"{len(missed)} of {len(cases)} missed, first: {missed[0]}"


@pytest.mark.parametrize("family", FAMILIES)
def test_every_finding_says_where_what_and_what_to_do(family):
    for document, known in FAMILIES[family]:
        for issue in check_document(document, known):
            assert issue.field
            assert issue.message
            assert issue.cure.endswith("。")
            assert issue.severity in {"error", "warning"}


def test_a_finding_never_repeats_the_personal_number_it_found():
    from .corpus import ID

    (issue,) = check_document(article(summary=f"身份证号{ID}"), context())
    assert issue.code == "identity_number"
    assert ID[6:14] not in issue.excerpt + issue.message


def test_a_small_lead_picture_is_named_apart_from_pictures_in_the_text():
    (issue,) = check_document(article(picture=picture(width=600)), context())
    assert (issue.code, issue.field) == ("small_picture", "picture")


def test_a_released_warning_is_not_said_again_but_an_error_is():
    from publishing.services import issue_key

    warned, refused = article(title="关于敏感词甲的报道"), article(title="关于禁用词甲的报道")
    keys = frozenset(issue_key(i) for d in (warned, refused) for i in check_document(d, context()))
    assert check_document(warned, context(released=keys)) == []
    assert [i.code for i in check_document(refused, context(released=keys))] == ["forbidden_term"]


def test_no_finding_shows_a_number_that_stands_beside_it():
    issues = check_document(article(summary="敏感词甲13812345678再接再励"), context())
    assert len(issues) == 3
    assert not [issue for issue in issues if "1381" in issue.excerpt]
