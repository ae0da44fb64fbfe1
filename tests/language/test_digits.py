from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadamon.language import speaking
from tadamon.language.digits import LARGEST, number, parse_int, to_ascii, to_reader


def test_digits_of_every_kind_are_stored_as_ascii():
    assert to_ascii("٠١٢٣۴۵678٩ ش") == "0123456789 ش"


def test_digits_are_shown_in_the_readers_kind():
    assert to_reader("10:30 ۷") == "١٠:٣٠ ٧"
    assert to_reader(None) == ""
    with speaking("ar", digits="latn"):
        assert to_reader("١٠:30") == "10:30"


def test_numbers_are_grouped():
    assert [number(0), number(1540), number(4586000), number(Decimal("23.7"))] == [
        "٠",
        "١٬٥٤٠",
        "٤٬٥٨٦٬٠٠٠",
        "٢٣٫٧",
    ]
    assert number(-5) == "\u061c-٥"
    assert number(None) == ""
    with speaking("en"):
        assert number(1540) == "1,540"


@pytest.mark.parametrize(
    "text",
    ["1540", "١٥٤٠", "۱۵۴۰", "١5۴0", " 1,540 ", "١٬٥٤٠", "1،540", "\u200f1540\u200e", "001540", "+1540"],
)
def test_a_number_may_be_typed_in_many_ways(text):
    assert parse_int(text) == 1540


@pytest.mark.parametrize(
    "text",
    ["", "  ", "abc", "1.5", "٤٫٧", "1 5", "15,40", "--5", "1e3", "²", "½", "0x1f", "1_000", "٥٥ جمعية"],
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError) as refused:
        parse_int(text)
    assert str(refused.value.args[0]).startswith("اكتب عددًا صحيحًا")


def test_bounds_are_said():
    with pytest.raises(ValueError, match="أقل عدد مقبول هنا هو ١"):
        parse_int("0", least=1)
    with pytest.raises(ValueError, match="أكبر عدد مقبول هنا هو ٢٠٠"):
        parse_int("201", most=200)
    with pytest.raises(ValueError):
        parse_int("9" * 5000)
    assert parse_int("-3", least=-5) == -3


@given(st.integers(0, LARGEST), st.sampled_from(["arab", "latn"]))
def test_what_is_shown_can_be_typed(n, digits):
    with speaking("ar", digits=digits):
        assert parse_int(number(n)) == n


@given(st.text())
def test_parsing_raises_nothing_else(text):
    try:
        assert 0 <= parse_int(text) <= LARGEST
    except ValueError as refused:
        assert str(refused)
