from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tadamon.language import speaking
from tadamon.language.dates import (
    PRECISIONS,
    Vague,
    first_day,
    parse_date,
    parse_time,
    show_date,
    show_moment,
    show_range,
    show_time,
)

SUNDAY = date(2025, 10, 5)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
READERS = st.sampled_from([("ar", "arab"), ("ar", "latn"), ("en", "latn")])


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-05",
        "٢٠٢٥-١٠-٠٥",
        "2025/10/5",
        "5/10/2025",
        "05 / 10 / 2025",
        "٥/١٠/۲۰۲۵",
        "5-10-2025",
        "5.10.2025",
        "٥/١٠/٢٠٢٥م",
        "5 أكتوبر 2025",
        "٥ اكتوبر ٢٠٢٥ م",
        "الأحد ٥ أكتوبر ٢٠٢٥",
        "يوم الأحد الموافق 5 أكتوبر 2025م",
        "الاحد، ٥ أكتوبر، ٢٠٢٥",
        "5 تشرين الأول 2025",
        "5 من أكتوبر 2025",
        "5 أكتوبر عام 2025",
        "5-أكتوبر-2025",
        "\u200f5\u200f/10/\u202a2025\u202c",
        "2025 أكتوبر 5",
        "5 October 2025",
        "Sunday, October 5, 2025",
        "5th of October 2025",
        "5 oct 2025",
        "Sun 5 OCTOBER 2025",
    ],
)
def test_a_day_may_be_typed_in_many_ways(text):
    assert parse_date(text) == Vague(SUNDAY, "day")


@pytest.mark.parametrize(
    ("text", "first", "precision", "last"),
    [
        ("أكتوبر 2025", date(2025, 10, 1), "month", date(2025, 10, 31)),
        ("شهر أكتوبر لعام ٢٠٢٥", date(2025, 10, 1), "month", date(2025, 10, 31)),
        ("2/2024", date(2024, 2, 1), "month", date(2024, 2, 29)),
        ("2025-10", date(2025, 10, 1), "month", date(2025, 10, 31)),
        ("الربع الأول 2025", date(2025, 1, 1), "quarter", date(2025, 3, 31)),
        ("الربع الأول من عام ٢٠٢٥", date(2025, 1, 1), "quarter", date(2025, 3, 31)),
        ("الربع 3 2025", date(2025, 7, 1), "quarter", date(2025, 9, 30)),
        ("Q1 2025", date(2025, 1, 1), "quarter", date(2025, 3, 31)),
        ("2025-Q4", date(2025, 10, 1), "quarter", date(2025, 12, 31)),
        ("1st quarter of 2025", date(2025, 1, 1), "quarter", date(2025, 3, 31)),
        ("2025", date(2025, 1, 1), "year", date(2025, 12, 31)),
        ("عام ٢٠٢٥", date(2025, 1, 1), "year", date(2025, 12, 31)),
    ],
)
def test_a_date_may_be_vague(text, first, precision, last):
    found = parse_date(text)
    assert (found, found.last) == (Vague(first, precision), last)


MONTH_NAMES = (
    "يناير كانون-الثاني January Jan|فبراير شباط feb|مارس آذار march"
    "|أبريل ابريل إبريل نيسان april|مايو أيار may|يونيو يونيه يونية حزيران june"
    "|يوليو يوليه يولية تموز july|أغسطس اغسطس آب august|سبتمبر أيلول sept"
    "|أكتوبر اكتوبر تشرين-الأول oct|نوفمبر نوڤمبر تشرين-الثاني nov|ديسمبر كانون-الأول dec"
)


