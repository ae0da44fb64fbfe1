from collections import Counter

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.keeping.checks.finding import Finding
from tadamon.keeping.checks.search import batches
from tadamon.records.tallies import Tallied, Tally, marks, read

MOST = 100


def sums(everything):
    """Every record has added what it should (all of them, or a sample), and the sums are what was added."""
    for batch in batches(everything):
        kept = db.session.execute(
            select(Tallied.record_id, Tallied.marks).where(Tallied.record_id.in_([record.id for record in batch]))
        )
        added = {id: read(found) for id, found in kept}
        for id, found in marks(batch).items():
            if found != added.get(id, {}):
                yield Finding(f"record {id} is not counted as it stands; run: flask --app wsgi reindex")
    yield from _wrong()


def _wrong():
    whole: Counter = Counter()
    for (found,) in db.session.execute(select(Tallied.marks).execution_options(yield_per=1000)):
        whole.update(read(found))
    kept = {
        (row.office_id, row.month.isoformat(), row.measure, row.key): row.amount
        for row in db.session.execute(select(Tally.office_id, Tally.month, Tally.measure, Tally.key, Tally.amount))
    }
    wrong = [mark for mark in {*whole, *kept} if whole[mark] != kept.get(mark, 0)]
    for office, month, measure, key in sorted(wrong)[:MOST]:
        yield Finding(
            f"the sum of {measure} {key} of unit {office} in {month[:7]} is wrong; run: flask --app wsgi reindex"
        )
