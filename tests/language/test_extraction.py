import pytest

from tadamon.language import extraction


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package of its own with one module, one template and two empty catalogs."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "room.py").write_text(
        'title = _("عنوان")\nlabel = lazy("بيان %(name)s", name=1)\n'
        'ngettext("بند واحد", "%(num)s بنود", 3)\nN_("نوع")\n_(title)\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '<h1 title="{{ _(\'تلميح\') }}">{{ ngettext("سطر واحد", "%(num)s أسطر", n) }}</h1>'
    )
    for language in ("ar", "en"):
        (tmp_path / f"{language}.po").write_text("")
    monkeypatch.setattr(extraction, "ROOT", tmp_path)
    monkeypatch.setattr(extraction, "HERE", tmp_path)
    return tmp_path


def test_texts_are_found_in_python_and_templates(package):
    assert extraction.sources() == {
        "عنوان",
        "بيان %(name)s",
        "نوع",
        "تلميح",
        ("بند واحد", "%(num)s بنود"),
        ("سطر واحد", "%(num)s أسطر"),
    }


def test_updating_writes_every_text_once_and_nothing_changes_the_second_time(package):
    extraction.update()
    english, arabic = (package / "en.po").read_text(), (package / "ar.po").read_text()
    assert english.count("msgid ") == 7 and arabic.count("msgid ") == 3
    assert "msgstr[5]" in arabic and "msgstr[2]" not in english and "room.py" not in english
    extraction.update()
    assert english == (package / "en.po").read_text()


def test_what_is_missing_wrong_or_unused_is_said(package):
    extraction.update()
    assert len(extraction.missing()) == 8
    english = package / "en.po"
    translated = english.read_text().replace('msgid "عنوان"\nmsgstr ""', 'msgid "عنوان"\nmsgstr "Title"')
    translated = translated.replace(
        'msgid "بيان %(name)s"\nmsgstr ""', 'msgid "بيان %(name)s"\nmsgstr "About %(who)s"'
    )
    english.write_text(translated + '\nmsgid "قديم"\nmsgstr "Old"\n')
    found = set(extraction.missing())
    assert extraction.Finding("en", "untranslated", "عنوان") not in found
    assert extraction.Finding("en", "placeholders", "بيان %(name)s") in found
    assert extraction.Finding("en", "unused", "قديم") in found
    extraction.update()
    kept = english.read_text()
    assert "Title" in kept and "قديم" not in kept
