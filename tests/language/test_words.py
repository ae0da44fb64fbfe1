import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadamon.language.names import name_key, username_key
from tadamon.language.words import (
    BESIDE,
    LONGEST,
    MOST_TERMS,
    fold,
    index_text,
    paired,
    pairs,
    postgres_query,
    sqlite_match,
    stem,
    terms,
    tokens,
)
from tests.growth import assert_linear

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.fixture
def index():
    """An FTS5 table as the application makes it."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table found using fts5(words, tokenize='unicode61 remove_diacritics 0')")
    yield database
    database.close()


def finds(index, query, text):
    index.execute("delete from found")
    index.execute("insert into found values (?)", [index_text(text)])
    return (
        index.execute("select count(*) from found where found match ?", [sqlite_match(terms(query))]).fetchone()[0] == 1
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أإآٱ ىیې ةۀہھ ک ؤئ", "اااا ييي هههه ك ءء"),
        ("مُحَمَّـــد", "محمد"),
        ("٢٠٢٥ ۲۰۲۵ 2025", "2025 2025 2025"),
        ("ﻻ ﷲ", "لا الله"),
        ("GIZ Ünal ＡＢ Straße", "giz unal ab strasse"),
        ("ال\u200fا\u202eق\u200bصر", "الاقصر"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


def test_letters_and_their_marks_apart_are_folded_alike():
    letters = "".join(map(chr, (*range(0x621, 0x63B), *range(0x640, 0x64B))))
    assert all(fold(a + b) == fold(unicodedata.normalize("NFD", a + b)) for a in letters for b in letters)


@given(ANYTHING)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_tokens():
    assert tokens("قرار رقم (٤٥٨٦) لسنة ٢٠٢٣م، GIZ-2") == [
        "قرار",
        "رقم",
        "4586",
        "لسنه",
        "2023",
        "م",
        "giz",
        "2",
    ]
    assert tokens("عبدالله عبد الله أبوالعلا") == ["عبد", "الله", "عبد", "الله", "ابو", "العلا"]


SAME = """
وزارة الوزارة للوزارة بالوزارة والوزارة وزارتها
إلكتروني الإلكتروني الإلكترونية إلكترونيات الالكترونى
لجنة اللجنة للجنة وللجنة اللجان ولجان لجانها لجنتها اللجنتين
قانون القانونية القوانين قانوني
اجتماع الاجتماعات اجتماعين
اجتماعي الاجتماعية للاجتماعية الاجتماعيين
مشروع المشاريع مشروعات ومشاريع بمشاريعها
طفل الأطفال وأطفال للأطفال
الأقصر الاقصر بالأقصر للأقصر
محافظة المحافظات محافظتي محافظتها
محافظ المحافظ المحافظين
مديرية المديريات مديريتها
جهة الجهات
هيئة هيئات الهيئات
جمعية الجمعيات جمعيتين
ألمانيا الألمانية ألماني الألمان
لقاء اللقاء للقاء لقاءات باللقاءات
لائحة اللوائح للائحة
تقنين التقنين
تمكين التمكين
معونة المعونه
والدين الوالدين
آلية الآلية آليات
فعالية الفعاليات
امرأة المرأة النساء للمرأة
مكلف المكلفات المكلفين مكلفي
أوروبا الأوروبي أوروبية
committee Committees
partnership partnerships
"""


@pytest.mark.parametrize("words", SAME.strip().splitlines())
def test_forms_of_one_word_share_a_stem(words):
    assert len({stem(fold(word)) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "اجتماع اجتماعي",
        "فعالية فعال",
        "محافظ محافظة",
        "مدير مديرية",
        "مركز مركزية",
        "والدين دين",
        "وزارة زارة",
        "دولة دولي",
        "عمل عملية",
        "سنة سن",
        "قانون قان",
        "شركة شراكة",
        "مصر مصري",
        "news new",
        "2025 2024",
    ],
)
def test_different_words_stay_apart(words):
    assert len({stem(fold(word)) for word in words.split()}) == 2


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("الاقصر", "مديرية التضامن بالأقصر"),
        ("اقصر", "جولة في الأقصر"),
        ("أسوان", "من الأقصر وأسوان"),
        ("اسوان", "زيارة لأسوان"),
        ("هيئه المعونه الالمانيه", "الهيئة الألمانية للمعونة"),
        ("الوكالة الألمانية للتعاون الدولي", "عقدت الوكالة الألمانية للتعاون الدولي ورشة"),
        ("giz", "مشروع GIZ الجديد"),
        ("٤٥٨٦", "قرار رئيس مجلس الوزراء رقم 4586 لسنة 2023"),
        ("4586", "قرار رقم ٤٥٨٦"),
        ("لجنة متابعة", "تشكيل لجان المتابعة الدائمة"),
        ("مشروع", "مناقشة ومشاريع أخرى"),
        ("خطة", "إعداد لخطط العمل"),
        ("دعم", "ولدعم الأسر"),
        ("عبدالله", "السيد محمد عبد الله"),
        ("عبد المطلب", "م. عبدالمطلب عمارة"),
        ("ذوي الإعاقة", "خدمات لذوي الاعاقه"),
        ("حضانة", "تقنين أوضاع الحضانات"),
        ("partnership", "Two Partnerships"),
    ],
)
def test_a_search_finds(index, query, text):
    assert finds(index, query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("اجتماع", "وزارة التضامن الاجتماعي"),
        ("أسوان", "مديرية الأقصر"),
        ("458", "قرار 4586"),
        ("لجنة أسوان", "لجنة الأقصر"),
    ],
)
def test_a_search_does_not_find(index, query, text):
    assert not finds(index, query, text)


def test_queries_are_bounded():
    assert len(terms(" ".join(f"كلمة{n}" for n in range(100)))) == MOST_TERMS
    assert all(len(form) <= LONGEST + 2 for group in terms("ب" * 5000) for form in group)
    assert terms("لجنة اللجان") == terms("لجنة")


@pytest.mark.parametrize("query", ["", "   ", "في من", "'\"*():&|!\\", "\x00", "؟"])
def test_nothing_to_look_for(query):
    assert (terms(query), sqlite_match([]), postgres_query([])) == ([], "", "")


def test_every_term_is_quoted():
    assert sqlite_match(terms('GIZ OR "near')) == '("giz") AND ("or") AND ("near")'
    assert postgres_query(terms("a'b | !c")) == "('a') & ('b') & ('c')"


@given(ANYTHING)
def test_no_query_breaks_the_index(query):
    with sqlite3.connect(":memory:") as database:
        database.execute("create virtual table found using fts5(words, tokenize='unicode61 remove_diacritics 0')")
        database.execute("insert into found values (?)", [index_text(query)])
        if match := sqlite_match(terms(query)):
            database.execute("select * from found where found match ?", [match]).fetchall()
    database.close()


NAMES = st.lists(st.sampled_from(["محمد", "احمد", "علي", "حسن", "12", "x"]), max_size=5)


@given(NAMES, st.lists(NAMES.filter(bool), max_size=4))
def test_pairs_find_what_their_words_find(name, query):
    def all_found(groups, held):
        return all(held & set(group) for group in groups)

    assert all_found(paired(query), {*name, *pairs(name)}) == all_found(query, set(name))


@given(ANYTHING)
def test_no_text_holds_a_pair(text):
    assert BESIDE not in index_text(text)


@given(st.text("ابتدلجنةوفكيإؤى هعم0٣", max_size=60))
def test_a_text_is_found_by_its_own_words(text):
    kept = set(index_text(text).split())
    assert all(kept & set(group) for group in terms(text))


@pytest.mark.parametrize("piece", ["ا", "ال", "ا ", "لل ", "\u0315\u0300\u0327", "1", "عبدال", "ه", "ات", "'\""])
def test_long_texts_take_linear_time(piece):
    def act(times):
        text = "ا" + piece * times
        return index_text(text), terms(text), name_key(text), username_key(text)

    assert_linear(act, 5_000 // len(piece), 40_000 // len(piece))


@pytest.mark.parametrize(
    "names",
    [
        ["محمد عبد الله", "د. محمد عبدالله", "الدكتور/ مُحمد عبداللّه", "أ.د. محمد عبد الله"],
        ["عبد المطلب عمارة", "م. عبدالمطلب عماره", "المهندس عبد المطلب عمارة"],
        ["أحمد أبو العلا", "السيد أحمد ابوالعلا", "السيد الأستاذ أحمد أبو العلا"],
        ["صلاح الدين آل سعود", "صلاحالدين السعود"],
        ["Maya Morsy", "Dr. Maya  MORSY"],
    ],
)
def test_one_name_one_key(names):
    assert len(set(map(name_key, names))) == 1


def test_a_name_is_never_lost_to_its_title():
    assert [name_key("السيد البدوي"), name_key("د."), name_key("أ")] == ["السيد البدوي", "د", "ا"]
    assert name_key("...") == ""


@pytest.mark.parametrize(
    "names",
    [
        ["admin", "аdmin", "admin ", "ADMIN", "ad\u200bmin", "ａｄｍｉｎ", "аԁміո", "ádmin", "adm\u0131n"],
        ["علي", "على", "علـــي", "عَلي", "علی", "ع لي"],
        ["luxor-head", "luxοr-head", "LUXOR-HEAD", "luxor-head\u202e"],
        ["أحمد", "احمد"],
    ],
)
def test_look_alike_sign_in_names_are_one(names):
    assert len(set(map(username_key, names))) == 1


def test_different_sign_in_names_stay_apart():
    assert (
        len(
            set(
                map(
                    username_key,
                    ["luxor", "luxor-head", "luxor-view", "aswan", "hq", "head", "admin", "user1", "user2"],
                )
            )
        )
        == 9
    )
    assert username_key(" ـ \u200b!") == ""


@given(ANYTHING)
def test_keys_are_stable(text):
    assert username_key(username_key(text)) == username_key(text)
    name_key(text)