@pytest.mark.parametrize(
    ("name", "month"),
    [
        (name.replace("-", " "), number)
        for number, names in enumerate(MONTH_NAMES.split("|"), 1)
        for name in names.split()
    ],
)
def test_month_names(name, month):
    assert parse_date(f"27 {name} 2025").first == date(2025, month, 27)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31 فبراير 2025", "لا يوجد يوم ٣١ في شهر فبراير ٢٠٢٥؛ آخر يوم فيه ٢٨."),
        ("0/5/2025", "لا يوجد يوم ٠ في شهر مايو ٢٠٢٥؛ آخر يوم فيه ٣١."),
        ("5/13/2025", "لا يوجد شهر رقمه ١٣."),
        ("Q5 2025", "ولا يوجد ربع رقمه ٥."),
        ("5/3/25", "اكتب السنة كاملة بأربعة أرقام"),
        ("5/4/1447", "تبدو السنة ١٤٤٧ هجرية"),
        ("2101", "اكتب سنة من ١٩٠٠ إلى ٢١٠٠."),
        ("الاثنين 5 أكتوبر 2025", "يوافق ٥ أكتوبر ٢٠٢٥ يوم الأحد، لا يوم الاثنين."),
        ("", "اكتب التاريخ هكذا: ٢٧ / ٣ / ٢٠٢٥"),
        ("غدًا", "اكتب التاريخ هكذا: ٢٧ / ٣ / ٢٠٢٥"),
        ("5+10=2025", "اكتب التاريخ هكذا"),
        ("20251005", "اكتب التاريخ هكذا"),
        ("5/10/2025 10:30", "اكتب التاريخ هكذا"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refused:
        parse_date(text)
    assert sentence in str(refused.value.args[0])


def test_the_sentence_follows_the_reader():
    with (
        speaking("en"),
        pytest.raises(ValueError, match="no day 31 in February 2025; its last day is 28"),
    ):
        parse_date("31/2/2025")


@given(DAYS, st.sampled_from(PRECISIONS), READERS)
def test_what_is_shown_can_be_typed(day, precision, who):
    first = first_day(day, precision)
    with speaking(*who):
        assert parse_date(show_date(first, precision)) == Vague(first, precision)
        assert parse_date(show_date(day, weekday=True)) == Vague(day)


@given(st.text() | st.text("0123456789٠١٢٣٤٥٦٧٨٩/-. qQأكتوبرالربع", max_size=20))
@example("²⁰²⁵")
@example("٢٠٢٥" * 2000)
def test_parsing_raises_nothing_else(text):
    for parse in (parse_date, parse_time):
        try:
            parse(text)
        except ValueError as refused:
            assert str(refused)


def test_dates_in_arabic():
    shown = [
        show_date(SUNDAY),
        show_date(SUNDAY, weekday=True),
        *(show_date(SUNDAY, p) for p in PRECISIONS[1:]),
    ]
    assert shown == [
        "٥ أكتوبر ٢٠٢٥",
        "الأحد ٥ أكتوبر ٢٠٢٥",
        "أكتوبر ٢٠٢٥",
        "الربع الرابع من عام ٢٠٢٥",
        "عام ٢٠٢٥",
    ]
    assert show_date(None) == ""


def test_dates_in_english():
    with speaking("en"):
        shown = [
            show_date(SUNDAY),
            show_date(SUNDAY, weekday=True),
            *(show_date(SUNDAY, p) for p in PRECISIONS[1:]),
        ]
    assert shown == [
        "5 October 2025",
        "Sunday 5 October 2025",
        "October 2025",
        "fourth quarter of 2025",
        "2025",
    ]


@pytest.mark.parametrize(
    ("first", "last", "precision", "arabic", "english"),
    [
        (SUNDAY, None, "day", "٥ أكتوبر ٢٠٢٥", "5 October 2025"),
        (SUNDAY, SUNDAY, "day", "٥ أكتوبر ٢٠٢٥", "5 October 2025"),
        (SUNDAY, date(2025, 10, 7), "day", "من ٥ إلى ٧ أكتوبر ٢٠٢٥", "5 – 7 October 2025"),
        (SUNDAY, date(2025, 11, 7), "day", "من ٥ أكتوبر إلى ٧ نوفمبر ٢٠٢٥", "5 October – 7 November 2025"),
        (
            SUNDAY,
            date(2026, 1, 7),
            "day",
            "من ٥ أكتوبر ٢٠٢٥ إلى ٧ يناير ٢٠٢٦",
            "5 October 2025 – 7 January 2026",
        ),
        (SUNDAY, date(2025, 10, 31), "month", "أكتوبر ٢٠٢٥", "October 2025"),
        (date(2025, 1, 1), date(2025, 3, 31), "month", "من يناير إلى مارس ٢٠٢٥", "January – March 2025"),
        (
            date(2025, 1, 1),
            date(2025, 6, 30),
            "quarter",
            "من الربع الأول إلى الربع الثاني من عام ٢٠٢٥",
            "first quarter – second quarter of 2025",
        ),
        (date(2024, 1, 1), date(2025, 12, 31), "year", "من عام ٢٠٢٤ إلى عام ٢٠٢٥", "2024 – 2025"),
    ],
)
def test_ranges(first, last, precision, arabic, english):
    assert show_range(first, last, precision) == arabic
    with speaking("en"):
        assert show_range(first, last, precision) == english


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10:30", time(10, 30)),
        ("١٠:٣٠", time(10, 30)),
        ("10", time(10)),
        ("10.30", time(10, 30)),
        ("10:30:00", time(10, 30)),
        ("2:15 م", time(14, 15)),
        ("2 ظهرًا", time(14)),
        ("12 ظهرا", time(12)),
        ("11:30 ظهرًا", time(11, 30)),
        ("9 ص", time(9)),
        ("9ص", time(9)),
        ("الساعة 9 صباحًا", time(9)),
        ("4 عصرًا", time(16)),
        ("7 مساءً", time(19)),
        ("12:30 صباحًا", time(0, 30)),
        ("2:15 pm", time(14, 15)),
        ("2:15 P.M.", time(14, 15)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("14:15 م", time(14, 15)),
        ("0:05", time(0, 5)),
    ],
)
def test_a_time_may_be_typed_in_many_ways(text, at):
    assert parse_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "24:00", "25", "10:60", "10:3", "17 ص", "ظهرًا", "10:30 x", "10-30", "1:2:3:4", "9" * 50]
)
def test_no_such_time(text):
    with pytest.raises(ValueError) as refused:
        parse_time(text)
    assert str(refused.value.args[0]).startswith(("اكتب الوقت", "لا توجد ساعة"))


