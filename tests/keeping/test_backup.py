"""Backup and restore: what is in, what is refused, and what stays when it fails."""

import json
import resource
import zipfile

import pytest
from sqlalchemy import func, select

from tadamon.accounts.models import User
from tadamon.extensions import db
from tadamon.meetings.models import Meeting
from tadamon.records.base import Record
from tadamon.records.files import store_for


@pytest.fixture
def backup(run, attached, tmp_path):
    """The path of a backup of the cast, `meeting` and its attached file."""
    code, said = run("backup", tmp_path / "backup.zip")
    assert code == 0, said
    assert "1 records, 1 files" in said
    return tmp_path / "backup.zip"


def test_an_empty_installation_gets_everything(backup, run, elsewhere, meeting, attached):
    with elsewhere() as other:
        code, said = run("restore", backup, of=other)
        assert code == 0, said
        assert "all is well" in said
        assert db.session.get(Meeting, meeting).title == "لقاء جماهيري مفتوح"
        assert len(db.session.get(Meeting, meeting).attendances) == 3
        assert store_for(other.config["TADAMON_FILES"]).whole(attached)
        newest = Meeting.query.order_by(Meeting.id.desc()).first()
        db.session.add(
            User(
                username="new",
                username_key="new",
                full_name="موظف جديد",
                unit=newest.unit,
                role="reader",
                password_hash="",
            )
        )
        db.session.commit()  # the next numbers follow the restored ones


def test_an_installation_that_was_only_set_up_counts_as_empty(backup, run, elsewhere):
    with elsewhere() as other:
        assert run("setup", of=other)[0] == 0
        assert run("restore", backup, of=other)[0] == 0


def test_what_is_there_is_kept_unless_replaced(app, backup, run, meeting):
    db.session.get(Meeting, meeting).title = "عنوان بعد النسخة"
    db.session.commit()
    code, said = run("restore", backup)
    assert code == 1
    assert "--replace" in said
    assert db.session.get(Meeting, meeting).title == "عنوان بعد النسخة"
    code, said = run("restore", backup, "--replace")
    assert code == 0, said
    db.session.remove()
    assert db.session.get(Meeting, meeting).title == "لقاء جماهيري مفتوح"


def test_a_backup_of_an_earlier_migration_is_brought_up_to_date(run, elsewhere, backup, app, monkeypatch):
    """The archive says which migration it was taken at; a database elsewhere may stand at another."""
    from flask_migrate import downgrade, upgrade

    with elsewhere() as older:
        run("restore", backup, of=older)
        db.session.remove()
        db.engine.dispose()
        downgrade(revision="directory")
        db.engine.dispose()
        assert run("backup", backup, of=older)[0] == 0
    with elsewhere() as newer:
        upgrade()
        db.engine.dispose()
        code, said = run("restore", backup, of=newer)
        assert code == 0, said
        assert db.session.scalar(select(func.count()).select_from(Record)) == 1


def test_nobody_else_can_read_it_and_nothing_else_is_left(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.glob(".tadamon-*")] == []


def test_a_row_without_its_file_is_told(run, attached, files, tmp_path):
    files.remove(attached)
    code, said = run("backup", tmp_path / "b.zip")
    assert code == 0
    assert f"{attached} of attachments.sha256 is missing" in said


@pytest.mark.parametrize("room", [0, 2_000, 12_000])
def test_a_disk_that_fills_leaves_the_last_backup_and_nothing_half(backup, run, room):
    before = backup.read_bytes()
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        code, said = run("backup", backup)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert code == 1
    assert "no backup was made" in said
    assert backup.read_bytes() == before
    assert not list(backup.parent.glob(".tadamon-*"))


def rewritten(path, change):
    """The archive with `change(name, bytes)` → (name, bytes) applied to each member."""
    with zipfile.ZipFile(path) as source:
        members = [change(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w") as target:
        for name, content in members:
            target.writestr(name, content)


def test_a_damaged_member_is_found_before_anything_is_touched(backup, run, elsewhere):
    rewritten(backup, lambda name, content: (name, content if name == "manifest.json" else content[:-1] + b"x"))
    with elsewhere() as other:
        code, said = run("restore", backup, of=other)
        assert code == 1
        assert "damaged" in said
        assert not db.inspect(db.engine).has_table("users")
        assert list(store_for(other.config["TADAMON_FILES"])) == []


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "files/../../outside", "tables/..copy", "files/AB", "files\\x"]
)
def test_a_name_that_leaves_the_folder_is_refused(backup, run, elsewhere, name):
    def renamed(member, content):
        if member == "manifest.json":
            return member, content
        return (name, content) if member.startswith("files/") else (member, content)

    rewritten(backup, renamed)
    with elsewhere() as other:
        code, said = run("restore", backup, of=other)
        assert code == 1
        assert "no backup of tadamon does" in said
        assert not list(backup.parent.rglob("outside"))


def test_members_must_be_those_of_the_manifest(backup, run, elsewhere):
    with zipfile.ZipFile(backup, "a") as zip:
        zip.writestr("files/" + "0" * 64, b"smuggled")
    with elsewhere() as other:
        code, said = run("restore", backup, of=other)
        assert code == 1
        assert "manifest" in said


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all" * 100])
def test_something_else_is_refused_in_a_sentence(app, run, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    code, said = run("restore", tmp_path / "x.zip")
    assert code == 1
    assert "not a whole backup" in said


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"engine": "another"}, "is a backup of another"),
        ({"revision": "from-the-future"}, "newer version"),
        ({"format": 99}, "format"),
    ],
)
def test_a_backup_that_is_not_for_here_is_refused(backup, run, elsewhere, told, why):
    def changed(name, content):
        return (name, json.dumps(json.loads(content) | told)) if name == "manifest.json" else (name, content)

    rewritten(backup, changed)
    with elsewhere() as other:
        code, said = run("restore", backup, of=other)
        assert code == 1
        assert why in said
        assert not db.inspect(db.engine).has_table("users")


def test_nothing_to_back_up_says_what_to_type(run, elsewhere, tmp_path):
    with elsewhere() as other:
        code, said = run("backup", tmp_path / "none.zip", of=other)
        assert code == 1
        assert "setup" in said
        assert not (tmp_path / "none.zip").exists()
