"""Rows with names in them: found in the directory while one writes, added to it in place.

Beside the verbs of all rows (web/rows.py), for a list called "attendance":
POST /meetings/7/attendance with `find=body`: the bodies that may be meant, as a page or in the row's place;
`find_q` holds other words to look for. `chosen=body:12:name` brings one back into the form.
GET /meetings/7/attendance/12/names · POST: what the row's names lead to, and adding one to the directory
"""

from flask import abort, request
from flask_login import current_user

from tadamon.access import can
from tadamon.accounts.governorates import governorate
from tadamon.accounts.models import Unit
from tadamon.activities.acquaintances import people
from tadamon.directory.finding import Suggestion, bodies, organisations
from tadamon.directory.linking import Known, Link, link, links
from tadamon.directory.organisations import ORGANISATION_KINDS, Organisation
from tadamon.directory.people import Person, Post
from tadamon.directory.reference import likely_kind
from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.clean import clean_line
from tadamon.language.words import name_key
from tadamon.records import naming
from tadamon.web import once
from tadamon.web.answers import fragment_or_page
from tadamon.web.forms import posted_version
from tadamon.web.rows import Rows

MOST = 30
MODELS = {"organisation": Organisation, "person": Person}


class NamedRows(Rows):
    """`fills` = {field: what of a suggestion fills it when empty}."""

    VERBS = (*Rows.VERBS, "names", "naming")
    PATHS = Rows.PATHS | {"naming": "/<id:row_id>/names"}
    GETS = (*Rows.GETS, "names")
    fills: dict[str, str] = {}

    def create(self, id):
        return self._aside(id) or super().create(id)

    def update(self, id, row_id):
        return self._aside(id, row_id) or super().update(id, row_id)

    def put(self, row, form) -> None:
        with db.session.no_autoflush:
            super().put(row, form)
            link([row], picked())

    # looking a name up

    def _aside(self, id, row_id=None):
        """Whatever a form sent that is not to be saved yet: a name to be looked for, or one that was chosen."""
        chosen = [*request.form["chosen"].split(":", 2), "", ""][:3] if "chosen" in request.form else None
        link = self._link(chosen[0] if chosen else request.form.get("find", ""))
        if link is None:
            return None
        record = self._open(id)
        row = self._row(record, row_id) if row_id else None
        if chosen is None:
            return self._finding(record, row, link)
        form = self.form.of(row) if row else self.blank(record)
        picked = self._take(record, form, link, *chosen[1:])
        if row is None:
            return self._adding(record, form, picked=picked, focus=link.text)
        return self._editing(record, row, form, version=posted_version(), picked=picked, focus=link.text)

    def _link(self, name: str) -> Link | None:
        return next((each for each in self.model.links if each.text == name), None)

    def _finding(self, record, row, link: Link):
        form = self.form.of(row) if row else self.blank(record)
        typed = clean_line(request.form.get("find_q", request.form.get(link.text, ""))[:150])
        place = self.new_place() if row is None else f"{self.noun}-{row.id}"
        kept = [
            pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "find", "find_q", "chosen")
        ]
        context = self._context(record, row) | {"heading": _("بحث في الدليل")}
        return fragment_or_page(
            "directory/_find.html",
            place=place,
            asked=link.text,
            label=form[link.text].label.text,
            typed=typed,
            kept=kept,
            action=self.url("create", record) if row is None else self.url("update", record, row),
            matches=self.suggestions(record, link, typed),
            **context,
        )

    def suggestions(self, record, link: Link, typed: str) -> list[Suggestion]:
        if link.type == "person":
            return people(current_user.office_id, typed, record.starts_on, MOST)
        return (bodies if link.ours else organisations)(typed, MOST)

    def _take(self, record, form, link: Link, id: str, name: str) -> list[str]:
        """Write the suggestion that was chosen into the form; the choices so far, for the form to carry."""
        found = [
            each for each in self.suggestions(record, link, name) if each.name == name and str(each.id or "") == id
        ]
        others = [each for each in request.form.getlist("picked") if not each.startswith(f"{link.text}:")]
        if not found:
            return request.form.getlist("picked")
        form[link.text].data = name
        if link.type == "person":
            for field, what in self.fills.items():
                form[field].data = form[field].data or getattr(found[0], what)
        return [*others, f"{link.text}:{id}"] if id else others

    # what the names of a row lead to

    def _context(self, record, row=None):
        context = super()._context(record, row)
        return context | {"known": Known([row])} if row is not None else context

    def names(self, id, row_id):
        record = self._open(id)
        return self._names(record, self._row(record, row_id))

    def naming(self, id, row_id):
        """Lead each name to the record chosen for it, or to a new one made from it; "" leaves it as it is."""
        record = self._open(id)
        row = self._row(record, row_id)
        wanted = {each: request.form.get(each.text, "") for each in reversed(links(row))}
        if "new" in wanted.values() and not can("organisations.write"):
            abort(403)
        kinds = {each: request.form.get(f"{each.text}_kind", "") for each in wanted}
        if any(
            choice == "new" and each.type == "organisation" and kinds[each] not in ORGANISATION_KINDS
            for each, choice in wanted.items()
        ):
            return self._names(record, row, 422, _("اختر نوع الجهة."))
        fresh = "new" not in wanted.values() or once.already_made() is None
        chosen = {
            each.text: int(choice)
            for each, choice in wanted.items()
            if choice.isascii() and choice.isdigit() and len(choice) < 19
        }
        for each, choice in wanted.items():
            if choice == "new" and fresh:
                chosen[each.text] = self.introduce(row, each, kinds[each]).id
                setattr(row, each.id, chosen[each.text])
                once.made(row)
        link([row], chosen)
        link([other for other in row.siblings() if any(getattr(other, each.id) is None for each in links(other))])
        db.session.commit()
        return self._done(record, row, _("حُفظ: %(what)s", what=row.label()))

    def _names(self, record, row, status=200, problem=None):
        known = Known([row], again=True)
        written = [each for each in links(row) if getattr(row, each.text)]
        asked = [each for each in written if known.state(row, each.text)] or written
        found = [(each, self.form.labels()[each.text], self._meant(record, known, row, each)) for each in asked]
        kinds = {each.text: likely_kind(getattr(row, each.text)) for each in links(row) if each.type == "organisation"}
        context = self._context(record, row) | {"known": known, "heading": _("أسماء السطر في الدليل")}
        return fragment_or_page(
            "directory/_names.html",
            status=status,
            place=f"{self.noun}-{row.id}",
            found=found,
            problem=problem,
            kinds=kinds,
            organisation_kinds=ORGANISATION_KINDS,
            once=once.fresh_key(),
            may_add=can("organisations.write"),
            **context,
        )

    @staticmethod
    def _meant(record, known: Known, row, link: Link) -> list[tuple]:
        """[(record, what tells it from others of its name)]."""
        model = MODELS[link.type]
        found = db.session.scalars(db.select(model).where(model.id.in_(known.ids(row, link)[:MOST])).order_by(model.id))
        if link.type == "person":
            return [(each, _("، ").join(filter(None, each.title_on(record.starts_on)))) for each in found]
        return [(each, _("، ").join((each.kind_name, *map(governorate, each.governorates)))) for each in found]

    def introduce(self, row, link: Link, kind: str):
        """A new record of the directory from the name as it was typed, kept by the unit of whoever adds it."""
        text = getattr(row, link.text)
        kept_by = {"unit": current_user.unit, "created_by_id": current_user.id}
        if link.type == "organisation":
            new = Organisation(name_ar=text, kind=kind, **kept_by)
        else:
            titles, name = parted(text)
            new = Person(name_ar=name[:150], titles=titles[:100], **kept_by)
        db.session.add(new)
        db.session.flush()
        if link.type == "person" and getattr(row, "person_title", ""):
            unit = Unit.named(row.body)
            db.session.add(
                Post(
                    record=new,
                    position=1,
                    title=row.person_title,
                    unit=unit,
                    body="" if unit else row.body,
                    organisation_id=row.organisation_id,
                )
            )
        db.session.flush()
        naming.name(new)
        return new


def picked() -> dict[str, int]:
    """{attribute: id} of what was chosen on the page of matches before this form was sent."""
    pairs = (each.partition(":") for each in request.form.getlist("picked")[:10])
    return {name: int(id) for name, _colon, id in pairs if id.isascii() and id.isdigit() and len(id) < 19}


def parted(text: str) -> tuple[str, str]:
    """(titles, name): «د. أحمد عبد الرحمن» → («د.», «أحمد عبد الرحمن»)."""
    parts, key = text.split(), name_key(text)
    count = 0
    while count + 1 < len(parts) and name_key(" ".join(parts[count + 1 :])) == key:
        count += 1
    return " ".join(parts[:count]), " ".join(parts[count:])
