"""What a person has typed and not saved yet, kept on the server, for that person only.

A draft belongs to a person and a place: the address its form is posted to. The page saves it while
they type; a form posted after its session ended is parked as one. The editor of the place opens with
it, and saving for good forgets it in the same transaction.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, current_app, redirect, render_template, request
from flask_login import current_user
from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from wtforms import FileField, PasswordField

from tadamon.access import allow, sees
from tadamon.extensions import Key, db
from tadamon.language import _
from tadamon.language.times import in_cairo, show_moment, show_time, today
from tadamon.records.base import Record, now
from tadamon.web.answers import fragment_or_page, go, wants_fragment
from tadamon.web.forms import posted_version
from tadamon.web.once import used

MOST_FIELDS, MOST_BYTES, MOST_DRAFTS = 40, 200_000, 100
OLDEST = timedelta(days=30)
STANDS_UNDER = ("item", "from", "file", "activity", "came_of", "output")  # fields that belong to the address of a form
CODE = re.compile(r"[a-z-]*|[0-9]+")
NOT_TYPED = {"csrf_token", "once", "version", "draft_of", *STANDS_UNDER}
PERSONAL = "citizen_"  # how the names of fields begin that are kept nowhere but in their own row

bp = Blueprint("drafts", __name__)


class Draft(db.Model):
    """`fields` is {name: [values]}; `version` the record's when its editor was opened, 0 for a new one."""

    __tablename__ = "drafts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    place: Mapped[str] = mapped_column(db.String(300))
    fields: Mapped[dict] = mapped_column(JSON)
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("user_id", "place"), Index("ix_drafts_at", "at"))

    @property
    def editor(self) -> str | None:
        return editor(self.place)

    @property
    def heading(self) -> str:
        """What is being written there, as its editor calls it."""
        view, arguments = _view(self.place, "POST")
        words = getattr(view, "drafted", "")
        return str(words(**arguments) if callable(words) else words)

    @property
    def about(self) -> str:
        """What the record it is written on is called, as long as the person may see it."""
        record = db.session.get(Record, _view(self.place, "POST")[1].get("id", 0))
        return record.label() if record and sees(record) else ""

    @property
    def text(self) -> str:
        """What was typed, the longest first, without the codes of what was chosen."""
        values = (value.strip() for values in self.fields.values() for value in values)
        written = (each for each in values if not CODE.fullmatch(each))
        return "\n\n".join(sorted(written, key=len, reverse=True))

    @property
    def when(self) -> str:
        """The hour, and the day unless it is today."""
        local = in_cairo(self.at)
        return show_time(local.time()) if local.date() == today() else show_moment(self.at)


def drafted(heading):
    """Declare a route that saves a form which is kept as a draft before; `heading` names the form.

    It is a text, or a function from the route's arguments to one.
    """

    def declare(view):
        view.drafted = heading
        return view

    return declare


# places


def place(address: str | None = None, posted=()) -> str:
    """Where the form of this page, or one posted to `address`, belongs: a path and what it stands under."""
    if address is None:
        path, values = request.path, {**request.args, **request.form}
        path = path.rstrip("/").removesuffix("/edit").removesuffix("/new")
    else:
        path, _mark, query = address.removeprefix(request.script_root).partition("?")
        values = dict(parse_qsl(query)) | dict(posted)
    under = {name: values[name] for name in STANDS_UNDER if values.get(name)}
    return path + ("?" + urlencode(under) if under else "")


def editor(place: str) -> str | None:
    """The address of the page where the place is written, None when no drafts are kept of it."""
    path, mark, query = place.partition("?")
    if len(place) > 300 or not place.isprintable() or not hasattr(_view(path, "POST")[0], "drafted"):
        return None
    pages = (page for page in (path + "/edit", path + "/new", path) if _view(page, "GET")[0])
    return request.script_root + next(pages, path) + mark + query


def _view(place: str, method: str):
    """(the view of an address, its arguments), (None, {}) when there is none."""
    try:
        found = current_app.url_map.bind("").match(place.partition("?")[0], method=method)
    except HTTPException:
        return None, {}
    return current_app.view_functions[found[0]], found[1]


# keeping


