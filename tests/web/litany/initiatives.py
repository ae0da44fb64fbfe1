"""Initiatives and programmes: the list, a sheet, its lists and its prints."""

from tests.web.litany.address import Address, verb
from tests.web.litany.sheets import FILE, ends_of, sheet_of

BODY = {"name": "جمعية النور", "role": "leads"}
LISTS = {
    "aliases": ({"name": "الاسم القديم"}, {"name": ""}, {"name": "اسم الزميل"}),
    "bodies": (BODY, {"name": ""}, {"name": "جمعية الزميل"}),
    "attachments": FILE,
}
ROW = "/initiatives/{initiative}/bodies/{initiative_bodies}"
INITIATIVES = [
    *sheet_of("initiatives", "initiative", ("audience", "الأطفال", "س" * 301, "الشباب"), LISTS),
    verb(
        "initiatives.create",
        "/initiatives",
        data={"name_ar": "مبادرة لم تُسمع", "kind": "initiative"},
        bad={"name_ar": ""},
    ),
    Address("initiatives.likely", "GET", "/initiatives/likely?name_ar=نور", page=None),
    Address("initiatives.names_bodies", "GET", f"{ROW}/names"),
    Address(
        "initiatives.naming_bodies",
        "POST",
        f"{ROW}/names",
        page=303,
        data={"name": "new", "name_kind": "ngo"},
        bad={"name": "new", "name_kind": "x"},
    ),
    *ends_of("initiatives", "initiative"),
]
