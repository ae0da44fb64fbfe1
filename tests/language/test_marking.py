import pytest

from tadamon.language.keyboard import other_layout
from tadamon.language.marking import excerpt, marked, wanted


def found(pieces):
    return [piece.text for piece in pieces if piece.found]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("لجنة", "اجتمعت اللجان ولجنة أخرى، وللجنة رأي", ["اللجان", "ولجنة", "وللجنة"]),
        ("الاقصر", "مديرية الأقصر بالأقصر", ["الأقصر", "بالأقصر"]),
        ("قرار ٤٥٨٦", "القرار رقم 4586", ["القرار", "4586"]),
        ("عبدالله", "عبد الله، عبدالله", ["عبد", "الله", "عبدالله"]),
        ("محضر", "مُحَضَّر اللقاء", ["مُحَضَّر"]),
        ("giz", "GIZ (Giz)", ["GIZ", "Giz"]),
    ],
)
def test_whole_words_are_marked_as_they_stand(query, text, words):
    pieces = marked(text, wanted(query))
    assert found(pieces) == words
    assert "".join(piece.text for piece in pieces) == text


def test_an_excerpt_is_cut_between_words_around_what_was_found():
    text = "مقدمة طويلة " * 40 + "صرف معاش تكافل للأسر " + "خاتمة طويلة " * 40
    pieces = excerpt(text, wanted("معاش تكافل"), 80)
    whole = "".join(piece.text for piece in pieces)
    assert found(pieces) == ["معاش", "تكافل"] and whole.startswith("…") and whole.endswith("…")
    assert len(whole) < 120 and set(whole.strip("…").split()) <= set(text.split())
    assert excerpt("لا شيء هنا", wanted("معاش")) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hghrwv", "الاقصر"),
        ("hgHrwv", "الأقصر"),
        ("lpqv", "محضر"),
        ("]tum", "دفعة"),
        ("لهئ", "giz"),
        ("4586", ""),
        ("ab اب", ""),
    ],
)
def test_the_same_keys_in_the_other_language(typed, meant):
    assert other_layout(typed) == meant
