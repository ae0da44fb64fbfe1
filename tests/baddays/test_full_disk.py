"""A full disk: reading goes on, saves are refused in a clear sentence, and it recovers when freed (F4)."""

import sqlite3
from contextlib import closing

import pytest

from tadamon.extensions import db
from tests.baddays import full_disks
from tests.baddays.serving import PDF, Person, Service

KINDS = full_disks.kinds()
FULL = "لا مكان على قرص الخادم"
NO_ROOM = "لا توجد مساحة كافية على الخادم"


@pytest.fixture(params=KINDS)
def disk(request):
    with KINDS[request.param]() as disk:
        yield disk


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_a_full_disk(app, disk, environment, sign_in, meeting):
    browser = sign_in("writer")
    browser._token()
    with (
        closing(sqlite3.connect(disk.folder / "tadamon.db")) as copy,
        closing(db.engine.raw_connection()) as here,
    ):
        here.driver_connection.backup(copy)
    files = disk.folder / "files"
    service = Service(
        environment
        | {
            "DATABASE_URL": f"sqlite:///{disk.folder / 'tadamon.db'}",
            "TADAMON_FILES": str(files),
            "TADAMON_INSTANCE": str(disk.folder),
        }
    )
    service.start()
    try:
        writer = Person(service, browser)
        field, sheet = f"/meetings/{meeting}/fields/venue", f"/meetings/{meeting}"
        assert writer.attach(meeting, PDF, "before").status == 303
        assert writer.post(field, htmx=True, venue="قاعة ١", version="1").status == 200
        kept = sorted(files.rglob("*"))

        disk.fill(service)
        refused = until_refused(
            lambda turn: writer.post(f"{sheet}/items", title=f"بند {turn}", discussion="كلام " * 9_000)
        )
        assert FULL in refused.text
        assert 'value="' + "كلام " * 20 in refused.text  # the text waits in the page
        assert FULL in writer.post(f"{sheet}/items", htmx=True, title="بند", discussion="كلام " * 9_000).text
        attached = writer.attach(meeting, PDF * 2000, "during")
        assert attached.status in (422, 503)
        assert NO_ROOM in attached.text or FULL in attached.text
        assert sorted(files.rglob("*")) == kept
        assert writer.get(sheet).status == 200
        assert "قاعة ١" in writer.get(sheet).text
        assert writer.get("/healthz").status == 200
        if isinstance(disk, full_disks.Small):
            assert '"warn"' in writer.get("/healthz").text

        disk.free()
        assert writer.post(field, htmx=True, venue="قاعة ٢", version="2").status == 200
        assert writer.attach(meeting, PDF * 2, "after").status == 303
        assert "all is well" in service.run("check", "--all")
    finally:
        disk.free() if isinstance(disk, full_disks.Limit) else None
        service.stop()


def until_refused(send):
    """Save until there is no room left: SQLite first uses up what its files hold already."""
    for turn in range(60):
        answer = send(turn)
        if answer.status == 503:
            return answer
        assert answer.status == 303
    raise AssertionError("a full disk took everything")
