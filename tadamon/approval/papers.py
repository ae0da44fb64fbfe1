"""The official PDF of an approved record: drawn once from its frozen print, and its bytes kept.

The approval stands before the PDF does, and nobody waits for a long one: it is drawn in the background, and the first
look that finds it drawn keeps its bytes and their hash. Until then the paper says that it is being sealed.
"""

import logging
from functools import partial
from io import BytesIO

from flask import current_app, redirect, send_file, url_for
from sqlalchemy.exc import OperationalError

from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.records import files
from tadamon.records.transactions import writing
from tadamon.web import background, printing
from tadamon.web.answers import go

log = logging.getLogger("tadamon")
NOT_DRAWN = (printing.Unavailable, printing.TooHeavy)


def official(approval: Approval) -> str:
    """The frozen print whose PDF is kept."""
    return approval.snapshot[approval.record.official]


def is_long(approval: Approval) -> bool:
    return background.is_long(official(approval))


def seal(approval: Approval) -> bool:
    """Keep the official PDF: a short one is drawn at once, a long one in the background; whether it is kept now."""
    if approval.pdf_sha256 or look(approval):
        return True
    if is_long(approval):
        background.Drawing(official(approval)).begin()
        return False
    html = official(approval)
    return _keep(approval, lambda: printing.press.pdf(html))


def look(approval: Approval) -> bool:
    """Whether the PDF is kept; one that was drawn in the background meanwhile is kept now."""
    if approval.pdf_sha256:
        return True
    drawn = background.Drawing(official(approval)).pdf
    return drawn is not None and _keep(approval, lambda: drawn)


def _keep(approval: Approval, draw) -> bool:
    """Keep the bytes that `draw()` gives, unless others were kept before; a later look tries again if this fails.

    The approval stands already; nobody's save waits while the page is drawn.
    """
    id = approval.record_id
    db.session.rollback()
    try:
        pdf = draw()
        kept = files.store_for(current_app.config["TADAMON_FILES"]).put(BytesIO(pdf), 100 * 2**20)
        _note(id, kept.sha256)
    except (*NOT_DRAWN, files.FileRefused, OperationalError) as error:
        log.warning("the PDF of record %s was not kept: %r", id, error)
        db.session.rollback()
        return False
    return True


def _note(id: int, sha256: str) -> None:
    with writing():  # the look that finds it missing only meant to read
        query = db.select(Approval).where(Approval.record_id == id).with_for_update()
        approval = db.session.scalars(query.execution_options(populate_existing=True)).one()
        approval.pdf_sha256 = approval.pdf_sha256 or sha256
        db.session.commit()


def shown(approval: Approval, name: str, room: str):
    """The kept bytes; until they are, a long paper shows how far it is, a short one is drawn for this once."""
    id, store = approval.record_id, files.store_for(current_app.config["TADAMON_FILES"])
    if not seal(approval) and is_long(approval):
        return redirect(url_for(f"{room}.sealing", id=id), 303)
    if not approval.pdf_sha256 or not store.exists(approval.pdf_sha256):
        return printing.answer(official(approval), name, url_for(f"{room}.printed", id=id))
    found = send_file(store.path(approval.pdf_sha256), mimetype="application/pdf", etag=approval.pdf_sha256)
    found.headers.update(printing.headers(name))
    return found


def progress(record, approval: Approval, room: str):
    """How far the official PDF of a long paper is; once it is kept, the way to it."""
    file, here = (partial(url_for, f"{room}.{name}", id=record.id) for name in ("official", "sealing"))
    if begun := background.polled():
        return background.told(begun, here, file())
    if look(approval):
        return go(file())
    return background.way(
        background.Drawing(official(approval)),
        record,
        here,
        file=file(),
        browser=url_for(f"{room}.printed", id=record.id),
        home=url_for(f"{room}.show", id=record.id),
    )


def address(approval: Approval) -> str:
    """Where the code on the paper leads, on the address the installation is known by."""
    return f"{current_app.config['TADAMON_URL']}/verify/{approval.code}"
