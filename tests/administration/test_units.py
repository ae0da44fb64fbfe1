import io
import struct
import zlib

import pytest
from sqlalchemy import select

from tadamon.accounts import logos
from tadamon.accounts.models import Unit, User
from tadamon.extensions import db

UNITS = "/administration/units"


@pytest.fixture
def unit(app):
    def find(code):
        db.session.rollback()
        return db.session.scalar(select(Unit).where(Unit.code == code))

    return find


def picture(side=900, extension="png"):
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(out, {"png": "PNG", "jpg": "JPEG"}[extension])
    out.seek(0)
    return out


def add(admin, under, **typed):
    form = admin.get(f"{UNITS}/new?under={under}").page.form(UNITS)
    return admin.send(form, **{"name_ar": "إدارة أرمنت الحيط", "name_en": "Armant El-Heit"} | typed)


def test_the_tree(admin, unit):
    page = admin.get(UNITS).page
    item = page.find(f"unit-{unit('EG-LX-2').id}")
    assert item.closest("li").get("id") == f"unit-{unit('EG-LX').id}"


def test_a_unit_under_an_office(admin, unit):
    assert add(admin, unit("EG-LX").id).status_code == 303
    new = unit("EG-LX-8")
    assert (new.office.code, new.kind, new.governorate) == ("EG-LX", "administration", "EG-LX")
    assert new.letterhead_ar.splitlines()[-1] == "إدارة أرمنت الحيط" and len(new.letterhead_ar.splitlines()) == 4
    assert add(admin, new.id, name_ar="مكتب", name_en="Office").status_code == 303
    assert unit("EG-LX-9").office.code == "EG-LX"


def test_an_office_under_the_ministry(admin, unit, people):
    answer = add(
        admin,
        unit("MOSS").id,
        name_ar="الإدارة العامة للتدريب",
        name_en="Training",
        kind="department",
        governorate="",
    )
    assert answer.status_code == 303
    new = unit("MOSS-1")
    assert new.office is new and new.kind == "department"


@pytest.mark.parametrize(
    "typed", [{"name_ar": ""}, {"name_en": " "}, {"name_ar": "إدارة إسنا الإجتماعيه"}, {"name_ar": "س" * 201}]
)
def test_a_unit_that_is_not_taken(admin, unit, typed):
    answer = add(admin, unit("EG-LX").id, **typed)
    assert (answer.status_code == 422 and "Armant" in answer.page.html) or typed.get("name_en")


def test_a_name_and_a_letterhead(admin, unit, acts, writer, meeting):
    path = f"{UNITS}/{unit('EG-LX').id}"
    form = admin.get(path).page.form(path)
    answer = admin.send(form, name_ar="مديرية الأقصر", letterhead_ar="جمهورية مصر العربية\nمديرية الأقصر")
    assert answer.status_code == 303
    assert Unit.named("مديريه الأقصر").code == "EG-LX"
    assert "مديرية الأقصر" in writer.raw("get", f"/meetings/{meeting}/print").get_data(as_text=True)
    assert acts()[-1][:2] == ("unit-changed", "مديرية الأقصر")


def test_walls_do_not_move(admin, unit):
    id, aswan = unit("EG-LX-2").id, unit("EG-ASN").id
    path = f"{UNITS}/{id}"
    form = admin.get(path).page.form(path)
    answer = admin.send(form, parent_id=str(aswan))
    assert answer.status_code == 422 and "من القائمة" in answer.page.text
    assert admin.send(form, parent_id=str(id)).status_code == 422
    assert admin.send(form, parent_id=str(unit("EG-LX-3").id)).status_code == 303
    assert unit("EG-LX-2").parent.code == "EG-LX-3" and unit("EG-LX-2").office.code == "EG-LX"
    path = f"{UNITS}/{unit('EG-LX-3').id}"
    answer = admin.send(admin.get(path).page.form(path), parent_id=str(id))
    assert answer.status_code == 422
    office = f"{UNITS}/{unit('EG-LX').id}"
    form = admin.get(office).page.form(office)
    assert "parent_id" not in form.fields
    assert admin.send(form, parent_id=str(aswan), office_id=str(aswan)).status_code == 303
    assert unit("EG-LX").parent.code == "MOSS" and unit("EG-LX").office.code == "EG-LX"


