"""What is approved stays as it was, through every path."""

import hashlib
import io
from unittest.mock import Mock

import pytest
from sqlalchemy import select

from tadamon.accounts.models import Unit
from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records.base import Refused
from tadamon.web.printing import Unavailable, press


def paths(meeting, parts):
    rows = [f"{noun}/{ids[0]}" for noun, ids in parts.items()]
    yield from ("fields/title", "fields/axes", "fields/invited", "archive", "attendance/marks", "earlier")
    yield from rows
    for row in rows:
        yield from (f"{row}/removal", f"{row}/restoration", f"{row}/position")
    yield from parts


def test_every_path_is_refused(writer, approved, parts):
    title = db.session.get(Meeting, approved).title
    for path in paths(approved, parts):
        answer = writer.post(
            f"/meetings/{approved}/{path}", title="آخر", name="آخر", direction="up", version=1, earlier_id=1
        )
        assert answer.status_code in (404, 409), path
    upload = {"file": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "أثر.pdf")}
    assert writer.post(f"/meetings/{approved}/attachments", upload).status_code == 409
    db.session.expire_all()
    assert db.session.get(Meeting, approved).title == title


def test_a_form_opened_before_is_refused(writer, approver, meeting):
    form = writer.get(f"/meetings/{meeting}/fields/title/edit", htmx=True).page.forms[0]
    writer.post(f"/meetings/{meeting}/submission")
    approver.post(f"/meetings/{meeting}/approval")
    answer = writer.send(form, htmx=True, title="بعد الاعتماد")
    assert answer.status_code == 409 and "محضر تصحيح" in answer.page.text


def test_code_that_forgets_to_ask_is_refused_at_the_flush(approved):
    db.session.get(Meeting, approved).title = "تعديل من خلف الأبواب"
    with pytest.raises(Refused):
        db.session.flush()
    db.session.rollback()
    db.session.get(Meeting, approved).attendances[0].name = "آخر"
    with pytest.raises(Refused):
        db.session.flush()
    db.session.rollback()


def test_no_edit_control_is_left(writer, approved):
    page = writer.get(f"/meetings/{approved}").page
    assert not [
        href for _text, href in page.links if (href and "/fields/" in href) or (href and href.endswith("/edit"))
    ]


def test_a_pdf_that_could_not_be_drawn_is_kept_at_a_later_look(writer, submitted, approver, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(press, "pdf", Mock(side_effect=Unavailable()))
        approver.post(f"/meetings/{submitted}/approval")
    assert db.session.get(Approval, submitted).pdf_sha256 is None
    first, again = (writer.get(f"/meetings/{submitted}.pdf").get_data() for _look in range(2))
    assert hashlib.sha256(first).hexdigest() == db.session.get(Approval, submitted).pdf_sha256
    assert first == again


def test_the_stored_pdf_is_what_is_served(writer, approved):
    approval = db.session.get(Approval, approved)
    answer = writer.get(f"/meetings/{approved}.pdf")
    assert hashlib.sha256(answer.get_data()).hexdigest() == approval.pdf_sha256


def test_names_and_letterhead_are_those_of_the_day(writer, approved):
    before = writer.get(f"/meetings/{approved}/print").page.text
    unit = db.session.scalar(select(Unit).where(Unit.code == "EG-LX"))
    unit.letterhead_ar, unit.name_ar = "ترويسة أخرى", "اسم آخر"
    db.session.commit()
    after = writer.get(f"/meetings/{approved}/print").page.text
    assert "ترويسة أخرى" not in after and before == after


def test_prints_in_both_languages_are_kept(sign_in, approved):
    for language, words in (("ar", "١ لسنة ٢٠٢٥"), ("en", "1")):
        for form in ("minutes", "summary"):
            page = sign_in("writer", language).get(f"/meetings/{approved}/print?form={form}").page
            assert words in page.text and db.session.get(Approval, approved).code in page.text