@given(st.integers(0, 23), st.integers(0, 59), READERS)
def test_a_shown_time_can_be_typed(hour, minute, who):
    with speaking(*who):
        assert parse_time(show_time(time(hour, minute))) == time(hour, minute)


def test_times_are_shown_as_in_egypt():
    assert [show_time(time(h, 30)) for h in (0, 10, 12, 14, 15, 19)] == [
        "١٢:٣٠ صباحًا",
        "١٠:٣٠ صباحًا",
        "١٢:٣٠ ظهرًا",
        "٢:٣٠ ظهرًا",
        "٣:٣٠ مساءً",
        "٧:٣٠ مساءً",
    ]
    with speaking("en"):
        assert [show_time(time(10, 30)), show_time(time(14, 5)), show_time(None)] == [
            "10:30 am",
            "2:05 pm",
            "",
        ]


def test_moments_are_shown_on_cairos_clock():
    assert show_moment(datetime(2025, 1, 5, 22, 30)) == "٦ يناير ٢٠٢٥، ١٢:٣٠ صباحًا"
    assert show_moment(datetime(2025, 7, 1, 9, tzinfo=UTC)) == "١ يوليو ٢٠٢٥، ١٢:٠٠ ظهرًا"
    assert show_moment(datetime(2025, 7, 1, 9, tzinfo=timezone(timedelta(hours=3)))) == "١ يوليو ٢٠٢٥، ٩:٠٠ صباحًا"
    assert show_moment(None) == ""
