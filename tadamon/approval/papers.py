"""The official PDF of an approved record: drawn once from its frozen print, and its bytes kept."""

import logging
from io import BytesIO

from flask import current_app, send_file
from sqlalchemy.exc import OperationalError

from tadamon.approval.models import Approval
from tadamon.extensions import db
from tadamon.records import files
from tadamon.records.transactions import writes
from tadamon.web import printing

log = logging.getLogger("tadamon")
NOT_DRAWN = (printing.Unavailable, printing.TooHeavy)


def keep_pdf(approval: Approval, official: str) -> None:
    """Draw the official PDF from the frozen print of this name and keep its bytes; a later look draws it if this fails.

    The approval stands already; nobody's save waits while the page is drawn.
    """
    id, html = approval.record_id, approval.snapshot[official]
    db.session.rollback()
    token = writes.set(True)  # the look that finds it missing only meant to read
    try:
        pdf = printing.press.pdf(html)
        kept = files.store_for(current_app.config["TADAMON_FILES"]).put(BytesIO(pdf), 100 * 2**20)
        db.session.get(Approval, id).pdf_sha256 = kept.sha256
        db.session.commit()
    except (*NOT_DRAWN, files.FileRefused, OperationalError) as error:
        log.warning("the PDF of record %s was not kept: %r", id, error)
        db.session.rollback()
    finally:
        writes.reset(token)


def answer(approval: Approval, official: str, name: str, page: str):
    """The kept bytes; without them the PDF is drawn from the frozen print, for this once."""
    store = files.store_for(current_app.config["TADAMON_FILES"])
    if not approval.pdf_sha256 or not store.exists(approval.pdf_sha256):
        return printing.answer(approval.snapshot[official], name, page)
    found = send_file(store.path(approval.pdf_sha256), mimetype="application/pdf", etag=approval.pdf_sha256)
    found.headers.update(printing.headers(name))
    return found


def address(approval: Approval) -> str:
    """Where the code on the paper leads, on the address the installation is known by."""
    return f"{current_app.config['TADAMON_URL']}/verify/{approval.code}"
