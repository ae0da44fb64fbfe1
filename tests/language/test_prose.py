from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadamon.language.prose import prose
from tests.growth import assert_linear


def test_paragraphs_and_lines():
    assert prose("أولًا\nثانيًا\n\nفقرة") == '<p dir="auto">أولًا<br>ثانيًا</p>\n<p dir="auto">فقرة</p>'
    assert prose(None) == prose("  \n ") == ""


def test_everything_is_escaped():
    assert prose("<script>&\"'\n- <b>\n\n٣. <i>\n\nأ) <u>") == (
        '<p dir="auto">&lt;script&gt;&amp;&#34;&#39;</p>\n<ul dir="auto"><li>&lt;b&gt;</li></ul>\n'
        '<ol dir="auto" start="3"><li>&lt;i&gt;</li></ol>\n'
        '<ul class="lettered" dir="rtl"><li>أ) &lt;u&gt;</li></ul>'
    )


@pytest.mark.parametrize("mark", ["١. ", "١.", "1- ", "1-", "1) ", "(1) ", "١ـ ", "١– "])
def test_numbered_lists(mark):
    assert prose(f"يوصي بما يلي:\n{mark}بند\n٢. آخر") == (
        '<p dir="auto">يوصي بما يلي:</p>\n<ol dir="auto"><li>بند</li><li>آخر</li></ol>'
    )


@pytest.mark.parametrize("mark", ["- ", "-", "• ", "•", "– ", "* ", "\uf0b7 "])
def test_bullets(mark):
    assert prose(f"{mark}بند\n{mark}آخر") == '<ul dir="auto"><li>بند</li><li>آخر</li></ul>'


def test_numbers_show_as_typed():
    assert prose("٤. بند\n٥. آخر\n٨. بعيد") == (
        '<ol dir="auto" start="4"><li>بند</li><li>آخر</li></ol>\n<ol dir="auto" start="8"><li>بعيد</li></ol>'
    )


def test_a_list_goes_on_after_an_empty_line_and_after_a_remark():
    assert prose("1. بند\n\n2. آخر") == '<ol dir="auto"><li>بند</li><li>آخر</li></ol>'
    assert 'start="2"' in prose("1. بند\nتفصيل\n2. آخر")


@pytest.mark.parametrize(
    "line",
    [
        "1.5 مليون جنيه",
        "٥-١٠ أيام",
        "5/10/2025",
        "10:30 بدأ",
        "2025. كان عامًا",
        "د. أحمد",
        "أ.د. منى",
        "و كذلك",
        "-5 درجات",
        "---",
        "٥٪",
        "1",
        "1.",
        "3-2-1",
        "27 جمعية",
        "أ) 5",
    ],
)
def test_these_are_no_lists(line):
    assert prose(line) == f'<p dir="auto">{line}</p>'


def test_a_mixed_block_stays_a_paragraph():
    assert prose("1. بند\n- فرعي\nأ) حرف") == '<p dir="auto">1. بند<br>- فرعي<br>أ) حرف</p>'


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("with جمعية الأورمان (Luxor).", "with <bdi>جمعية الأورمان</bdi> (Luxor)."),
        ("“أسباب الإيقاف”, “إنهاء «تكافل»” and", "“<bdi>أسباب الإيقاف</bdi>”, “<bdi>إنهاء «تكافل»</bdi>” and"),
        ("of حضانة جديدة (مثال), by جهة", "of <bdi>حضانة جديدة (مثال)</bdi>, by <bdi>جهة</bdi>"),
        ("the قرار رقم 4586 لسنة 2023 and", "the <bdi>قرار رقم 4586 لسنة 2023</bdi> and"),
        ("by د. منى، 27 of them", "by <bdi>د. منى، 27</bdi> of them"),
    ],
)
def test_arabic_names_in_english_keep_what_follows_on_its_side(line, shown):
    assert prose(line, "ltr") == f'<p dir="ltr">{shown}</p>'


def test_a_block_of_both_languages_reads_as_most_of_it_or_as_its_sentence():
    assert prose("UNODC نظّم ورشة العمل") == '<p dir="rtl">UNODC نظّم ورشة العمل</p>'
    assert prose("لقاء was held in Luxor") == '<p dir="ltr"><bdi>لقاء</bdi> was held in Luxor</p>'
    assert prose("لقاء الباب المفتوح was held", "ltr") == '<p dir="ltr"><bdi>لقاء الباب المفتوح</bdi> was held</p>'


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(st.text() | st.text("1٢3.-•)(أب \n<>&\"'", max_size=80))
def test_only_our_own_tags_come_out(text):
    tags = Tags()
    tags.feed(str(prose(text)))
    tags.close()
    assert not tags.open and tags.seen <= {"p", "br", "ol", "ul", "li", "bdi"}


@pytest.mark.parametrize(
    "piece", ["ا", "1. ا\n", "- ا\n", "- ا\n\n", "-", "(", "1", "1. \n", "أ) ب\n", "a (ب", "a ب (ج "]
)
def test_long_texts_take_linear_time(piece):
    assert_linear(lambda times: prose.__wrapped__(piece * times), 5_000 // len(piece), 40_000 // len(piece))