def keep(user_id: int, place: str, form) -> "Draft | None":
    """Keep what `form` (a MultiDict) holds as the person's draft of the place; None when that is nothing.

    Answers 413 when it is too much.
    """
    fields = typed(form)
    if not fields:
        return None
    db.session.execute(delete(Draft).where(Draft.at < now() - OLDEST))
    draft = _of(user_id, place) or _started(user_id, place)
    draft.fields, draft.version, draft.at = fields, posted_version(), now()
    return draft


def typed(form) -> dict:
    """{name: [values]} of what a person wrote or chose in a posted form: no tokens, no passwords and nothing of citizens."""
    fields = {
        name: [value.replace("\0", "").replace("\r\n", "\n") for value in values]
        for name, values in form.lists()
        if name not in NOT_TYPED and "password" not in name.lower() and not name.startswith(PERSONAL)
    }
    sizes = [len(text.encode()) for name, values in fields.items() for text in (name, *values)]
    if sum(map(len, fields.values())) > MOST_FIELDS or sum(sizes) > MOST_BYTES:
        abort(413)
    return fields if any(map(any, fields.values())) else {}


def _of(user_id: int, place: str) -> Draft | None:
    return db.session.scalar(select(Draft).where(Draft.user_id == user_id, Draft.place == place))


def _started(user_id: int, place: str) -> Draft:
    theirs = select(Draft.id).where(Draft.user_id == user_id).order_by(Draft.at.desc(), Draft.id.desc())
    db.session.execute(delete(Draft).where(Draft.id.in_(theirs.offset(MOST_DRAFTS - 1).limit(MOST_DRAFTS))))
    draft = Draft(user_id=user_id, place=place, fields={}, version=0)
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        return _of(user_id, place)
    return draft


def park(user_id: int) -> str | None:
    """Keep the form of this request, which came after its session ended; the address where it shows again."""
    where = place()
    found = editor(where)
    if not found or not keep(user_id, where, request.form):
        return None
    db.session.commit()
    return found


def forget() -> None:
    """What this request saves is no draft any more; call it before the commit."""
    db.session.execute(delete(Draft).where(Draft.user_id == current_user.id, Draft.place == place()))


def mine() -> Draft | None:
    """The person's draft of this page."""
    return _of(current_user.id, place())


def offered(form) -> Draft | None:
    """Fill the form of this page with the person's draft of it; None when there is nothing new in one."""
    draft = mine()
    if draft is None:
        return None
    differs = False
    for field in form:
        if field.name in draft.fields and not isinstance(field, (FileField, PasswordField)):
            before = field.data
            field.process(MultiDict({field.name: draft.fields[field.name]}), field.object_data)
            differs = differs or bool(field.process_errors) or (field.data or None) != (before or None)
    return draft if differs else None


# the routes


@bp.get("/drafts")
@allow("meetings.write")
def index():
    """All of the person's drafts; for a sheet (`under` its address), links to the editors."""
    own = select(Draft).where(Draft.user_id == current_user.id).order_by(Draft.at.desc(), Draft.id.desc())
    if wants_fragment():
        under = request.args.get("under", "").removeprefix(request.script_root)
        drafts = db.session.scalars(own.where(Draft.place.startswith(under[:300] + "/", autoescape=True)))
        return fragment_or_page("drafts/_here.html", drafts=drafts.all(), under=under)
    return render_template("drafts/index.html", drafts=db.session.scalars(own).all())


@bp.post("/drafts")
@allow("meetings.write")
def save():
    """While a form is being typed in: its fields, and `draft_of`, the address it would be posted to."""
    where = _posted_place()
    if not used(where.partition("?")[0]):
        keep(current_user.id, where, request.form)
        db.session.commit()
    return _("حُفظت المسودة %(time)s", time=show_time(in_cairo(now()).time())), {
        "Content-Type": "text/plain; charset=utf-8"
    }


@bp.post("/drafts/removal")
@allow("meetings.write")
def removal():
    """Drop a draft and go back to its editor, or to the list."""
    where = _posted_place()
    db.session.execute(delete(Draft).where(Draft.user_id == current_user.id, Draft.place == where))
    db.session.commit()
    if "stay" in request.form:
        return go(f"{request.script_root}/drafts")
    return redirect(editor(where), 303)


def _posted_place() -> str:
    where = place(request.form.get("draft_of", ""), request.form.items())
    if editor(where) is None:
        abort(422)
    return where
