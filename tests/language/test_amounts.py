from decimal import Decimal

import pytest

from tadamon.language import speaking
from tadamon.language.amounts import after_a_word, bounds, parse_amount, spoken

READ = {
    "٤٫٧ مليون": ("4700000", None),
    "4,7 مليون": ("4700000", None),
    "نحو ٤.٧ مليون": ("4700000", "about"),
    "أكثر من 41 مليار": ("41000000000", "more-than"),
    "20 على الأقل": ("20", "at-least"),
    "1,540": ("1540", None),
    "١٬٥٤٠": ("1540", None),
    "1 540": ("1540", None),
    "3 ملايين و200 ألف": ("3200000", None),
    "مليونين": ("2000000", None),
    "about 5 million": ("5000000", "about"),
}


def test_numbers_are_read_as_officials_write_them():
    assert {typed: parse_amount(typed) for typed in READ} == {
        typed: (Decimal(value), precision) for typed, (value, precision) in READ.items()
    }


@pytest.mark.parametrize(
    "typed", ["", "كثير", "4.7 مليووون", "5 6", "2 مليون و3 مليون", "-5", "1.234", "9" * 30, "مليون مليون"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError):
        parse_amount(typed)


def test_numbers_are_said_with_their_scale_and_case():
    said = {
        value: spoken(Decimal(value))[0] for value in ("4700000", "41000000000", "2000000", "3000000", "1234567", "5")
    }
    assert list(said.values()) == ["٤٫٧ مليون", "٤١ مليار", "مليونا", "٣ ملايين", "١٬٢٣٤٬٥٦٧", "٥"]
    assert after_a_word("مليونا أسرة") == "مليوني أسرة" and after_a_word("مبادرتان رقميتان") == "مبادرتين رقميتين"
    with speaking("en"):
        assert spoken(Decimal("4700000"))[0] == "4.7 million"


def test_vague_numbers_have_bounds():
    assert bounds(Decimal("4700000"), "about") == (4650000, 4750000)
    assert bounds(Decimal(41), "more-than") == bounds(Decimal(41), "at-least") == (41, None)
    assert bounds(None, "several") == (3, None) and bounds(Decimal(7), "exactly") == (7, 7)
