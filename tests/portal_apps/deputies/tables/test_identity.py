"""The citizen identity number: every single wrong digit and every swap of neighbours is found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.imports.cells import CellFault
from portal_apps.deputies.tables.identity import birthday, born, id_number, mobile, sex

from .conftest import number_of

numbers = st.builds(number_of, st.integers(0, 999), st.dates(date(1930, 1, 1), date(2006, 12, 31)))


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_found(number, place, add):
    wrong = number[:place] + str((int(number[place]) + add) % 10) + number[place + 1 :]
    with pytest.raises(CellFault) as fault:
        id_number(wrong)
    assert wrong not in fault.value.what + fault.value.cure


@given(numbers, st.integers(0, 15))
def test_two_digits_swapped_are_found(number, place):
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if wrong != number:
        with pytest.raises(CellFault):
            id_number(wrong)


@given(numbers)
def test_a_right_one_is_read_however_it_is_typed(number):
    assert id_number(f" {number.lower()} ") == number
    assert birthday(number)
    assert sex(number) in "12"


def test_the_published_example_of_the_standard_is_right():
    assert id_number("11010519491231002X") == "11010519491231002X"


@pytest.mark.parametrize("raw", ["110105194912310021", "1101051949123100", "11010519490231002X", "男"])
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(CellFault):
        id_number(raw)


def test_mobile_numbers_and_birthdays():
    assert mobile("+86 139-0000-0001") == "13900000001"
    assert born("1972.5") == date(1972, 5, 1)
    with pytest.raises(CellFault, match="手机号"):
        mobile("0371-6666666")
