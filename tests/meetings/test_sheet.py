"""The sheet: opened, read, edited in place."""


def test_the_list_shows_my_meetings(writer, meeting):
    page = writer.get("/meetings").page
    assert "لقاء جماهيري مفتوح" in page.text
    assert "٢ قرارات" in page.text or "قراران" in page.text


def test_the_sheet_shows_everything(writer, meeting):
    page = writer.get(f"/meetings/{meeting}").page
    for words in (
        "بستاني عبد العزيز",
        "الأحد ٥ أكتوبر ٢٠٢٥",
        "إيقاف عدد من البطاقات",
        "٤٥٨٦ لسنة ٢٠٢٣",
        "١٩ أكتوبر ٢٠٢٥",
    ):
        assert words in page.text


def test_the_sheet_in_english(sign_in, meeting):
    page = sign_in("writer", "en").get(f"/meetings/{meeting}").page
    assert "Sunday 5 October 2025" in page.text


def test_a_field_is_edited_in_place(writer, meeting):
    form = writer.get(f"/meetings/{meeting}/fields/title/edit", htmx=True).page.forms[0]
    saved = writer.send(form, htmx=True, title="عنوان جديد")
    assert (
        saved.status_code == 200 and "عنوان جديد" in saved.page.text and "العنوان" in saved.said
    ) or "عنوان" in saved.said


def test_a_field_without_htmx(writer, meeting):
    form = writer.get(f"/meetings/{meeting}/fields/title/edit").page.form(f"/meetings/{meeting}/fields/title")
    saved = writer.send(form, title="عنوان جديد")
    assert saved.status_code == 303 and saved.location.endswith("#field-title")


def test_statements_of_pages(writer, meeting, statements):
    for path in ("/meetings", f"/meetings/{meeting}", f"/meetings/{meeting}/history"):
        statements.clear()
        writer.get(path)
        assert len(statements) <= 8, "\n".join(statements)
