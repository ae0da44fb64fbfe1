"""The steps of an import: take a file, understand its columns, check every row, complete it, take it back.

A room brings a `Target`. What a request can do at once it does; of more rows the step only says what is to be done
(the import's state), and a process does it (work.py), telling `tick` after each part how far it came.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from flask import current_app
from sqlalchemy import delete, update

from tadamon.extensions import db
from tadamon.language import _, ngettext
from tadamon.language.digits import to_reader
from tadamon.records import files, transactions
from tadamon.records.base import Refused
from tadamon.web import workbooks
from tadamon.web.imports import judging
from tadamon.web.imports.columns import Column, Guess, headings, headings_at, key, match
from tadamon.web.imports.judging import PART
from tadamon.web.imports.models import Import, ImportRow, KnownHeading
from tadamon.web.imports.targets import Target

PATIENCE = 300  # seconds for the reading of a sheet while its rows are written down
LARGEST_FILE = 20 * 2**20


# ---- taking a file


def no_tick(upto: int) -> None:
    """Of what is done within a request: nobody waits to hear how far it came."""


def take(target: type[Target], by, name: str, stream, record_id: int | None = None) -> Import:
    """A new import of the file, with every row checked or about to be; FileRefused when it cannot be read."""
    known = KnownHeading.of(by.office_id, target.name)
    db.session.rollback()  # a workbook may take seconds to read, and nobody should wait for them to write
    with workbooks.opened(name, stream) as book:
        sheet, guess = _guessed(book.sheets, target, known)
        heading_row = book.sheets[sheet].top[guess.row].number
        rows, more = _first(book, sheet, heading_row, target)
        sheets = [each.name for each in book.sheets]
    stored = files.store_for(current_app.config["TADAMON_FILES"]).put(stream, LARGEST_FILE)
    doing = Import(
        target=target.name,
        office_id=by.office_id,
        unit_id=by.unit_id,
        by_id=by.id,
        file_name=name,
        file_sha256=stored.sha256,
        size=stored.size,
        sheets=sheets,
        record_id=record_id,
    )
    db.session.add(doing)
    _understand(doing, target, known, sheet, heading_row, guess.headings)
    _look(doing, target, by, rows, more)
    return doing


def reread(doing: Import, target: type[Target], by, sheet: int, heading_row: int) -> None:
    """Read another sheet of the file, or headings in another row of it; columns are guessed anew."""
    known = KnownHeading.of(doing.office_id, doing.target)
    with _book(doing.file_name, doing.file_sha256) as book:
        top = book.sheets[sheet].top
        if sheet != doing.sheet:
            guess = headings(top, target.columns, known) or _none(top)
            heading_row, texts = top[guess.row].number if top else 1, guess.headings
        else:
            place = next((place for place, row in enumerate(top) if row.number == heading_row), None)
            if place is None:
                raise Refused(_("لا عناوين في الصف %(row)s من الورقة.", row=to_reader(heading_row)))
            texts = headings_at(top, place)
        rows, more = _first(book, sheet, heading_row, target)
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == doing.id))
    _understand(doing, target, known, sheet, heading_row, texts)
    _look(doing, target, by, rows, more)


def read(doing: Import, target: type[Target], by, tick: Callable) -> None:
    """All rows of the sheet, then what becomes of them; what an earlier process had read is read again."""
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == doing.id))
    name, sha256, sheet, heading_row = doing.file_name, doing.file_sha256, doing.sheet, doing.heading_row
    check = _check(doing, target, by)
    tick(0)  # so that nobody waits to write while the file is unpacked
    with _book(name, sha256, PATIENCE) as book:
        rows = _rows(book, sheet, heading_row, target.most)
        while part := list(islice(rows, PART)):
            judging.store(doing, part, check)
            tick(part[-1].number)
        if book.more:
            raise _too_many(target)
    doing.count()
    doing.rest("preview")


@contextmanager
def _book(name: str, sha256: str, seconds: float | None = None):
    store = files.store_for(current_app.config["TADAMON_FILES"])
    with store.open(sha256) as stream, workbooks.opened(name, stream, seconds) as book:
        yield book


def _guessed(sheets: list, target: type[Target], known: dict) -> tuple[int, Guess]:
    """The sheet whose headings we know most of, and where they stand in it."""
    guesses = [headings(sheet.top, target.columns, known) or _none(sheet.top) for sheet in sheets]
    best = max(range(len(sheets)), key=lambda at: (guesses[at].found, bool(sheets[at].top), -at))
    return best, guesses[best]


def _none(top: list) -> Guess:
    return Guess(0, headings_at(top, 0) if top else [], -1)


def _first(book, sheet: int, heading_row: int, target: type[Target]) -> tuple[list, bool]:
    """As many rows as are read at once, and whether there are more."""
    rows = list(_rows(book, sheet, heading_row, target.at_once))
    more = len(rows) > target.at_once or book.more
    if more and target.at_once == target.most:
        raise _too_many(target)
    return rows, more


def _rows(book, sheet: int, heading_row: int, most: int) -> Iterator:
    return (row for row in book.rows(sheet, heading_row + most + 1) if row.number > heading_row)


def _too_many(target: type[Target]) -> files.FileRefused:
    return files.FileRefused(
        ngettext("في الورقة أكثر من صف واحد.", "في الورقة أكثر من %(num)s صف. قسّمها إلى ملفات أصغر.", target.most)
    )


def _understand(doing, target, known, sheet, heading_row, texts) -> None:
    doing.sheet, doing.heading_row, doing.headings = sheet, heading_row, texts
    doing.columns = {str(place): name for place, name in match(texts, target.columns, known).items()}
    db.session.flush()


def _look(doing: Import, target: type[Target], by, rows: list, more: bool) -> None:
    if more:
        doing.hand_over("reading")
    else:
        judging.store(doing, rows, _check(doing, target, by))
        doing.count()
        doing.rest("preview")


def _check(doing: Import, target: type[Target], by) -> judging.Check:
    """What judges rows, part after part; nothing becomes of them while a column is lacking."""
    return (lambda reads: []) if lacking(doing, target) else target(doing, by).check


def assign(doing: Import, columns: dict[str, str]) -> None:
    """Let the columns mean what the person says, here and in the files that this office brings later."""
    doing.columns = {place: name for place, name in columns.items() if name}
    said = {key(heading): columns.get(str(place), "") for place, heading in enumerate(doing.headings)}
    said.pop("", None)
    KnownHeading.remember(doing.office_id, doing.target, said)


# ---- judging and writing the rows


def lacking(doing: Import, target: type[Target]) -> list[Column]:
    """The columns without which nothing can be imported."""
    return [column for column in target.columns if column.required and column.name not in doing.columns.values()]


def judge(doing: Import, target: type[Target], by) -> None:
    """Look at every row anew, now or in a moment."""
    if doing.many(target.at_once):
        doing.hand_over("judging")
    else:
        review(doing, target, by)


def review(doing: Import, target: type[Target], by, tick: Callable = no_tick) -> None:
    """Judge every row against what is stored now, and keep the judgement; then it may be looked at."""
    _judge_all(doing, target, by, tick)
    doing.rest("preview")


def _judge_all(doing: Import, target: type[Target], by, tick: Callable) -> None:
    if lacking(doing, target):
        db.session.execute(update(ImportRow).where(ImportRow.import_id == doing.id).values(outcome="blank"))
    else:
        check = target(doing, by).check
        for part in judging.parts(doing):
            judging.keep(part, check(judging.read(part, doing)))
            tick(part[-1].number)
    doing.count()


def complete(doing: Import, target: type[Target], by) -> None:
    """Write what is new or changed, now or in a moment."""
    if lacking(doing, target):
        raise Refused(_("حدّد أولًا العمود الذي فيه: %(columns)s.", columns=_named(lacking(doing, target))))
    doing.completed_by_id = by.id
    if doing.total > target.writes_at_once:
        doing.hand_over("running")
    else:
        run(doing, target, by)


def run(doing: Import, target: type[Target], by, tick: Callable = no_tick) -> None:
    """Judge every row once more, for much may have happened since, and write what is new or changed.

    Of what an earlier process had written, rows are only seen again. All or nothing: nothing is begun while
    a row is wrong, and what was begun is taken back when one became wrong meanwhile.
    """
    if doing.whole and not doing.upto:
        _judge_all(doing, target, by, lambda _upto: tick(0))
        if doing.counts.get("error"):
            doing.finish("refused")
            return
    running = target(doing, by)
    for part in judging.parts(doing):
        transactions.alone(db.session)  # two imports of one list at once would both find its rows missing
        checked = running.check(judging.read(part, doing))
        if part[-1].number > doing.upto:
            running.apply_all([each for each in checked if each.outcome in ("new", "update")])
            judging.keep(part, checked)
            tick(part[-1].number)
    doing.count()
    if doing.whole and doing.counts.get("error"):
        undo(doing, target, by, tick, "refused")
    else:
        doing.finish("done")
        running.told()


def begin_undoing(doing: Import, target: type[Target], by) -> None:
    """Take back the whole import, now or in a moment."""
    if not target.undoes or doing.state != "done":
        raise Refused(_("لا يُتراجع إلا عن استيراد اكتمل ولم يُتراجع عنه من قبل."))
    doing.undone_by_id = by.id
    if doing.to_write > target.writes_at_once:
        doing.hand_over("undoing")
    else:
        undo(doing, target, by)


def undo(doing: Import, target: type[Target], by, tick: Callable = no_tick, state: str = "undone") -> None:
    """Undo what the import wrote, but for what was changed since."""
    running, after = target(doing, by), 0
    while part := doing.written_rows(after, PART):
        running.take_back(part)
        after = part[-1].number
        db.session.flush()
        tick(after)
    doing.finish(state)
    doing.count()
    running.told()


def _named(columns: list[Column]) -> str:
    return _("، ").join(str(column.label) for column in columns)
