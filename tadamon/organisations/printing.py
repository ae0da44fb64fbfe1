"""The file of a partner on one page: to read before a visit, in the browser and as a PDF."""

from flask import abort, render_template, request
from flask_login import current_user

from tadamon.access import allow
from tadamon.directory.people import Person, Post
from tadamon.extensions import db
from tadamon.language import _, reader, speaking
from tadamon.language.dates import show_date, today
from tadamon.language.reading import LANGUAGES
from tadamon.organisations import file
from tadamon.organisations.noun import ORGANISATIONS
from tadamon.web import printing

bp = ORGANISATIONS.bp
ENTRIES, OUTCOMES, PEOPLE, LONGEST = 6, 2, 5, 220


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


def asked() -> str:
    language = request.args.get("lang", reader().language)
    return language if language in LANGUAGES else abort(404)


def paper(record, pdf=False) -> str:
    entries, more = file.happened(record, ENTRIES)
    return render_template(
        "organisations/print.html",
        record=record,
        unit=current_user.unit,
        pdf=pdf,
        entries=entries,
        more=more,
        most=OUTCOMES,
        longest=LONGEST,
        who=who(record),
        printed_on=_("طُبع في %(day)s", day=show_date(today())),
    )


def who(record) -> list[tuple[str, str, str]]:
    """(name, post, telephone) of the contacts, then of the people who hold a post there now."""
    contacts = [(row.name, row.post, row.phone) for row in record.contacts]
    holding = (
        db.select(Person, Post)
        .join(Post, Post.record_id == Person.id)
        .where(Post.organisation_id == record.id, Post.removed_at.is_(None), Person.archived_at.is_(None))
    )
    posts = db.session.execute(holding.order_by(Post.position, Post.id).limit(4 * PEOPLE)).all()
    return [*contacts, *((each.full_name, post.title, each.phone) for each, post in posts if post.present)][
        :PEOPLE
    ]
