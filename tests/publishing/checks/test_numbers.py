"""Properties of the numbers that name a person."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from publishing.checks import numbers
from publishing.services import CheckContext, check_document

from .articles import article, paragraphs

AREAS = st.sampled_from(sorted(numbers.PROVINCES)).flatmap(
    lambda province: st.integers(0, 9999).map(lambda rest: f"{province}{rest:04}")
)
BIRTHDAYS = st.dates(date(1900, 1, 1), date(2026, 1, 1)).map(lambda day: day.strftime("%Y%m%d"))
ORDERS = st.integers(0, 999).map(lambda number: f"{number:03}")
FIRST_17 = st.builds(lambda *parts: "".join(parts), AREAS, BIRTHDAYS, ORDERS)
IDENTITY = FIRST_17.map(lambda first: first + numbers.check_character(first))


@given(IDENTITY)
def test_a_number_with_the_right_check_character_is_an_identity_number(number):
    assert numbers.is_identity_number(number)
    assert numbers.is_identity_number(number.lower())


@given(IDENTITY, st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_passes_the_check(number, place, shift):
    digit = str((int(number[place]) + shift) % 10)
    assert not numbers.is_identity_number(number[:place] + digit + number[place + 1 :])


@given(IDENTITY, st.integers(0, 15))
def test_no_two_swapped_neighbours_pass_the_check(number, place):
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not numbers.is_identity_number(swapped)


@given(
    IDENTITY,
    st.sampled_from(["", " ", "\u3000", "-", "\u00a0"]),
    st.booleans(),
    st.sampled_from(["，", "）", " ", "\n", ""]),
)
def test_an_identity_number_is_found_however_it_is_spaced_or_widened(number, gap, wide, after):
    shown = gap.join((number[:6], number[6:14], number[14:]))
    if wide:
        shown = shown.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    issues = check_document(article(summary="", body=(paragraphs(f"号码是{shown}{after}"),)), CheckContext())
    assert "identity_number" in {issue.code for issue in issues}


@given(st.text("0123456789", min_size=1, max_size=30))
def test_exactly_one_check_digit_makes_a_number_pass_luhn(digits):
    assert sum(numbers.passes_luhn(digits + str(last)) for last in range(10)) == 1


@given(st.text("0123456789", min_size=2, max_size=30), st.data())
def test_luhn_notices_every_single_wrong_digit(digits, data):
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    changed = digits[:place] + wrong + digits[place + 1 :]
    assert numbers.passes_luhn(digits) + numbers.passes_luhn(changed) < 2


@given(st.text("0123456789", min_size=23, max_size=60))
def test_a_long_run_of_digits_is_nobodys_number(digits):
    issues = check_document(article(body=(paragraphs(f"流水号{digits}。"),)), CheckContext())
    assert [issue.code for issue in issues] == []
