from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from tadamon.extensions import Key, db
from tadamon.language import _, lazy, reader, words
from tadamon.records.base import Refused, now

# Measured in DEPENDENCIES.md: 50 ms here; the library's defaults take more than ten times that.
hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODY = hasher.hash("no one has this password")

UNIT_KINDS = {
    "ministry": lazy("وزارة"),
    "department": lazy("إدارة عامة"),
    "directorate": lazy("مديرية"),
    "administration": lazy("إدارة اجتماعية"),
}
ROLES = {
    "reader": lazy("مطّلع"),
    "writer": lazy("محرّر"),
    "approver": lazy("معتمِد"),
    "administrator": lazy("مدير النظام"),
}


class Unit(db.Model):
    """A node of the ministry's tree. Its office is the wall that visibility stops at."""

    __tablename__ = "units"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    kind: Mapped[str] = mapped_column(db.String(20))
    code: Mapped[str] = mapped_column(db.String(20), unique=True)
    name_ar: Mapped[str] = mapped_column(db.String(200))
    name_en: Mapped[str] = mapped_column(db.String(200))
    name_key: Mapped[str] = mapped_column(db.String(450), default="")
    governorate: Mapped[str | None] = mapped_column(db.String(10))
    letterhead_ar: Mapped[str] = mapped_column(db.Text, default="")
    letterhead_en: Mapped[str] = mapped_column(db.Text, default="")
    logo_sha256: Mapped[str | None] = mapped_column(db.String(64))
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None]

    parent = relationship("Unit", remote_side=[id], foreign_keys=[parent_id])
    office = relationship("Unit", remote_side=[id], foreign_keys=[office_id], post_update=True)

    @property
    def name(self) -> str:
        return self.name_en if reader().language == "en" else self.name_ar

    @property
    def kind_name(self) -> str:
        return str(UNIT_KINDS[self.kind])

    @property
    def letterhead(self) -> list[str]:
        """The lines at the head of this unit's paper, in the reader's language."""
        written = self.letterhead_en if reader().language == "en" else self.letterhead_ar
        return [line for line in written.splitlines() if line.strip()]

    @property
    def logo(self) -> str | None:
        """The SHA-256 of the picture at the head of its paper: its own, or its office's."""
        return self.logo_sha256 or (self.office.logo_sha256 if self.office else None)

    def move_under(self, parent: "Unit") -> None:
        """Stand under another unit of the same office; who sees what never changes by moving."""
        above = parent
        while above is not None:
            if above is self:
                raise Refused(_("لا توضع الوحدة تحت نفسها ولا تحت وحدة تابعة لها."))
            above = above.parent
        if self.office is self or parent.office_id != self.office_id:
            raise Refused(_("تُنقل الوحدة داخل جهتها فقط، لأن السجلات لا تراها جهة أخرى."))
        self.parent = parent

    @property
    def below(self) -> list["Unit"]:
        """This unit and those directly under it that are in use."""
        under = select(Unit).where(Unit.parent_id == self.id, Unit.archived_at.is_(None)).order_by(Unit.position)
        return [self, *db.session.scalars(under)]

    @classmethod
    def named(cls, name: str) -> "Unit | None":
        """The unit in use with this Arabic or English name, however the letters were typed."""
        key = words.fold(name)
        if not key:
            return None
        return db.session.scalar(
            select(cls).where(cls.archived_at.is_(None), cls.name_key.contains(f"|{key}|", autoescape=True))
        )

    @classmethod
    def offices(cls) -> dict[int, str]:
        """{id: name} of the department and the directorates, in the ministry's order."""
        return dict(db.session.execute(_offices(reader().language)).all())

    @validates("name_ar", "name_en")
    def _keyed(self, field: str, name: str) -> str:
        names = {"name_ar": self.name_ar, "name_en": self.name_en} | {field: name}
        self.name_key = "".join(f"|{words.fold(each)}|" for each in names.values() if each)
        return name

    def __str__(self) -> str:
        return self.name_ar


@cache
def _offices(language: str):
    name = Unit.name_en if language == "en" else Unit.name_ar
    office = Unit.office_id == Unit.id, Unit.kind != "ministry", Unit.archived_at.is_(None)
    return select(Unit.id, name).where(*office).order_by(Unit.position)


