from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.followup import finding, summing
from tadamon.followup.models import Outcome
from tadamon.followup.summing import Mark, OutcomeSummed
from tadamon.keeping.checks.finding import Finding
from tadamon.keeping.checks.search import batches

MOST = 100
AGAIN = "run: flask --app wsgi reindex"


def register(everything):
    """Every outcome is found and counted as it stands (of all records, or a sample), and the sums are what was added."""
    for batch in batches(everything):
        yield from _stale({record.id: record for record in batch})
    yield from _wrong()


def _stale(records: dict) -> Iterator[Finding]:
    query = select(Outcome, finding.OutcomeText.text, OutcomeSummed.mark).where(Outcome.record_id.in_(records))
    query = query.outerjoin(finding.OutcomeText, finding.OutcomeText.outcome_id == Outcome.id)
    for row, text, added in db.session.execute(query.outerjoin(OutcomeSummed, OutcomeSummed.outcome_id == Outcome.id)):
        facets = finding.facets_of(row, records[row.record_id])
        if text != (None if row.removed_at else finding.with_words(row, facets)):
            yield Finding(f"the row of outcome {row.id} is not what it says; {AGAIN}")
        now = summing.mark(row, facets)
        if added != (now and str(now)):
            yield Finding(f"outcome {row.id} is not counted as it stands; {AGAIN}")


def _wrong() -> Iterator[Finding]:
    whole: Counter = Counter()
    for (written,) in db.session.execute(select(OutcomeSummed.mark).execution_options(yield_per=1000)):
        whole.update(Mark.read(written).keys())
    kept = summing.kept()
    for key in sorted(each for each in {*whole, *kept} if whole[each] != kept.get(each, 0))[:MOST]:
        yield Finding(f"the sum of outcomes {' '.join(map(str, key))} is wrong; {AGAIN}")
