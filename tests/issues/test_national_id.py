"""The fourteen digits: what they tell, what is an error, what is a warning, and how little of them is shown."""

from datetime import date

import pytest

from tadamon.directory.national_id import holds_one, masked, normal, read_national_id
from tadamon.language import speaking, use


@pytest.fixture(autouse=True)
def arabic():
    with speaking("ar", "latn"):
        yield


@pytest.mark.parametrize(
    "typed",
    [
        "28503052912345",
        "٢٨٥٠٣٠٥٢٩١٢٣٤٥",
        "2 850305 29 12345",
        "285-0305-2912345",
        "۲۸۵۰۳۰۵۲۹۱۲۳۴۵",
        " 28503052912345\u200f",
    ],
)
def test_it_is_read_however_it_is_typed(typed):
    number = read_national_id(typed)
    assert number.digits == normal(typed) == "28503052912345"
    assert (number.born, number.governorate, number.female) == (date(1985, 3, 5), "EG-LX", True)


@pytest.mark.parametrize(
    "typed",
    [
        "2850305291234",
        "285030529123456",
        "18503052912345",
        "48503052912345",
        "28513052912345",
        "28502302912345",
        "39912312912345",
        "2850305291234O",
        "abc",
        "-",
        "2850305291234²",
        "2850305291234.",
    ],
)
def test_what_is_certainly_wrong_is_an_error(typed):
    with pytest.raises(ValueError):
        read_national_id(typed)


def test_the_century_is_told_by_the_first_digit():
    assert read_national_id("30001012912345").born == date(2000, 1, 1)
    assert read_national_id("20001012912345").born == date(1900, 1, 1)


def test_a_leap_day_is_one_only_in_a_leap_year():
    assert read_national_id("20402292912345").born == date(1904, 2, 29)
    with pytest.raises(ValueError):
        read_national_id("20002292912345")


def test_the_rest_is_a_warning():
    assert read_national_id("28503052912345").warnings() == []
    assert read_national_id("28503058812345").abroad and read_national_id("28503058812345").warnings() == []
    assert len(read_national_id("28503059912345").warnings()) == 1
    assert len(read_national_id("28503052912345").warnings(female=False)) == 1
    assert read_national_id("28503052912355").warnings(female=False) == []


def test_only_its_end_is_shown():
    assert masked("28503052912345") == "•" * 10 + "2345" and masked("") == ""
    use("ar", "arab")
    assert masked("28503052912345").endswith("٢٣٤٥")


@pytest.mark.parametrize(
    "text", ["رقمه 28503052912345.", "٢٨٥٠٣٠٥٢٩١٢٣٤٥", "2 850305 29 12345 لفلان", "(285-0305-2912345)"]
)
def test_it_is_found_in_a_text(text):
    assert holds_one(text)


@pytest.mark.parametrize(
    "text", ["", "01012345678", "حساب 128503052912345", "28513052912345", "5/10/2025 - 12/10/2025", "+20 101 234 5678"]
)
def test_other_numbers_are_not_taken_for_one(text):
    assert not holds_one(text)
