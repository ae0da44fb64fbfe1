"""What is wrong with this installation, if anything: one question a file, each a generator of Findings."""

import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from tadamon.extensions import db
from tadamon.keeping.checks import approvals, database, files, history, register, search, sums, surroundings
from tadamon.keeping.checks.finding import Finding
from tadamon.records.transactions import writing

CHECKS = {
    "migration": database.migration,
    "database": database.integrity,
    "references": database.references,
    "search index": search.index,
    "trainees": search.trainees,
    "names": search.names,
    "sums": sums.sums,
    "register": register.register,
    "files": files.files,
    "approvals": approvals.approvals,
    "history": history.history,
    "clock": surroundings.clock,
    "disk": surroundings.disk,
}


def findings(everything: bool = False) -> Iterator[tuple[str, list[Finding]]]:
    """(what was looked at, what was found), one after another, all at one moment of the database.

    `everything` reads every record for the search index, not a sample.
    """
    with writing(False):
        db.session.remove()
        if db.engine.dialect.name == "postgresql":
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        for name, question in CHECKS.items():
            try:
                found = list(question(everything))
            except (SQLAlchemyError, sqlite3.DatabaseError) as error:
                db.session.rollback()
                found = [Finding(f"could not be looked at: {str(error).splitlines()[0]}")]
            yield name, found
        db.session.remove()