class User(UserMixin, db.Model):
    """Someone who may sign in. `search_key` holds the folded names, for finding and for order."""

    __tablename__ = "users"
    FIRST_PASSWORD_LASTS = timedelta(days=7)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    username: Mapped[str] = mapped_column(db.String(60))
    username_key: Mapped[str] = mapped_column(db.String(80), unique=True)
    full_name: Mapped[str] = mapped_column(db.String(150))
    title: Mapped[str] = mapped_column(db.String(200), default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    role: Mapped[str] = mapped_column(db.String(20))
    email: Mapped[str] = mapped_column(db.String(200), default="")
    language: Mapped[str] = mapped_column(db.String(2), default="ar")
    digits: Mapped[str] = mapped_column(db.String(4), default="arab")
    password_hash: Mapped[str] = mapped_column(db.String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_expires_at: Mapped[datetime | None]
    epoch: Mapped[int] = mapped_column(default=0)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    search_key: Mapped[str] = mapped_column(db.String(450), default="", index=True)
    unit = relationship(Unit)

    @property
    def office_id(self) -> int:
        return self.unit.office_id

    @property
    def office(self) -> Unit:
        return self.unit.office

    @property
    def sees_every_office(self) -> bool:
        return self.unit.kind in ("ministry", "department")

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    def get_id(self) -> str:
        return f"{self.id}.{self.epoch}"

    def end_sessions(self) -> None:
        """Every open session of this person, on any PC, is over."""
        self.epoch = (self.epoch or 0) + 1

    def set_password(self, password: str, first: bool = False) -> None:
        """A `first` password was given by someone else: it must be changed when used, and expires."""
        self.password_hash = hasher.hash(password)
        self.must_change_password = first
        self.password_expires_at = now() + self.FIRST_PASSWORD_LASTS if first else None
        self.end_sessions()

    @property
    def password_expired(self) -> bool:
        return self.password_expires_at is not None and self.password_expires_at < now()

    def take_role(self, role: str) -> None:
        if role != self.role:
            self.leave_an_administrator()
            self.role = role

    def leave_an_administrator(self) -> None:
        """Refuse when without this person no one could administer the system."""
        if self.role != "administrator" or self.disabled_at is not None:
            return
        active = select(User.id).where(User.role == "administrator", User.disabled_at.is_(None)).with_for_update()
        if set(db.session.scalars(active)) <= {self.id}:
            raise Refused(_("هذا آخر مدير للنظام. اجعل زميلًا آخر مديرًا للنظام أولًا."))

    def disable(self) -> None:
        self.leave_an_administrator()
        self.disabled_at = self.disabled_at or now()
        self.end_sessions()

    def enable(self) -> None:
        self.disabled_at = None

    @validates("full_name", "username")
    def _searched(self, field: str, name: str) -> str:
        names = {"full_name": self.full_name, "username": self.username} | {field: name}
        self.search_key = words.fold(" ".join(filter(None, names.values())))[:450]
        return name

    @staticmethod
    def named(username: str) -> "User | None":
        return db.session.scalar(select(User).where(User.username_key == words.username_key(username)))


def password_matches(hashed: str, password: str) -> bool:
    """Takes as long for a name no one has (pass NOBODY) as for a real one."""
    try:
        return hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


class Attempt(db.Model):
    """A failed sign-in, counted by name and by address."""

    __tablename__ = "sign_in_attempts"
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    username_key: Mapped[str] = mapped_column(db.String(80))
    address: Mapped[str] = mapped_column(db.String(64))
    succeeded: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        Index("ix_sign_in_attempts_username_key_at", "username_key", "at"),
        Index("ix_sign_in_attempts_address_at", "address", "at"),
    )

    WINDOW = timedelta(minutes=15)
    PAIR, NAME, ADDRESS = 5, 30, 300

    @classmethod
    def must_wait(cls, username: str, address: str) -> bool:
        """Whether this name from this address should pause.

        Failures slow the pair after 5, the name everywhere after 30 and the address after 300 in a
        quarter of an hour. One who signed in from the address before is spared what strangers
        did to the name; 27 directorates may stand behind one address.
        """
        key = words.username_key(username)
        failed = cls.at > now() - cls.WINDOW, cls.succeeded.is_(False)
        mine, theirs = cls.username_key == key, cls.address == address
        last = db.session.scalar(select(func.max(cls.id)).where(mine, theirs, cls.succeeded)) or 0
        if cls._count(*failed, mine, theirs, cls.id > last) >= cls.PAIR:
            return True
        if not last and cls._count(*failed, mine) >= cls.NAME:
            return True
        return not last and cls._count(*failed, theirs) >= cls.ADDRESS

    @classmethod
    def _count(cls, *where) -> int:
        return db.session.scalar(select(func.count()).where(*where))
