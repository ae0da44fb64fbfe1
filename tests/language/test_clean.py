import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadamon.language import clean
from tadamon.language.clean import clean_line, clean_text
from tests.growth import assert_linear

ANYTHING = st.text(st.characters(exclude_categories=()))
SPICES = (
    "ab اب\n\r\t\v\f\u2028\u00a0\u200b\u200c\u200d\u200e\u200f"
    "\u202e\u2066\ufeff\u00ad\u0000\u064b\u0651\u0300\u0327\ud800é"
)
SPICED = st.lists(
    st.sampled_from(SPICES),
    max_size=60,
).map("".join)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  وزارة   التضامن ", "وزارة التضامن"),
        ("محمد\u202egpj.exe", "محمدgpj.exe"),
        ("a\u2066b\u2069c\u200bd\ufeffe\u00adf\u2060g", "abcdefg"),
        ("nul\x00\x07\x1b\x9f", "nul"),
        ("نص\u00a0\u2003\u202fآخر\tهنا\nثم", "نص آخر هنا ثم"),
        ("\u200fمي\u200cخواهم\u200e", "مي\u200cخواهم"),
        ("(GIZ)\u200f نعم", "(GIZ)\u200f نعم"),
        ("e\u0301", "é"),
        ("\ud83d", ""),
        ("\ufffe\uffff\ufdd0\U0001fffe", ""),
        ("\u3164", ""),
        (None, ""),
    ],
)
def test_a_line(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("أ\r\nب\rج", "أ\nب\nج"),
        ("أ\vب\fج\u2028د\u2029هـ", "أ\nب\nج\nد\nهـ"),
        ("  أ  \n\n \u200f \n\n\t ب\n\n", "أ\n\nب"),
        ("البند الأول\tتفصيل", "البند الأول تفصيل"),
        (None, ""),
    ],
)
def test_a_text(typed, kept):
    assert clean_text(typed) == kept


@given(ANYTHING | SPICED)
def test_cleaning_twice_changes_nothing_more(text):
    line, paragraphs = clean_line(text), clean_text(text)
    assert clean_line(line) == line
    assert clean_text(paragraphs) == paragraphs
    for kept in (line, paragraphs):
        assert unicodedata.is_normalized("NFC", kept)
        kept.encode()
        assert not any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" for letter in kept)


@pytest.mark.parametrize(
    "piece", ["ا", " ", "\n", "\r\n", "\u0315\u0300\u0327", "\u202e", "\u200f ", "ب\n\n\n", "\u0344"]
)
def test_long_texts_take_linear_time(piece):
    def act(times):
        return clean_text("ا" + piece * times), clean_line("ا" + piece * times)

    assert_linear(act, 5_000 // len(piece), 40_000 // len(piece))


def test_what_is_passed_over_at_a_glance_would_not_have_been_changed():
    at_a_glance = [chr(code) for code in range(0x1000) if re.fullmatch(clean._CLEAN, chr(code))]
    assert {"ـ", "٥", "ئ", "~"} <= set(at_a_glance) and not {" ", "ً", "\u200f", "۵"} & set(at_a_glance)
    assert clean._plain("".join(at_a_glance)) == "".join(at_a_glance)
    assert all(clean._plain(each + other) == each + other for each in at_a_glance for other in "اوىيa ")
