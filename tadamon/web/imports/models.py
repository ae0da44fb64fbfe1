"""An import as a record: who, when, which file, what its columns mean, and what became of each row."""

from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, case, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tadamon.extensions import Key, db
from tadamon.language import _, lazy
from tadamon.records.base import Refused, now

STATES = {
    "reading": lazy("يُقرأ الآن"),
    "unreadable": lazy("لم يُقرأ"),
    "judging": lazy("تُراجَع صفوفه الآن"),
    "preview": lazy("لم يُستورد بعد"),
    "running": lazy("يُستورد الآن"),
    "done": lazy("اكتمل"),
    "refused": lazy("لم يُستورد شيء"),
    "undoing": lazy("يُتراجع عنه الآن"),
    "undone": lazy("تُرُوجع عنه"),
}
TONES = {"preview": "warn", "done": "ok", "unreadable": "bad", "refused": "bad"}
AT_WORK = ("reading", "judging", "running", "undoing")  # a process is about it, or should be
SILENT = 30  # seconds without a sign of life, and the process is taken for dead
OUTCOMES = {
    "new": lazy("جديد"),
    "update": lazy("تحديث"),
    "unchanged": lazy("بلا تغيير"),
    "error": lazy("خطأ"),
}


class Import(db.Model):
    """Rows of one sheet of one file; `columns` = {place of the column: name}, `counts` = {outcome: rows}.

    Only the office that brought the file sees it.
    """

    __tablename__ = "imports"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    version: Mapped[int] = mapped_column()
    target: Mapped[str] = mapped_column(db.String(30))
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    file_name: Mapped[str] = mapped_column(db.String(250))
    file_sha256: Mapped[str] = mapped_column(db.String(64), index=True)
    size: Mapped[int] = mapped_column()
    sheets: Mapped[list] = mapped_column(JSON)
    sheet: Mapped[int] = mapped_column(default=0)
    heading_row: Mapped[int] = mapped_column(default=0)
    headings: Mapped[list] = mapped_column(JSON)
    columns: Mapped[dict] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(db.String(20), default="preview")
    counts: Mapped[dict] = mapped_column(JSON, default=dict)
    # The record the rows become parts of, when they do not stand alone.
    record_id: Mapped[int | None] = mapped_column(Key, ForeignKey("records.id"), index=True)
    whole: Mapped[bool] = mapped_column(default=False)  # all of it or nothing
    upto: Mapped[int] = mapped_column(default=0)  # the last row of the file that is done with
    problem: Mapped[str] = mapped_column(db.String(400), default="")
    worker: Mapped[str] = mapped_column(db.String(40), default="")
    alive_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    completed_at: Mapped[datetime | None]
    completed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by = relationship("User", foreign_keys=[by_id])
    completed_by = relationship("User", foreign_keys=[completed_by_id])
    undone_by = relationship("User", foreign_keys=[undone_by_id])
    record = relationship("Record", foreign_keys=[record_id])
    unit = relationship("Unit", foreign_keys=[unit_id])
    office = relationship("Unit", foreign_keys=[office_id])
    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (Index("ix_imports_office_id_target_id", "office_id", "target", "id"),)

    def refuse_unless_open(self, version: int) -> None:
        """It is changed and completed as it was seen, and completed once."""
        if self.state != "preview":
            raise Refused(_("اكتمل هذا الاستيراد من قبل. افتح صفحته لترى نتيجته."))
        if version != self.version:
            raise Refused(_("تغيّر هذا الاستيراد بعد أن فتحت الصفحة. افتحه من جديد وراجع المعاينة."))

    # ---- where it stands

    def hand_over(self, state: str) -> None:
        """Leave the rest to a process of its own, which begins after the commit."""
        self.state, self.upto, self.worker, self.alive_at, self.problem = state, 0, "", now(), ""

    def rest(self, state: str) -> None:
        self.state, self.worker = state, ""

    def finish(self, state: str) -> None:
        """`state`: done, refused or undone."""
        self.rest(state)
        if state == "undone":
            self.undone_at = now()
        else:
            self.completed_at = now()

    @property
    def silent(self) -> bool:
        """Whether a process should be at it and gave no sign of life for long."""
        return self.state in AT_WORK and (self.alive_at is None or now() - self.alive_at > timedelta(seconds=SILENT))

    @property
    def percent(self) -> int | None:
        """How much of the present step is done; None while the sheet is read, whose end nobody knows."""
        last = db.session.scalar(select(func.max(ImportRow.number)).where(ImportRow.import_id == self.id))
        if self.state == "reading" or not last:
            return None
        return min(100, max(0, self.upto - self.heading_row) * 100 // max(1, last - self.heading_row))

    @property
    def to_write(self) -> int:
        """How many rows would change anything."""
        return self.counts.get("new", 0) + self.counts.get("update", 0)

    @property
    def total(self) -> int:
        return sum(self.counts.get(outcome, 0) for outcome in OUTCOMES)

    def many(self, most: int) -> bool:
        """Whether it has more rows than that."""
        query = select(ImportRow.id).where(ImportRow.import_id == self.id).offset(most).limit(1)
        return db.session.scalar(query) is not None

    def written_rows(self, after: int, most: int) -> list["ImportRow"]:
        """Some of the rows that wrote something, in the order of the file."""
        query = select(ImportRow).where(
            ImportRow.import_id == self.id, ImportRow.outcome.in_(("new", "update")), ImportRow.number > after
        )
        return list(db.session.scalars(query.order_by(ImportRow.number).limit(most)))

    def count(self) -> None:
        """Take the counts from the rows; rows that are taken with a remark count in their outcome too."""
        warned = func.sum(case((ImportRow.warned, 1), else_=0))
        found = db.session.execute(
            select(ImportRow.outcome, func.count(), warned)
            .where(ImportRow.import_id == self.id)
            .group_by(ImportRow.outcome)
        ).all()
        self.counts = {outcome: many for outcome, many, _warned in found} | {
            "warning": int(sum(warned for *_rest, warned in found))
        }

    def rows(self, outcome: str, most: int | None = None) -> list["ImportRow"]:
        """Those with this outcome, or those taken with a remark ("warning"), in the order of the file."""
        wanted = ImportRow.warned if outcome == "warning" else ImportRow.outcome == outcome
        query = select(ImportRow).where(ImportRow.import_id == self.id, wanted)
        return list(db.session.scalars(query.order_by(ImportRow.number).limit(most)))


class ImportRow(db.Model):
    """A row as it stood in the file, and what becomes of it; `problems` as in steps.Problem.

    `changed` are the names of the columns that change a record which is there already.
    """

    __tablename__ = "import_rows"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    import_id: Mapped[int] = mapped_column(Key, ForeignKey("imports.id"))
    number: Mapped[int] = mapped_column()
    cells: Mapped[list] = mapped_column(JSON)
    outcome: Mapped[str] = mapped_column(db.String(20))
    warned: Mapped[bool] = mapped_column(default=False)
    problems: Mapped[list] = mapped_column(JSON, default=list)
    changed: Mapped[list] = mapped_column(JSON, default=list)
    record_id: Mapped[int | None] = mapped_column(Key, ForeignKey("records.id"), index=True)
    # Of a part of a record: which, at what version the import left it, and what it held before.
    part_id: Mapped[int | None] = mapped_column(Key, index=True)
    written: Mapped[int | None]
    before: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (
        Index("ix_import_rows_import_id_outcome_number", "import_id", "outcome", "number"),
        Index("ix_import_rows_import_id_number", "import_id", "number"),
    )


class KnownHeading(db.Model):
    """What an office said a heading means; `column` is "" for one to pass over."""

    __tablename__ = "known_headings"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    target: Mapped[str] = mapped_column(db.String(30))
    heading: Mapped[str] = mapped_column(db.String(100))
    column: Mapped[str] = mapped_column(db.String(40))
    __table_args__ = (UniqueConstraint("office_id", "target", "heading"),)

    @classmethod
    def of(cls, office_id: int, target: str) -> dict[str, str]:
        """{heading key: column} of an office."""
        mine = cls.office_id == office_id, cls.target == target
        return dict(db.session.execute(select(cls.heading, cls.column).where(*mine)).all())

    @classmethod
    def remember(cls, office_id: int, target: str, said: dict[str, str]) -> None:
        known = {
            row.heading: row
            for row in db.session.scalars(select(cls).where(cls.office_id == office_id, cls.target == target))
        }
        for heading, column in said.items():
            if heading in known:
                known[heading].column = column
            else:
                db.session.add(cls(office_id=office_id, target=target, heading=heading, column=column))
