"""The campaign to legalise nurseries: how many stand where, and what each administration set out to license.

GET  /nurseries/campaign · …/campaign/print · …/campaign.pdf · …/campaign.docx
GET  /nurseries/campaign/targets · POST      the targets of one's own unit and those under it
"""

from dataclasses import dataclass
from types import SimpleNamespace

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from tadamon.access import allow, can
from tadamon.accounts.choices import own_units
from tadamon.accounts.models import Unit
from tadamon.extensions import db
from tadamon.language import _, reader
from tadamon.language.dates import today
from tadamon.nurseries.listing import n
from tadamon.nurseries.routes import bp
from tadamon.nurseries.states import GROUPS, state_sql
from tadamon.records.base import Refused
from tadamon.web.forms import Form, NumberField
from tadamon.web.papers import paper_routes

MOST = 5000
LEGAL = ("temporary", "licensed")  # of GROUPS: what a target counts


class NurseryTarget(db.Model):
    """How many nurseries of an administration are to have a licence, for a time or for good."""

    __tablename__ = "nursery_targets"
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), primary_key=True, autoincrement=False)
    licences: Mapped[int]


@dataclass
class Progress:
    """An administration's line; `counts` by GROUPS."""

    id: int | None
    name: str
    counts: dict
    target: int | None

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    @property
    def legal(self) -> int:
        return sum(self.counts.get(group, 0) for group in LEGAL)

    @property
    def part(self) -> int | None:
        """How much of the target is reached, in per cent."""
        return round(100 * self.legal / self.target) if self.target else None


def progress() -> list[Progress]:
    """The administrations with nurseries or a target, as the reader may see them; archived nurseries do not count."""
    group = {state: name for name, (_words, members) in GROUPS.items() for state in members}
    state = state_sql(n, today())
    query = select(n.unit_id, state, func.count()).where(n.archived_at.is_(None))
    targets = select(NurseryTarget.unit_id, NurseryTarget.licences)
    if not current_user.sees_every_office:
        query = query.where(n.office_id == current_user.office_id)
        targets = targets.join(Unit, Unit.id == NurseryTarget.unit_id).where(Unit.office_id == current_user.office_id)
    found: dict = {}
    for unit, now, many in db.session.execute(query.group_by(n.unit_id, state)):
        counts = found.setdefault(unit, {})
        counts[group[now]] = counts.get(group[now], 0) + many
    wanted = dict(db.session.execute(targets).all())
    name = Unit.name_en if reader().language == "en" else Unit.name_ar
    named = select(Unit.id, name).where(Unit.id.in_({*found, *wanted})).order_by(Unit.office_id, Unit.position, Unit.id)
    return [Progress(id, words, found.get(id, {}), wanted.get(id)) for id, words in db.session.execute(named)]


def total(rows: list[Progress]) -> Progress:
    counts = {group: sum(row.counts.get(group, 0) for row in rows) for group in GROUPS}
    return Progress(None, _("الجملة"), counts, sum(row.target or 0 for row in rows) or None)


@bp.get("/campaign")
@allow("nurseries.read")
def campaign():
    return render_template("nurseries/campaign/show.html", can_write=can("nurseries.write"), **_told())


@bp.get("/campaign/targets")
@allow("nurseries.write")
def targets():
    kept = _kept()
    return _targets(_form()(formdata=None, data=kept), kept)


@bp.post("/campaign/targets")
@allow("nurseries.write")
def set_targets():
    kept = _kept(locked=True)
    form = _form()(data=kept)
    if not form.validate():
        return _targets(form, kept, 422)
    if request.form.get("seen") != _seen(kept):
        raise Refused(_("غيّر زميل المستهدف بعد أن فتحت الصفحة. افتحها من جديد وراجع ما سجّله."))
    for field in form:
        id = int(field.name.removeprefix("unit_"))
        row = db.session.get(NurseryTarget, id)
        if field.data is None and row:
            db.session.delete(row)
        elif field.data is not None:
            db.session.merge(NurseryTarget(unit_id=id, licences=field.data))
    db.session.commit()
    flash(_("حُفظ المستهدف."), "done")
    return redirect(url_for(".campaign"), 303)


def _form() -> type[Form]:
    fields = {f"unit_{id}": NumberField(name, most=MOST) for id, name in own_units().items()}
    return type("TargetsForm", (Form,), fields)


def _kept(locked: bool = False) -> dict:
    query = select(NurseryTarget).where(NurseryTarget.unit_id.in_(own_units()))
    rows = db.session.scalars(query.with_for_update() if locked else query)
    return {f"unit_{row.unit_id}": row.licences for row in rows}


def _seen(kept: dict) -> str:
    return " ".join(f"{name}={kept[name]}" for name in sorted(kept))


def _targets(form, kept: dict, status=200):
    return render_template("nurseries/campaign/targets.html", form=form, seen=_seen(kept)), status


def _told() -> dict:
    rows = progress()
    groups = {name: words for name, (words, _members) in GROUPS.items()}
    return {"rows": rows, "total": total(rows), "groups": groups, "day": today()}


def _paper(record, pdf: bool = False) -> str:
    return render_template("nurseries/campaign/print.html", record=record, pdf=pdf, **_told())


paper_routes(
    bp,
    "nurseries.read",
    lambda: SimpleNamespace(unit=current_user.unit),
    _paper,
    lambda _record: f"{_('حملة تقنين أوضاع الحضانات')} - {today().isoformat()}",
    page="/campaign/print",
    file="/campaign",
    called=("printed_campaign", "campaign_pdf", "campaign_docx"),
)
