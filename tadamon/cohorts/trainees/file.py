"""Workbooks of people: the list of a cohort, and all that is kept of one."""

from collections.abc import Iterator
from itertools import islice

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, load
from tadamon.accounts import acts
from tadamon.cohorts.models import Cohort
from tadamon.cohorts.routes import names_of
from tadamon.cohorts.trainees.forgetting import same_person
from tadamon.cohorts.trainees.forms import CohortFilter
from tadamon.cohorts.trainees.listing import every_of
from tadamon.cohorts.trainees.models import Trainee
from tadamon.cohorts.trainees.routes import OFFICE, bp, index
from tadamon.cohorts.words import ROUNDS, SEXES, STATUSES
from tadamon.directory.national_id import masked
from tadamon.directory.phones import show_phone
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.dates import show_date, show_moment, today
from tadamon.language.digits import number
from tadamon.records.history import Change
from tadamon.web import sheets
from tadamon.web.sheets import Column

MOST = 50_000


@bp.get("/<id:id>/trainees.xlsx")
@allow("cohorts.read")
def xlsx(id):
    """The list as it is narrowed, with masked numbers."""
    return _list(id, whole=False)


@bp.post("/<id:id>/trainees.xlsx")
@allow("cohorts.personal")
def disclosed_xlsx(id):
    """With whole national numbers and telephones; noted like every other look at them."""
    return _list(id, whole=True)


def _list(id: int, whole: bool):
    cohort = load(Cohort, id, to="edit" if whole else "read", options=OFFICE)
    filters = CohortFilter(formdata=request.args).within(cohort)
    if not filters.validate():
        return index(id)
    if whole:
        acts.note("trainees-exported", cohort.title)
        db.session.commit()
    name = _("متدربون")
    title = f"{name} - {cohort.title[:60]} - {today().isoformat()}.xlsx"
    return sheets.answer(title, name, columns(), rows(cohort, filters.given, whole))


def columns() -> list[Column]:
    return [
        Column(_("الاسم"), 34),
        Column(_("الرقم القومي"), 18),
        Column(_("ذكر أو أنثى"), 12),
        Column(_("تاريخ الميلاد"), 12),
        Column(_("الهاتف"), 16),
        Column(_("المؤهل"), 20),
        Column(_("الكلية أو المعهد"), 24),
        Column(_("سنة التخرج"), 10),
        Column(_("دور التخرج"), 12),
        Column(_("محل الإقامة"), 26),
        Column(_("الإدارة"), 28),
        Column(_("جهة التكليف"), 28),
        Column(_("التكليف من يوم"), 12),
        Column(_("التكليف إلى يوم"), 12),
        Column(_("المجموعة"), 18),
        Column(_("الحالة"), 18),
        Column(_("ملاحظات"), 40),
    ]


def rows(cohort: Cohort, given: dict, whole: bool) -> Iterator[list | str]:
    """What is personal is masked or left out, unless it is asked for whole."""
    groups = {group.id: group.name for group in cohort.groups}
    one_by_one = (line for part in every_of(cohort, given) for line in _lines(part, groups, whole))
    yield from islice(one_by_one, MOST)
    if next(one_by_one, None):
        yield _("هؤلاء أول %(many)s متدرب. ضيّق الشروط في القائمة لتصدير الباقي.", many=number(MOST))


def _lines(part: list, groups: dict, whole: bool) -> Iterator[list]:
    administrations = names_of({row.administration_id for row in part})
    for row in part:
        yield [
            row.name,
            row.national_id if whole else masked(row.national_id),
            str(SEXES[row.sex]) if row.sex else "",
            row.born_on if whole else None,
            show_phone(row.phone) if whole else "",
            row.qualification,
            row.faculty,
            str(row.graduation_year or ""),
            str(ROUNDS[row.graduation_round]) if row.graduation_round else "",
            row.residence if whole else "",
            administrations.get(row.administration_id, ""),
            row.workplace,
            row.placed_from,
            row.placed_to,
            groups.get(row.group_id, ""),
            str(STATUSES[row.state]),
            row.notes if whole else "",
        ]


# ---- one person


# Functions from a trainee to more lines of (heading, words): what rooms above keep of one.
also: list = []


def answer(cohort: Cohort, trainee: Trainee):
    title = _("بيانات متدرب")
    return sheets.answer(
        f"{title} - {trainee.id} - {today().isoformat()}.xlsx",
        title,
        [Column(_("البيان"), 30), Column(_("القيمة"), 60)],
        [list(pair) for each in same_person(trainee) for pair in told_of(each)],
    )


def told_of(trainee: Trainee) -> Iterator[tuple[str, str]]:
    """(heading, words) of everything that is kept of this row, moves and changes too."""
    yield _("الدفعة"), trainee.record.title
    yield _("قُيد في"), show_moment(trainee.created_at)
    values = {
        _("الاسم"): trainee.name,
        _("الرقم القومي"): trainee.national_id,
        _("ذكر أو أنثى"): trainee.sex_name,
        _("تاريخ الميلاد"): show_date(trainee.born_on) if trainee.born_on else "",
        _("الهاتف"): show_phone(trainee.phone),
        _("المؤهل"): trainee.qualification,
        _("الكلية أو المعهد"): trainee.faculty,
        _("سنة التخرج"): str(trainee.graduation_year or ""),
        _("دور التخرج"): str(ROUNDS[trainee.graduation_round]) if trainee.graduation_round else "",
        _("محل الإقامة"): trainee.residence,
        _("الإدارة"): trainee.administration.name if trainee.administration else "",
        _("جهة التكليف"): trainee.workplace,
        _("مدة التكليف"): trainee.placement,
        _("المجموعة"): trainee.group.name if trainee.group else "",
        _("الحالة"): trainee.state_name,
        _("ملاحظات"): trainee.notes,
    }
    yield from values.items()
    for move in trainee.moves:
        words = f"{move.shown(move.was) or '—'} ← {move.shown(move.became) or '—'}"
        yield f"{move.kind_name}: {show_date(move.on)}", f"{words} {move.reason}".strip()
    query = select(Change).where(Change.record_id == trainee.record_id, Change.part == "trainees")
    query = query.where(Change.part_id == trainee.id).options(joinedload(Change.by)).order_by(Change.id)
    for change in db.session.scalars(query):
        yield show_moment(change.at), f"{change.by.full_name if change.by else '—'}: {change.sentence}"
    for more in also:
        yield from more(trainee)
