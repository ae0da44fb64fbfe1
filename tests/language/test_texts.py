import json
from copy import deepcopy
from gettext import c2py

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape
from wtforms import Form, StringField

from tadamon.language import N_, _, lazy, ngettext, reader, speaking, texts, use
from tadamon.language.extraction import _PLURALS
from tadamon.language.reading import _current
from tadamon.language.texts import Catalog, arabic_form

TRANSLATED = {
    "en": Catalog(
        {"الاجتماعات": "Meetings", "مرحبًا %(name)s": "Hello %(name)s"},
        {"اجتماع واحد": ("%(num)s meeting", "%(num)s meetings")},
    ),
    "ar": Catalog(
        {},
        {
            "اجتماع واحد": (
                "لا اجتماعات",
                "اجتماع واحد",
                "اجتماعان",
                "%(num)s اجتماعات",
                "%(num)s اجتماعًا",
                "%(num)s اجتماع",
            )
        },
    ),
}


@pytest.fixture(autouse=True)
def catalogs(monkeypatch):
    monkeypatch.setattr(texts, "catalog", TRANSLATED.get)


def test_the_reader_is_arabic_until_told_otherwise():
    assert (reader().language, reader().digits, reader().direction) == ("ar", "arab", "rtl")


def test_speaking_lasts_for_its_block_only():
    with speaking("en"):
        assert (reader().language, reader().digits, reader().direction) == ("en", "latn", "ltr")
        with speaking("ar", digits="latn"):
            assert _("الاجتماعات") == "الاجتماعات"
            assert reader().digits == "latn"
        assert _("الاجتماعات") == "Meetings"
    assert _("الاجتماعات") == "الاجتماعات"


def test_speaking_ends_after_an_error():
    with pytest.raises(RuntimeError), speaking("en"):
        raise RuntimeError
    assert reader().language == "ar"


@pytest.mark.parametrize("language", ["fr", "", None, "AR", "../en"])
def test_an_unknown_language_is_arabic(language):
    token = use(language)
    assert reader().language == "ar"
    _current.reset(token)


def test_english_is_always_read_with_latin_digits():
    with speaking("en", digits="arab"):
        assert reader().digits == "latn"


def test_what_has_no_english_shows_in_arabic():
    with speaking("en"):
        assert _("نص بلا ترجمة %(name)s", name="س") == "نص بلا ترجمة س"
        assert ngettext("بند واحد", "%(num)s بنود", 4) == "4 بنود"


def test_values_are_filled_and_per_cent_signs_survive():
    assert _("مرحبًا %(name)s", name="منى") == "مرحبًا منى"
    assert _("نسبة 50%") == "نسبة 50%"


def test_only_a_markup_value_makes_markup_and_then_the_rest_is_escaped():
    plain = _("مرحبًا %(name)s", name="<b>")
    rich = _("%(link)s و%(name)s", link=Markup("<a>س</a>"), name="<b>")
    assert not isinstance(plain, Markup)
    assert rich == Markup("<a>س</a> و&lt;b&gt;")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا اجتماعات"),
        (1, "اجتماع واحد"),
        (2, "اجتماعان"),
        (3, "٣ اجتماعات"),
        (10, "١٠ اجتماعات"),
        (11, "١١ اجتماعًا"),
        (99, "٩٩ اجتماعًا"),
        (100, "١٠٠ اجتماع"),
        (102, "١٠٢ اجتماع"),
        (103, "١٠٣ اجتماعات"),
        (111, "١١١ اجتماعًا"),
        (1540, "١٬٥٤٠ اجتماعًا"),
    ],
)
def test_the_six_arabic_forms(n, said):
    assert ngettext("اجتماع واحد", "%(num)s اجتماعات", n) == said


def test_the_two_english_forms():
    with speaking("en"):
        said = [ngettext("اجتماع واحد", "%(num)s اجتماعات", n) for n in (0, 1, 2, 1540)]
    assert said == ["0 meetings", "1 meeting", "2 meetings", "1,540 meetings"]


def test_a_plural_without_forms_uses_the_source():
    assert [ngettext("بند واحد", "%(num)s بنود", n) for n in (1, 5)] == ["بند واحد", "٥ بنود"]


def test_the_forms_follow_the_rule_of_the_header():
    rule = c2py(_PLURALS["ar"].split("plural=")[1].rstrip(";"))
    assert [arabic_form(n) for n in range(1000)] == [rule(n) for n in range(1000)]


def test_a_lazy_text_follows_the_reader():
    label = lazy("الاجتماعات")
    with speaking("en"):
        assert (str(label), f"{label:>10}", label + "!", "a " + label) == (
            "Meetings",
            "  Meetings",
            "Meetings!",
            "a Meetings",
        )
        assert label.upper() == "MEETINGS"
        assert lazy("مرحبًا %(name)s", name=label) == "Hello Meetings"
        assert json.dumps(str(label)) == '"Meetings"'
        assert Environment(autoescape=True).from_string("{{ a }}{{ a ~ '<' }}{{ a|upper }}").render(a=label)
    assert label == "الاجتماعات" and hash(label) == hash("الاجتماعات") and "اجتماع" in label and len(label) == 10
    assert str(deepcopy(label)) == "الاجتماعات"


def test_a_lazy_text_is_escaped():
    assert escape(lazy("<b>")) == "&lt;b&gt;"


def test_a_lazy_text_labels_a_field():
    class Meeting(Form):
        title = StringField(lazy("الاجتماعات"))

    with speaking("en"):
        assert "Meetings" in str(Meeting().title.label)


def test_marking_leaves_the_text_alone():
    assert N_("الاجتماعات") == "الاجتماعات"
