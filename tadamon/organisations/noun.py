"""What the pages of a body and of a person share, and the words in which they differ."""

from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tadamon.access import allow, load
from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tadamon.extensions import db
from tadamon.language import lazy
from tadamon.language.prose import apart
from tadamon.organisations import file
from tadamon.organisations.forms import OrganisationForm, PersonForm
from tadamon.records.history import Change
from tadamon.web.answers import fragment_or_page, wants_fragment

TRAIL = (
    select(Change).where(Change.record_id == bindparam("id")).order_by(Change.id.desc()).options(joinedload(Change.by))
)


@dataclass(frozen=True)
class Noun:
    """A kind of record of the directory: its pages, and its sentences."""

    bp: Blueprint
    model: type
    type: str
    form: type
    options: tuple
    said: dict = field(hash=False)

    def url(self, verb: str, **values) -> str:
        return url_for(f"{self.bp.name}.{verb}", **values)

    def show(self, record, **values) -> str:
        return self.url("show", id=record.id, **values)

    def load(self, id, to="read", options=()):
        return load(self.model, id, to=to, options=options)

    def opened(self, id):
        """The record to be changed now."""
        record = self.load(id, to="edit")
        record.refuse_if_frozen()
        return record

    def back(self, record, sentence, category="done"):
        flash(sentence, category)
        return redirect(self.show(record), 303)


def trail(id: int, most: int) -> list[Change]:
    return db.session.scalars(TRAIL.limit(most), {"id": id}).all()


def led(noun: Noun, record):
    """To the page of the record that this one was merged into, and so on to the last of them."""
    name, target = record.label(), record
    while target.merged_into_id:
        target = target.merged_into
    return noun.back(target, noun.said["led"] % {"name": apart(name)})


def standing_routes(noun: Noun) -> None:
    """The history of a record, and setting it aside."""
    bp = noun.bp

    @bp.get("/<id:id>/history")
    @allow("organisations.read")
    def history(id):
        """Every change in sentences; for the sheet, the newest few as a fragment that refreshes itself."""
        record = noun.load(id)
        if wants_fragment():
            return fragment_or_page("organisations/_trail.html", noun=noun, record=record, trail=trail(id, 6))
        return render_template("organisations/history.html", noun=noun, record=record, changes=trail(id, 500))

    @bp.post("/<id:id>/archive")
    @allow("organisations.write")
    def archive(id):
        record = noun.opened(id)
        record.archive(by=current_user)
        db.session.commit()
        return noun.back(record, (str(noun.said["archived"]), noun.url("restore", id=id)), "undo")

    @bp.post("/<id:id>/restore")
    @allow("organisations.write")
    def restore(id):
        record = noun.load(id, to="edit")
        if record.merged_into_id:
            record.refuse_if_frozen()
        record.unarchive()
        db.session.commit()
        return noun.back(record, str(noun.said["restored"]))


def file_route(noun: Noun) -> None:
    @noun.bp.get("/<id:id>/file")
    @allow("organisations.read")
    def whole_file(id):
        """All that happened with it, a page at a time."""
        record = noun.load(id)
        if record.merged_into_id:
            return led(noun, record)
        return render_template("organisations/file.html", noun=noun, record=record, page=file.page(record))


ORGANISATIONS = Noun(
    Blueprint("organisations", __name__, url_prefix="/organisations", template_folder="templates"),
    Organisation,
    "organisation",
    OrganisationForm,
    tuple(joinedload(each) for each in (Organisation.unit, Organisation.office, Organisation.registered_with)),
    {
        "list": lazy("الجهات"),
        "new": lazy("جهة جديدة"),
        "add": lazy("سجّل الجهة"),
        "added": lazy("سُجّلت الجهة. أكمل بياناتها في هذه الصفحة."),
        "archived": lazy("نُقلت الجهة إلى الأرشيف."),
        "restored": lazy("أُعيدت الجهة من الأرشيف."),
        "file": lazy("ملف الجهة"),
        "led": lazy("دُمجت «%(name)s» في هذه الجهة."),
    },
)
PEOPLE = Noun(
    Blueprint("people", __name__, url_prefix="/people", template_folder="templates"),
    Person,
    "person",
    PersonForm,
    tuple(joinedload(each) for each in (Person.unit, Person.office)),
    {
        "list": lazy("الأشخاص"),
        "new": lazy("شخص جديد"),
        "add": lazy("سجّل الشخص"),
        "added": lazy("سُجّل الشخص. أضف مناصبه وأكمل بياناته في هذه الصفحة."),
        "archived": lazy("نُقل الشخص إلى الأرشيف."),
        "restored": lazy("أُعيد الشخص من الأرشيف."),
        "file": lazy("ملف الشخص"),
        "led": lazy("دُمج «%(name)s» في هذا الشخص."),
    },
)