def test_the_archive_takes_only_empty_units(admin, unit, meeting, acts):
    answer = admin.post(f"{UNITS}/{unit('EG-LX').id}/archive")
    assert answer.status_code == 409
    assert all(words in answer.page.text for words in ("٤ مستخدمين", "٧ وحدات", "سجل واحد مفتوح"))
    assert admin.post(f"{UNITS}/{unit('EG-LX-2').id}/archive").status_code == 409
    assert admin.post(f"{UNITS}/{unit('EG-LX-3').id}/archive").status_code == 303
    assert unit("EG-LX-3").archived_at and Unit.named("إدارة أرمنت الاجتماعية") is None
    assert add(admin, unit("EG-LX").id).status_code == 303
    assert admin.get(f"{UNITS}/new?under={unit('EG-LX-3').id}").status_code == 409
    assert admin.post(f"{UNITS}/{unit('EG-LX-3').id}/restore").status_code == 303
    assert [each[0] for each in acts()] == ["unit-archived", "unit-added", "unit-restored"]


def test_no_one_is_enabled_into_an_archived_unit(admin, unit, people):
    id = people.office.id
    admin.post(f"/administration/users/{id}/disable")
    assert admin.post(f"{UNITS}/{unit('EG-LX-2').id}/archive").status_code == 303
    assert admin.post(f"/administration/users/{id}/enable").status_code == 409
    assert not db.session.get(User, id).is_active


def test_order(admin, unit):
    def order():
        db.session.rollback()
        rows = select(Unit.code).where(Unit.parent_id == office).order_by(Unit.position, Unit.id)
        return list(db.session.scalars(rows))

    office, second = unit("EG-LX").id, unit("EG-LX-2").id
    before = order()
    assert admin.post(f"{UNITS}/{second}/position", direction="up").status_code == 303
    assert order() == [before[1], before[0], *before[2:]]
    assert admin.post(f"{UNITS}/{second}/position", direction="up").status_code == 303
    assert admin.post(f"{UNITS}/{second}/position", direction="down").status_code == 303
    assert order() == before


@pytest.mark.in_turns
@pytest.mark.parametrize("extension", ["png", "jpg"])
def test_a_logo_is_made_small_and_shown(app, admin, unit, extension):
    path = f"{UNITS}/{unit('EG-LX').id}"
    assert admin.post(f"{path}/logo", {"logo": (picture(1200, extension), f"شعار.{extension}")}).status_code == 303
    found = unit("EG-LX")
    with app.test_request_context():
        uri = logos.data_uri(unit("EG-LX-2"))
    assert uri.startswith("data:image/png;base64,") and found.logo_sha256
    image = admin.get(path).page.all("img")[0]
    assert image.get("src") == uri and "الأقصر" in image.get("alt")
    assert admin.post(f"{path}/logo/removal").status_code == 303
    assert not admin.get(path).page.all("img")


def test_a_picture_that_swells(admin, unit):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0))
    bomb += chunk(b"IDAT", zlib.compress(b"\0" * 10_000_000)) + chunk(b"IEND", b"")
    answer = admin.post(f"{UNITS}/{unit('EG-LX').id}/logo", {"logo": (io.BytesIO(bomb), "x.png")})
    assert answer.status_code == 422
    answer = admin.post(f"{UNITS}/{unit('EG-LX').id}/logo", {"logo": (io.BytesIO(bomb[:3000]), "x.png")})
    assert answer.status_code == 422


def test_a_stale_form(admin, unit):
    path = f"{UNITS}/{unit('EG-LX-2').id}"
    first, second = (admin.get(path).page.form(path) for _each in range(2))
    assert admin.send(first, name_en="Esna").status_code == 303
    answer = admin.send(second, name_ar="إدارة إسنا")
    assert answer.status_code == 409 and "المحفوظ الآن: Esna" in answer.page.text
    assert unit("EG-LX-2").name_ar != "إدارة إسنا"
