"""What nurseries tell of themselves in a report, all of an office together: the campaign, and those handed over."""

from datetime import date
from itertools import groupby

from sqlalchemy import or_, select

from tadamon.accounts.models import Unit
from tadamon.directory.models import Axis
from tadamon.extensions import db
from tadamon.language import _, lazy, ngettext
from tadamon.language.agreement import on, series
from tadamon.language.digits import number
from tadamon.nurseries.acts import NurseryAct
from tadamon.nurseries.campaign import NurseryTarget
from tadamon.nurseries.models import Capacity, Nursery
from tadamon.nurseries.visits import Visit, VisitPoint
from tadamon.records.telling import tells

AXIS = "early-childhood"
SENTENCES = {
    "": lazy(
        "[استمر تقنين أوضاع الحضانات غير المرخصة، لرعاية الأطفال من سن يوم إلى 4 سنوات، وشمل {nurseries}.] [وسُجّل خلاله: {done}.] [وفُحص في الزيارات: {points}.] [ولم يُستوفَ {failed}.] [وزادت الطاقة الاستيعابية المرخصة بمقدار {places}.] [والمستهدف ترخيص {target}.] [تم تسليم واستلام {handed}][ ضمن {initiatives}][: {handovers}.]"
    ),
}


def within(first, last):
    def told(model):
        standing = model.removed_at.is_(None) if hasattr(model, "removed_at") else db.true()
        return select(model.record_id).where(_day(model).between(first, last), standing)

    handed = (Nursery.handed_on.between(first, last), Nursery.received_on.between(first, last))
    return or_(*handed, *(Nursery.id.in_(told(model)) for model in (NurseryAct, Visit, Capacity)))


def together(nurseries: list[Nursery], first: date, last: date) -> dict[str, str]:
    """The values of the sentence for some of an office's nurseries and these days."""
    ids = [row.id for row in nurseries]
    acts = _of(select(NurseryAct.action, NurseryAct.record_id), NurseryAct, ids, first, last)
    visits = _of(select(Visit.id, Visit.record_id).where(Visit.removed_at.is_(None)), Visit, ids, first, last)
    points = _points([visit for visit, _nursery in visits])
    worked = {nursery for _what, nursery in (*acts, *visits)}
    handed = [row for row in nurseries if _falls(row.handed_on, first, last) or _falls(row.received_on, first, last)]
    villages = sum(bool(row.village) for row in nurseries if row.id in worked)
    more = _more_places(ids, first, last)
    target = _target(nurseries[0].office_id) if worked else 0
    failed = sum(result == "failed" for _words, result in points)
    return {
        "handed": _new_nurseries(len(handed)),
        "handovers": _("؛ ").join(map(_handover, handed)),
        "initiatives": series(list(dict.fromkeys(each.name for row in handed for each in row.initiatives))),
        "nurseries": _nurseries(len(worked)) + _where(villages, len(worked)),
        "villages": number(villages) if villages else "",
        "done": series([_visits(len(visits)), *_done([action for action, _nursery in acts])]),
        "points": series(list(dict.fromkeys(words for words, _result in points))),
        "failed": ngettext("بند واحد", "%(num)s بنود", failed) if failed else "",
        "places": ngettext("مكان واحد", "%(num)s أماكن", more) if more > 0 else "",
        "target": _nurseries(target),
    }


@tells(
    "nursery",
    Nursery,
    SENTENCES,
    within,
    called=lazy("الحضانات"),
    together=together,
    axes=lambda: db.session.scalars(select(Axis).where(Axis.code == AXIS)).all(),
)
def tell(nursery: Nursery) -> dict[str, str]:
    return together([nursery], date.min, date.max)


def _day(model):
    return model.since if model is Capacity else model.on


def _of(query, model, ids: list[int], first: date, last: date) -> list:
    return db.session.execute(query.where(model.record_id.in_(ids), model.on.between(first, last))).all()


def _falls(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _points(visits: list[int]) -> list[tuple[str, str]]:
    """(words, result) of what was looked at, in the order of the list."""
    query = select(VisitPoint).where(VisitPoint.visit_id.in_(visits)).order_by(VisitPoint.position, VisitPoint.id)
    return [(row.words, row.result) for row in db.session.scalars(query)]


def _more_places(ids: list[int], first: date, last: date) -> int:
    """By how many the licensed places of all of them grew."""
    query = select(Capacity.record_id, Capacity.since, Capacity.places).where(Capacity.record_id.in_(ids))
    query = query.where(Capacity.removed_at.is_(None), Capacity.since <= last)
    rows = db.session.execute(query.order_by(Capacity.record_id, Capacity.since, Capacity.id)).all()
    return sum(_grew([row[1:] for row in own], first) for _nursery, own in groupby(rows, key=lambda row: row[0]))


def _grew(rows: list, first: date) -> int:
    before = [places for since, places in rows if since < first]
    return rows[-1][1] - (before[-1] if before else 0)


def _target(office_id: int) -> int:
    query = select(db.func.sum(NurseryTarget.licences)).join(Unit, Unit.id == NurseryTarget.unit_id)
    return db.session.scalar(query.where(Unit.office_id == office_id)) or 0


def _handover(nursery: Nursery) -> str:
    """«حضانة النور، سلّمتها … يوم ٥ أكتوبر ٢٠٢٥، وتسلّمتها … يوم ١٢ أكتوبر ٢٠٢٥», as far as known."""
    gave, took = on(nursery.handed_on), on(nursery.received_on)
    said = [nursery.name]
    if gave or nursery.handed_by:
        said.append(_("سلّمتها %(who)s %(when)s", who=nursery.handed_by or _("جهة لم تُذكر"), when=gave).strip())
    if took or nursery.received_by:
        said.append(_("وتسلّمتها %(who)s %(when)s", who=nursery.received_by or _("جهة لم تُذكر"), when=took).strip())
    return _("، ").join(said)


def _done(actions: list[str]) -> list[str]:
    """What was decided, each with how many."""
    many = {action: actions.count(action) for action in dict.fromkeys(actions)}
    words = {
        "application": lambda n: ngettext("طلب ترخيص واحد", "%(num)s طلبات ترخيص", n),
        "temporary": lambda n: ngettext("ترخيص مؤقت واحد", "%(num)s تراخيص مؤقتة", n),
        "extension": lambda n: ngettext("مدّ ترخيص مؤقت واحد", "مدّ %(num)s تراخيص مؤقتة", n),
        "licence": lambda n: ngettext("ترخيص دائم واحد", "%(num)s تراخيص دائمة", n),
        "refusal": lambda n: ngettext("رفض طلب واحد", "رفض %(num)s طلبات", n),
        "closure": lambda n: ngettext("قرار إغلاق واحد", "%(num)s قرارات إغلاق", n),
    }
    return [say(many[action]) for action, say in words.items() if action in many]


def _visits(many: int) -> str:
    return ngettext("زيارة واحدة", "%(num)s زيارات", many) if many else ""


def _nurseries(many: int) -> str:
    return ngettext("حضانة واحدة", "%(num)s حضانات", many).lower() if many else ""  # within a sentence


def _where(villages: int, many: int) -> str:
    """How many of them are in villages; nothing when none is."""
    if villages < many:
        return _("، منها %(some)s في القرى والنجوع", some=_nurseries(villages)) if villages else ""
    return _("، جميعها في القرى والنجوع") if many > 1 else _(" في القرى والنجوع") if many else ""


def _new_nurseries(many: int) -> str:
    return ngettext("حضانة جديدة واحدة", "%(num)s حضانات جديدة", many) if many else ""
