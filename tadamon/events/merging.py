"""Two records of one event: what hangs on the one goes to the other, and the merge can be undone."""

from sqlalchemy import select, update

from tadamon.activities.models import Activity, Attendance, Citation
from tadamon.activities.participants import Participant
from tadamon.activities.sequels import Sequel
from tadamon.directory.merging import Merge
from tadamon.events.models import Event
from tadamon.events.parts import Delegate, Nation, Output, Source
from tadamon.extensions import Base, db
from tadamon.followup.models import Outcome
from tadamon.language import _, words
from tadamon.records import history, search
from tadamon.records.attachments import Attachment
from tadamon.records.base import Refused, now

# Rows that both have are left where they are: a delegation is not to be told twice.
TOLD_ONCE = (Delegate, Attendance, Participant, Nation, Citation, Output, Source)
PARTS = (*TOLD_ONCE, Outcome, Attachment)
AFTER = 1000  # what came along stands behind what was there


def merge(gone: Event, kept: Event, by) -> Merge:
    """Lead everything that hangs on `gone` to `kept`, and keep its title as another headline of it."""
    if gone.id == kept.id:
        raise Refused(_("اختر فعاليتين مختلفتين."))
    for each in (kept, gone):
        each.refuse_if_frozen()
    if gone.office_id != kept.office_id:
        raise Refused(_("تُدمج فعاليات الوحدة الواحدة. سجّل صلتها بفعالية الوحدة الأخرى بدلًا من دمجها."))
    headline = gone.title if gone.title not in kept.headlines else None
    moved = {f"{model.__tablename__}.record_id": _parts(model, gone, kept) for model in PARTS}
    moved |= {"activities.file_id": _ids(Activity.__table__.c.file_id, gone.id, but=kept.id)} | _ties(gone, kept)
    moved = {place: ids for place, ids in moved.items() if ids}
    for place, ids in moved.items():
        _lead(place, ids, gone.id, kept.id)
    done = Merge(kept_id=kept.id, gone_id=gone.id, by_id=by.id, moved=moved)
    gone.merged_into_id = kept.id
    gone.archive(by=by)
    db.session.add(done)
    db.session.flush()
    if headline:
        named = Source(record=kept, headline=headline, merge_id=done.id)
        db.session.add(named)
        named.place_last()
    history.tell(kept, "took-in", gone.label())
    search.again(kept)
    return done


def undo(merge: Merge, by) -> None:
    """Give back every row that followed and still stands where it was led; the headline that came along goes."""
    kept, gone = merge.kept, merge.gone
    if merge.undone_at or gone.merged_into_id != kept.id:
        raise Refused(_("تم التراجع عن هذا الدمج من قبل."))
    if kept.merged_into_id:
        raise Refused(_("دُمج السجل الباقي نفسه في سجل آخر. تراجع عن ذلك الدمج أولًا."))
    merge.undone_at, merge.undone_by_id = now(), by.id
    for place, ids in merge.moved.items():
        _lead(place, ids, kept.id, gone.id, after=-AFTER)
    for row in db.session.scalars(select(Source).where(Source.merge_id == merge.id, Source.removed_at.is_(None))):
        row.remove()
    gone.merged_into_id = None
    gone.unarchive()
    history.tell(kept, "gave-back", gone.label())
    search.again(kept)


def _parts(model, gone: Event, kept: Event) -> list[int]:
    """The standing rows of `gone` that `kept` has not already."""
    rows = {each: _standing(model, each) for each in (gone, kept)}
    if model not in TOLD_ONCE:
        return [row.id for row in rows[gone]]
    known = {words.name_key(row.label()) for row in rows[kept]}
    return [row.id for row in rows[gone] if words.name_key(row.label()) not in known]


def _standing(model, event: Event) -> list:
    query = select(model).where(model.record_id == event.id, model.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(model.position, model.id)))


def _ties(gone: Event, kept: Event) -> dict[str, list[int]]:
    """The ties of `gone` to what it came of and what came of it, but for those that `kept` has itself."""
    sides = {"earlier_id": "later_id", "later_id": "earlier_id"}
    found = {}
    for mine, other in sides.items():
        mine, other = getattr(Sequel, mine), getattr(Sequel, other)
        taken = {kept.id, *db.session.scalars(select(other).where(mine == kept.id))}
        ties = db.session.execute(select(Sequel.id, other).where(mine == gone.id)).all()
        found[f"sequels.{mine.key}"] = [id for id, target in ties if target not in taken]
    return found


def _ids(column, gone: int, but: int) -> list[int]:
    return sorted(db.session.scalars(select(column.table.c.id).where(column == gone, column.table.c.id != but)))


def _lead(place: str, ids: list[int], source: int, target: int, after: int = AFTER) -> None:
    """Those of these rows that still hang on `source` hang on `target` from now on."""
    name, _dot, column = place.partition(".")
    table = Base.metadata.tables[name]
    values = {column: target}
    if column == "record_id":
        values["position"] = table.c.position + after
    db.session.execute(update(table).where(table.c.id.in_(ids), table.c[column] == source).values(values))
    db.session.expire_all()
