from sqlalchemy import select

from tadamon.accounts.models import Unit, User, hasher
from tadamon.extensions import db
from tadamon.language.words import username_key

# Invented names: none of them is a person of the seeds.
PEOPLE = (
    ("admin", "administrator", "ER", "يوسف عادل منصور", "مسؤول نظام المعلومات"),
    ("hq", "writer", "ER", "هدى سامي عبد الرحيم", "باحثة علاقات خارجية"),
    ("head", "approver", "ER", "نادية كمال الشافعي", "رئيسة قسم المتابعة والاعتماد"),
    ("luxor", "writer", "EG-LX", "منى عبد الباسط الطيب", "باحثة بمكتب المتابعة"),
    ("luxor-head", "approver", "EG-LX", "حسن رمضان أبو زيد", "رئيس مكتب المتابعة"),
    ("luxor-view", "reader", "EG-LX", "سعاد فتحي حجاج", "أخصائية اجتماعية"),
    ("aswan", "writer", "EG-ASN", "إبراهيم صالح عثمان", "باحث بمكتب المتابعة"),
)


def add_people(password: str) -> dict[str, User]:
    """The demo users by username, flushed."""
    units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    people = {
        username: User(
            username=username,
            username_key=username_key(username),
            full_name=full_name,
            title=title,
            unit=units[unit],
            role=role,
            password_hash=hasher.hash(password),
        )
        for username, role, unit, full_name, title in PEOPLE
    }
    db.session.add_all(people.values())
    db.session.flush()
    return people
