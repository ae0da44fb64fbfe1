"""Files for tests to attach."""

from io import BytesIO

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.records.attachments import Attachment

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(browser, meeting, name="محضر.pdf", content=PDF, **more):
    return browser.post(f"/meetings/{meeting}/attachments", {"file": (BytesIO(content), name)}, **more)


def attach(browser, meeting, name="محضر.pdf", content=PDF) -> int:
    """The id of the file just attached."""
    assert upload(browser, meeting, name, content).status_code == 303
    newest = db.session.scalar(
        select(Attachment.id).where(Attachment.record_id == meeting).order_by(Attachment.id.desc())
    )
    db.session.remove()
    return newest
