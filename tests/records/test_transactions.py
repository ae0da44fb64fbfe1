from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

GONE = OperationalError("ROLLBACK", {}, Exception("server closed the connection"))


def test_a_connection_that_died_after_the_answer_was_made_does_not_spoil_it(writer, monkeypatch):
    close, faults = Session.close, [GONE]

    def closed(session):
        if faults:
            raise faults.pop()
        close(session)

    monkeypatch.setattr(Session, "close", closed)
    assert writer.get("/meetings").status_code == 200 and not faults
    assert writer.get("/meetings").status_code == 200
