"""The position of earlier assignments over five meetings: live, then kept; finished things appear once more."""

from sqlalchemy import select

from tadamon.accounts.models import User
from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.meetings.models import AgendaItem, Meeting
from tadamon.series.ledger import open_items


def test_five_meetings(chain):
    chain.next("حصر", "كشف")
    assert chain.ledger(0) == {}
    chain.next("متابعة")
    assert chain.ledger(1) == {"حصر": ("open", 1), "كشف": ("open", 1)}
    chain.close("كشف")
    assert chain.ledger(1)["كشف"] == ("confirmed", 1)
    chain.approve(1)
    chain.next()
    assert chain.ledger(2) == {"حصر": ("open", 2), "متابعة": ("open", 1)}
    chain.close("حصر")
    assert chain.ledger(1)["حصر"] == ("open", 1), "approved minutes say how it stood"
    chain.approve(2)
    chain.next()
    assert chain.ledger(3) == {"متابعة": ("open", 2)}
    chain.next()
    assert chain.ledger(4) == {"متابعة": ("open", 3)}


def test_what_is_stalled_says_so(chain, writer):
    chain.next("متابعة")
    for _time in range(3):
        chain.next()
    page = writer.get(f"/meetings/{chain.made[3]}").page
    assert "متعثر" in page.text and "رُحّل ٣ مرات" in page.text
    assert "موقف ما سبق" in writer.get(f"/meetings/{chain.made[3]}/print").page.text


def test_a_cancelled_meeting_is_passed_over_and_its_ledger_counts_no_more(chain):
    chain.next("حصر")
    chain.next()
    chain.next()
    chain.meeting(1).cancel(by=User.named("luxor"), reason="عطلة")
    db.session.commit()
    assert chain.ledger(2) == {"حصر": ("open", 1)}
    chain.meeting(1).reinstate(by=User.named("luxor"))
    db.session.commit()
    assert chain.ledger(2) == {"حصر": ("open", 2)}


def test_a_correction_takes_the_place_of_what_it_corrects(chain):
    chain.next("حصر")
    chain.next()
    chain.close("حصر")
    chain.approve(1)
    chain.next()
    assert chain.ledger(2) == {}
    new = chain.meeting(1).correction(by=User.named("luxor"), reason="خطأ")
    db.session.commit()
    chain.made.append(new.id)
    assert chain.ledger(2) == {}, "a correction that is not approved changes nothing"
    assert chain.ledger(3) == {"حصر": ("confirmed", 1)}, "and shows what the first one showed"
    chain.approve(3)
    assert chain.ledger(3) == {"حصر": ("confirmed", 1)}
    assert chain.ledger(2) == {}


def test_minutes_approved_out_of_order_tell_an_end_once(chain):
    for texts in (("حصر",), (), ()):
        chain.next(*texts)
    chain.close("حصر")
    chain.approve(2)
    assert chain.ledger(2)["حصر"][0] == "confirmed"
    assert chain.ledger(1) == {}


def test_an_open_item_is_taken_over_by_choice_once(chain, writer):
    chain.next()
    chain.next()
    [item] = open_items(chain.meeting(1))
    id, first, second = item.id, chain.made[0], chain.made[1]
    db.session.remove()
    assert writer.post(f"/meetings/{second}/carried-items", item=id).status_code == 303
    assert writer.post(f"/meetings/{second}/carried-items", item=id).status_code == 303
    titles = db.session.scalars(select(AgendaItem.title).where(AgendaItem.record_id == second)).all()
    assert titles.count("بند 1") == 1
    assert db.session.scalar(select(AgendaItem.removed_at).where(AgendaItem.id == id)) is None
    assert db.session.get(Meeting, first).items


def test_the_previous_minutes_are_endorsed_with_one_click(chain, writer):
    chain.next()
    chain.next()
    second = chain.made[1]
    for _time in range(2):
        assert writer.post(f"/meetings/{second}/previous-minutes").status_code == 303
    page = writer.get(f"/meetings/{second}").page
    items = db.session.get(Meeting, second).items
    assert [item.title for item in items] == ["التصديق على محضر الاجتماع السابق", "بند 2"]
    assert "التصديق على محضر الاجتماع المنعقد في" in page.text


def test_approved_minutes_refuse_both(chain, writer, approver):
    chain.next()
    chain.next()
    second = chain.made[1]
    writer.post(f"/meetings/{second}/submission")
    approver.post(f"/meetings/{second}/approval")
    assert db.session.scalar(select(Approval.record_id)) == second
    assert writer.post(f"/meetings/{second}/previous-minutes").status_code == 409
    assert writer.post(f"/meetings/{second}/carried-items", item=1).status_code == 409


def test_the_next_meeting_is_made_once_from_the_last(chain, writer, sundays):
    chain.next("حصر")
    form = writer.get(f"/series/{sundays}").page.form(f"/series/{sundays}/meetings")
    answers = [writer.send(form).location for _time in range(2)]
    assert answers[0] == answers[1]
    meeting = db.session.get(Meeting, int(answers[0].rpartition("/")[2]))
    assert (meeting.starts_on.isoformat(), [row.name for row in meeting.attendances]) == ("2025-10-12", ["منى"])


def test_a_series_that_is_over_makes_no_more(chain, writer, sundays):
    page = writer.get(f"/series/{sundays}/fields/ends_on/edit").page
    form = page.form(f"/series/{sundays}/fields/ends_on")
    assert writer.send(form, ends_on="1/1/2020").status_code == 422
    assert writer.send(form, ends_on="5/10/2025").status_code == 303
    chain.next()
    answer = writer.post(f"/series/{sundays}/meetings", once="x")
    assert answer.status_code == 409 and "انتهت مواعيد" in answer.page.text
