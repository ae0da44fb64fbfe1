"""However many nurseries a campaign went to, a report says one sentence of them."""

from datetime import date

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.language import speaking
from tadamon.language.spans import parse_span
from tadamon.nurseries.acts import NurseryAct
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.visits import Visit, VisitPoint
from tadamon.records.history import acting_as
from tadamon.reports.drafting import now_told
from tadamon.reports.routes import begin

OCTOBER = date(2025, 10, 7)


def test_many_are_one_paragraph_and_each_counts_once(people, statements):
    by = people.writer
    with acting_as(people.writer.id):
        for each in range(12):
            record = Nursery(
                title=f"حضانة {each}", unit=by.unit, created_by_id=by.id, village="نجع" if each < 3 else ""
            )
            db.session.add(record)
            db.session.flush()
            visit = Visit(record=record, on=OCTOBER, position=1)
            db.session.add(visit)
            db.session.flush()
            result = "failed" if each < 2 else "met"
            db.session.add(VisitPoint(record=record, visit_id=visit.id, position=1, text="المبنى", result=result))
            if each < 2:
                db.session.add(NurseryAct(record_id=record.id, action="temporary", on=date(2025, 10, 20), by_id=by.id))
                for place, (since, places) in enumerate([(date(2025, 9, 1), 10), (date(2025, 10, 20), 15)]):
                    db.session.add(Capacity(record=record, position=place, since=since, places=places))
        elsewhere = Nursery(title="لم تُزر", unit=by.unit, created_by_id=by.id)
        archived = Nursery(title="في الأرشيف", unit=by.unit, created_by_id=by.id, handed_on=OCTOBER, archived_at=None)
        db.session.add_all([elsewhere, archived])
        db.session.flush()
        archived.archived_at = archived.created_at
        db.session.commit()
        with speaking("ar", "arab"):
            report = begin(parse_span("أكتوبر 2025"), None, by.unit, by=by)
        [row] = report.paragraphs
        assert len(row.records) == 12 and row.axis.code == "early-childhood" and "تسليم" not in row.text
        assert "وشمل ١٢ حضانة، منها ٣ حضانات في القرى والنجوع. وسُجّل خلاله: ١٢ زيارة، وترخيصان مؤقتان." in row.text
        assert (
            "وفُحص في الزيارات: المبنى. ولم يُستوفَ بندان. وزادت الطاقة الاستيعابية المرخصة بمقدار ١٠ أماكن." in row.text
        )
        assert "covered 12 nurseries" in row.text_en and row.told == now_told(row)
        statements.clear()
        now_told(row)
        assert len(statements) <= 8, statements
        late = db.session.scalars(select(Visit).limit(1)).one()
        late.on = date(2025, 11, 2)
        db.session.commit()
        assert "١١ زيارة" in now_told(row) != row.told


def test_a_handover_tells_its_days_and_parties_whichever_day_lies_in_the_period(people):
    with acting_as(people.writer.id):
        told = {"handed_by": "هيئة الأبنية", "handed_on": date(2025, 9, 28), "received_on": date(2025, 10, 2)}
        record = Nursery(title="حضانة جديدة", unit=people.writer.unit, created_by_id=people.writer.id, **told)
        db.session.add(record)
        db.session.commit()
        by = db.session.get(User, people.writer.id)
        with speaking("ar", "arab"):
            [row] = begin(parse_span("أكتوبر 2025"), None, by.unit, by=by).paragraphs
        assert row.text == (
            "تم تسليم واستلام حضانة جديدة واحدة: حضانة جديدة، سلّمتها هيئة الأبنية يوم ٢٨ سبتمبر ٢٠٢٥،"
            " وتسلّمتها جهة لم تُذكر يوم ٢ أكتوبر ٢٠٢٥."
        )
