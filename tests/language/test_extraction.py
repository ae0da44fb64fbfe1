import pytest

from tadamon.language import extraction


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package of two rooms and a template that is of none, with empty catalogs."""
    for room in ("language", "meetings", "cohorts"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("")
    (tmp_path / "cohorts" / "models.py").write_text('_("دفعة"), _("نوع")')
    (tmp_path / "templates").mkdir()
    (tmp_path / "meetings" / "models.py").write_text(
        'title = _("عنوان")\nlabel = lazy("بيان %(name)s", name=1)\n'
        'ngettext("بند واحد", "%(num)s بنود", 3)\nN_("نوع")\n_(title)\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '<h1 title="{{ _(\'تلميح\') }}">{{ ngettext("سطر واحد", "%(num)s أسطر", n) }}</h1>'
    )
    monkeypatch.setattr(extraction, "ROOT", tmp_path)
    return tmp_path


def test_texts_are_found_and_the_room_that_alone_says_one_keeps_it(package):
    assert extraction.sources() == {
        "عنوان": "meetings",
        "بيان %(name)s": "meetings",
        "نوع": "language",
        "دفعة": "cohorts",
        "تلميح": "language",
        ("بند واحد", "%(num)s بنود"): "meetings",
        ("سطر واحد", "%(num)s أسطر"): "language",
    }


def test_updating_writes_every_text_once_and_nothing_changes_the_second_time(package):
    extraction.update()
    first = {path: path.read_text() for path in package.glob("*/*.po")}
    english = "".join(text for path, text in first.items() if path.name == "en.po")
    arabic = "".join(text for path, text in first.items() if path.name == "ar.po")
    assert english.count('msgid "') == 7 + 3 and arabic.count('msgid "') == 2 + 2  # each file begins with one
    assert "msgstr[5]" in arabic and "msgstr[2]" not in english and "models.py" not in english
    extraction.update()
    assert first == {path: path.read_text() for path in package.glob("*/*.po")}


def test_what_is_missing_wrong_or_unused_is_said(package):
    extraction.update()
    assert len(extraction.missing()) == 9
    english = package / "meetings" / "en.po"
    translated = english.read_text().replace('msgid "عنوان"\nmsgstr ""', 'msgid "عنوان"\nmsgstr "Title"')
    translated = translated.replace('msgid "بيان %(name)s"\nmsgstr ""', 'msgid "بيان %(name)s"\nmsgstr "About %(who)s"')
    english.write_text(translated + '\nmsgid "قديم"\nmsgstr "Old"\n')
    found = set(extraction.missing())
    assert extraction.Finding("en", "untranslated", "عنوان") not in found
    assert extraction.Finding("en", "placeholders", "بيان %(name)s") in found
    assert extraction.Finding("en", "unused", "قديم") in found
    extraction.update()
    kept = english.read_text()
    assert "Title" in kept and "قديم" not in kept


def test_a_translation_follows_its_text_into_another_room(package):
    extraction.update()
    shared = package / "language" / "en.po"
    shared.write_text(shared.read_text().replace('msgid "نوع"\nmsgstr ""', 'msgid "نوع"\nmsgstr "Kind"'))
    (package / "meetings" / "models.py").write_text("")
    extraction.update()
    assert '"Kind"' in (package / "cohorts" / "en.po").read_text() and '"Kind"' not in shared.read_text()
    assert not (package / "meetings" / "en.po").exists()
