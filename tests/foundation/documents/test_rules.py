"""The limits are rules of the book."""

import pytest

from foundation.documents.blocks import Paragraph, Table
from foundation.documents.errors import TooLarge
from foundation.documents.rules import RULES, limits_in_force

pytestmark = pytest.mark.django_db


def test_what_the_book_says_is_what_holds():
    limits = limits_in_force()
    assert limits.characters == 200_000
    assert limits.template_kb == 2048
    assert all(rule.allows(rule.value) for rule in RULES)


def test_too_much_is_refused_with_how_much_and_what_to_do():
    limits = limits_in_force()
    limits.assert_fits([Paragraph("字" * limits.characters)])
    with pytest.raises(TooLarge, match=r"200001 字.*附件"):
        limits.assert_fits([Paragraph("字" * (limits.characters + 1))])
    with pytest.raises(TooLarge, match="格"):
        limits.assert_fits([Table(("a",) * 10, (("",) * 10,) * 2000)])
