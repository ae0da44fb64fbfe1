"""Organisations from a workbook: preview, confirm, once more, the failed rows."""

from tests.imports.conftest import counts

HEADINGS = ("الاسم", "النوع", "رقم الإشهار", "الهاتف")


def test_a_list_is_previewed_and_then_brought_in(writer, bring, confirm, named):
    page = bring(writer, HEADINGS, ("جمعية الأورمان", "جمعية", 123, "01001234567"), (None, "جمعية", None, None))
    assert counts(writer.get(page).page)["جديد"] == 1
    assert named("جمعية الأورمان") is None
    assert confirm(writer, page).status_code == 303
    body = named("جمعية الأورمان")
    assert (body.kind, body.number, body.phone, body.unit.code) == ("ngo", "123", "+201001234567", "EG-LX")
    assert counts(writer.get(page).page)["خطأ"] == 1
