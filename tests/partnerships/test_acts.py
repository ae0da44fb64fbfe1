"""Signed, renewed, ended, amended: what each act asks for, writes, and leaves as it was."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup.models import Outcome
from tadamon.language.dates import today
from tadamon.partnerships.acts import Act
from tadamon.partnerships.models import Partnership
from tadamon.partnerships.parties import Clearance, Party
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused


def acts(id):
    db.session.rollback()
    return [act.action for act in db.session.scalars(select(Act).where(Act.record_id == id).order_by(Act.id))]


def test_one_side_then_the_other(writer, agreed, stored):
    id = agreed()
    writer.post(f"/partnerships/{id}/signature", our_signed_on="5/1/2025")
    assert stored(Partnership, id).state == "signing"
    page = writer.get(f"/partnerships/{id}/signature").page
    assert "our_signed_on" not in page.form("/signature").fields
    writer.send(page.form("/signature"), their_signed_on="يناير 2025")
    record = stored(Partnership, id)
    assert record.state == "active" and (record.their_signed_on, record.their_signed_precision) == (
        date(2025, 1, 1),
        "month",
    )
    assert acts(id) == ["ours", "theirs"]
    assert writer.get(f"/partnerships/{id}/signature").status_code == 409


@pytest.mark.parametrize(
    "typed", [{}, {"our_signed_on": "غدًا"}, {"our_signed_on": "1/1/2099"}, {"their_signed_on": "32/1/2025"}]
)
def test_signing_with_bad_dates(writer, agreed, stored, typed):
    id = agreed()
    assert writer.post(f"/partnerships/{id}/signature", typed).status_code == 422
    assert stored(Partnership, id).frozen is None


@pytest.mark.parametrize("kind", ["lead", "informal"])
def test_what_has_no_agreement_is_not_signed(writer, agreed, kind):
    assert writer.post(f"/partnerships/{agreed(kind=kind)}/signature", our_signed_on="5/1/2025").status_code == 409


def test_without_a_partner_nothing_is_signed(writer, agreed, stored):
    id = agreed()
    stored(Partnership, id).theirs[0].remove()
    db.session.commit()
    answer = writer.post(f"/partnerships/{id}/signature", our_signed_on="5/1/2025")
    assert answer.status_code == 409 and "أضف الطرف الشريك" in answer.page.text


def test_a_foreign_party_signs_only_with_every_approval(writer, agreed, agency, stored):
    id = agreed(partner="الوكالة الألمانية للتعاون الدولي")
    assert stored(Partnership, id).theirs[0].organisation_id == agency

    def sign(**typed):
        return writer.post(f"/partnerships/{id}/signature", typed)

    assert sign(their_signed_on="5/1/2025").status_code == 409
    assert sign(our_signed_on="4/1/2025").status_code == 303
    new = {"body": "وزارة الخارجية", "state": "requested", "asked_on": "1/12/2024"}
    assert writer.post(f"/partnerships/{id}/clearances", new).status_code == 303
    answer = sign(their_signed_on="5/1/2025")
    assert answer.status_code == 409 and "وزارة الخارجية" in answer.page.text
    row = db.session.scalar(select(Clearance).where(Clearance.record_id == id))
    granted = new | {
        "state": "granted",
        "decided_on": "20/12/2024",
        "reference": "كتاب 12",
        "version": row.version,
    }
    assert writer.post(f"/partnerships/{id}/clearances/{row.id}", granted).status_code == 303
    assert sign(their_signed_on="5/1/2025").status_code == 303
    assert stored(Partnership, id).state == "active"
    assert writer.post(f"/partnerships/{id}/clearances", new).status_code == 409


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"state": "granted"}, "تاريخ صدور"),
        ({"state": "waived"}, "سبب عدم لزوم"),
        ({"state": "other"}, "من القائمة"),
        ({"state": "granted", "decided_on": "1/1/2099", "reference": "1"}, "لم يصدر بعد"),
        ({"state": "granted", "asked_on": "5/1/2025", "decided_on": "1/1/2025", "reference": "1"}, "لا يسبق"),
        ({"body": ""}, "اكتب"),
    ],
)
def test_approvals_that_do_not_add_up(writer, agreed, typed, words):
    answer = writer.post(
        f"/partnerships/{agreed()}/clearances", {"body": "وزارة الخارجية", "state": "requested"} | typed
    )
    assert answer.status_code == 422 and words in answer.page.text


def test_an_agency_by_hand_is_foreign_too(writer, agreed, stored):
    id = agreed(partner="شركات عالمية لم تُسمَّ")
    party = stored(Partnership, id).theirs[0]
    party.abroad = True
    db.session.commit()
    assert (
        writer.post(f"/partnerships/{id}/signature", our_signed_on="5/1/2025", their_signed_on="5/1/2025").status_code
        == 409
    )
    assert acts(id) == []


def frozen_paths(id, rows):
    yield from (
        "fields/title",
        "fields/governorates",
        "fields/ends_on",
        "archive",
        "parties",
        "obligations",
        "attachments",
    )
    for noun, row in rows.items():
        yield from (
            f"{noun}/{row}",
            f"{noun}/{row}/removal",
            f"{noun}/{row}/restoration",
            f"{noun}/{row}/position",
        )


def test_every_path_is_refused(writer, signed, stored):
    record = stored(Partnership, signed)
    rows = {"parties": record.parties[0].id, "obligations": record.obligations[0].id}
    for path in frozen_paths(signed, rows):
        data = {"title": "آخر", "name": "آخر", "text": "آخر", "direction": "up", "version": 1}
        answer = writer.post(f"/partnerships/{signed}/{path}", data)
        assert answer.status_code == 409, path
        assert "وُقّعت" in answer.page.text, path
    upload = {"file": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "أثر.pdf")}
    assert writer.post(f"/partnerships/{signed}/attachments", upload).status_code == 409
    assert stored(Partnership, signed).title == "بروتوكول رعاية الأسر"


BEHIND = {
    "title": lambda r: setattr(r, "title", "من خلف الأبواب"),
    "end": lambda r: setattr(r, "ends_on", date(2040, 1, 1)),
    "unsigned": lambda r: setattr(r, "our_signed_on", None),
    "signed again": lambda r: setattr(r, "their_signed_on", date(2025, 2, 2)),
    "place": lambda r: setattr(r, "codes", ["EG-ASN"]),
    "axes": lambda r: r.axes.append(db.session.get(type(r).axes.property.mapper.class_, 1)),
    "party": lambda r: setattr(r.parties[0], "name", "آخر"),
    "new party": lambda r: db.session.add(Party(record=r, name="آخر")),
    "gone party": lambda r: setattr(r.parties[1], "removed_at", r.created_at),
    "deleted party": lambda r: db.session.delete(r.parties[1]),
    "obligation": lambda r: setattr(r.obligations[0], "text", "آخر"),
    "new obligation": lambda r: db.session.add(Outcome(record=r, kind="obligation", text="آخر")),
    "clearance": lambda r: db.session.add(Clearance(record=r, body="آخر")),
    "file": lambda r: db.session.add(Attachment(record=r, name="x", media_type="x", size=1, sha256="0" * 64)),
    "archive": lambda r: setattr(r, "archived_at", r.created_at),
}


@pytest.mark.in_turns
@pytest.mark.parametrize("what", BEHIND)
def test_code_that_forgets_to_ask_is_refused_at_the_flush(signed, stored, what):
    BEHIND[what](stored(Partnership, signed))
    with pytest.raises(Refused):
        db.session.flush()
    db.session.rollback()


def test_a_form_opened_before_is_refused(writer, agreed):
    id = agreed()
    form = writer.get(f"/partnerships/{id}/fields/title/edit", htmx=True).page.forms[0]
    writer.post(f"/partnerships/{id}/signature", our_signed_on="5/1/2025")
    answer = writer.send(form, htmx=True, title="بعد التوقيع")
    assert answer.status_code == 409 and "وُقّعت" in answer.page.text


def test_the_signed_text_is_attached_afterwards(writer, signed, agreed, stored):
    upload = {"file": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "الأصل.pdf")}
    assert writer.post(f"/partnerships/{signed}/signed-text", upload).status_code == 303
    assert [file.purpose for file in stored(Partnership, signed).attachments] == ["signed"]
    assert "النص الموقّع" in writer.get(f"/partnerships/{signed}").page.text
    assert writer.post(f"/partnerships/{signed}/signed-text").status_code == 422
    assert writer.get(f"/partnerships/{agreed()}/signed-text").status_code == 409


def test_a_renewal_leaves_the_signed_end(writer, signed, stored):
    assert writer.post(f"/partnerships/{signed}/renewal", until="31/12/2035").status_code == 409
    assert writer.post(f"/partnerships/{signed}/renewal", until="").status_code == 422
    assert writer.post(f"/partnerships/{signed}/renewal", until="31/12/2036", reason="ملحق 1").status_code == 303
    record = stored(Partnership, signed)
    assert (record.ends_on, record.extended_to) == (date(2035, 12, 31), date(2036, 12, 31))
    assert "ملحق 1" in writer.get(f"/partnerships/{signed}").page.text
    assert writer.post(f"/partnerships/{signed}/renewal", until="31/12/2036").status_code == 409


@pytest.mark.parametrize(
    "values",
    [
        {"renewal": "none", "ends_on": date(2035, 1, 1)},
        {"renewal": "automatic", "ends_on": date(2035, 1, 1)},
        {"renewal": "agreement"},
    ],
)
def test_what_cannot_be_renewed(writer, agreed, values):
    id = agreed(our_signed_on=date(2025, 1, 1), their_signed_on=date(2025, 1, 1), **values)
    assert writer.post(f"/partnerships/{id}/renewal", until="1/1/2040").status_code == 409


def test_ended_with_a_reason(writer, signed, stored):
    assert writer.post(f"/partnerships/{signed}/ending", on="1/1/2026", reason=" ").status_code == 422
    assert writer.post(f"/partnerships/{signed}/ending", on="1/1/2020", reason="قبل أن تبدأ").status_code == 409
    assert writer.post(f"/partnerships/{signed}/ending", on="1/1/2026", reason="انتهى المشروع").status_code == 303
    assert stored(Partnership, signed).state == "ended"
    page = writer.get(f"/partnerships/{signed}").page
    assert "انتهى المشروع" in page.text and not [
        url for _text, url in page.links if url.endswith(("/renewal", "/ending"))
    ]
    for act, data in {
        "ending": {"on": "2/1/2026", "reason": "ثانية"},
        "renewal": {"until": "1/1/2040"},
        "amendment": {},
    }.items():
        assert writer.post(f"/partnerships/{signed}/{act}", data).status_code == 409


def test_an_end_still_to_come_keeps_it_in_force(writer, signed, stored):
    later = today() + timedelta(days=30)
    writer.post(f"/partnerships/{signed}/ending", on=f"{later.day}/{later.month}/{later.year}", reason="بإخطار")
    assert stored(Partnership, signed).state == "active"


def test_a_draft_is_archived_not_ended(writer, agreed, stored):
    id = agreed()
    assert writer.post(f"/partnerships/{id}/ending", on="1/1/2026", reason="لم تعد مطلوبة").status_code == 409
    writer.post(f"/partnerships/{id}/archive")
    assert stored(Partnership, id).archived_at
    assert writer.post(f"/partnerships/{id}/signature", our_signed_on="5/1/2025").status_code == 409


def test_what_was_agreed_without_a_text_ends_too(writer, agreed, stored):
    id = agreed(kind="informal")
    assert writer.post(f"/partnerships/{id}/ending", on="1/1/2026", reason="توقف اللقاءات").status_code == 303
    assert (
        stored(Partnership, id).state == "ended"
        and writer.get(f"/partnerships/{id}/fields/title/edit").status_code == 409
    )


def test_an_amendment_takes_the_place_when_both_have_signed(writer, signed, stored):
    answer = writer.post(f"/partnerships/{signed}/amendment")
    new = int(answer.headers["Location"].rpartition("/")[2])
    record = stored(Partnership, new)
    assert (record.amends_id, record.state, len(record.parties), len(record.obligations)) == (
        signed,
        "draft",
        2,
        2,
    )
    assert {row.party_id for row in record.obligations} == {party.id for party in record.parties}
    assert "تعديل لشراكة سابقة" in writer.get(f"/partnerships/{new}").page.text
    assert "لم يوقَّع بعد" in writer.get(f"/partnerships/{signed}").page.text
    assert writer.post(f"/partnerships/{signed}/amendment").status_code == 409
    assert (
        writer.post(f"/partnerships/{new}/fields/title", title="بروتوكول معدّل", version=record.version).status_code
        == 303
    )
    writer.post(f"/partnerships/{new}/signature", our_signed_on="1/2/2026")
    assert stored(Partnership, signed).state == "active"
    writer.post(f"/partnerships/{new}/signature", their_signed_on="3/2/2026")
    original = stored(Partnership, signed)
    assert (original.state, original.superseded_on) == ("superseded", date(2026, 2, 3))
    assert {row.state for row in original.obligations} == {"superseded"}
    assert acts(signed) == ["amending", "superseded"]
    assert "بروتوكول معدّل" in writer.get(f"/partnerships/{signed}").page.text
    assert "بروتوكول معدّل" in writer.get(f"/partnerships/{signed}/print").page.text
    assert "بروتوكول رعاية الأسر" in writer.get(f"/partnerships/{new}/print").page.text


def test_only_what_both_signed_is_amended(writer, agreed):
    assert writer.post(f"/partnerships/{agreed()}/amendment").status_code == 409
