"""The file of a partner on one page: to read before a visit, in the browser and as a PDF."""

from flask import render_template
from flask_login import current_user

from tadamon.access import allow
from tadamon.accounts.governorates import governorate
from tadamon.directory.countries import HOME
from tadamon.directory.organisations import FIELDS_OF_WORK
from tadamon.directory.people import Person, Post
from tadamon.extensions import db
from tadamon.language import _, speaking
from tadamon.language.dates import show_date, today
from tadamon.organisations import file
from tadamon.organisations.fitting import fitted
from tadamon.organisations.noun import ORGANISATIONS
from tadamon.web import printing
from tadamon.web.printing import asked

bp = ORGANISATIONS.bp
ENTRIES, PEOPLE, ALIASES = 6, 5, 6


@bp.get("/<id:id>/print")
@allow("organisations.read")
def printed(id):
    record, language = ORGANISATIONS.load(id, options=ORGANISATIONS.options), asked()
    with speaking(language, current_user.digits):
        return paper(record)


@bp.get("/<id:id>.pdf")
@allow("organisations.read")
def pdf(id):
    record, language = ORGANISATIONS.load(id, options=ORGANISATIONS.options), asked()
    with speaking(language, current_user.digits):
        html, name = paper(record, pdf=True), f"{record.name}.pdf"
    return printing.answer(html, name, ORGANISATIONS.url("printed", id=id, lang=language))


def paper(record, pdf=False) -> str:
    entries, more = file.happened(record, ENTRIES)
    people = who(record)
    fit = fitted(facts(record), [record.address, record.notes], people, entries)
    return render_template(
        "organisations/print.html",
        record=record,
        unit=current_user.unit,
        pdf=pdf,
        fit=fit,
        who=people,
        entries=entries[: fit.entries],
        more=more or len(entries) > fit.entries,
        printed_on=_("طُبع في %(day)s", day=show_date(today())),
    )


def facts(record) -> list[str]:
    """The texts of the facts, as long as they are printed."""
    comma = _("، ")
    aliases = comma.join(row.name[:90] for row in record.aliases[:ALIASES])
    places = comma.join(map(governorate, record.governorates))
    work = comma.join(str(FIELDS_OF_WORK[code]) for code in record.fields)
    single = (
        record.number,
        record.country != HOME and record.country,
        record.phone,
        record.email,
        record.website,
    )
    return [
        aliases,
        places,
        work,
        record.unit.name,
        *(text or "" for text in single),
    ]


def who(record) -> list[tuple[str, str, str]]:
    """(name, post, telephone) of the contacts, then of the people who hold a post there now."""
    contacts = [(row.name, row.post, row.phone) for row in record.contacts]
    holding = (
        db.select(Person, Post)
        .join(Post, Post.record_id == Person.id)
        .where(Post.organisation_id == record.id, Post.removed_at.is_(None), Person.archived_at.is_(None))
    )
    posts = db.session.execute(holding.order_by(Post.position, Post.id).limit(4 * PEOPLE)).all()
    return [*contacts, *((each.full_name, post.title, each.phone) for each, post in posts if post.present)][:PEOPLE]
