"""Figures: the list, a sheet, its values and their approval, and its prints."""

from tests.web.litany.address import page, verb
from tests.web.litany.sheets import ends_of, sheet_of

VALUE = {
    "amount": "4.7 مليون",
    "precision": "about",
    "starts_on": "2025",
    "basis": "as-of",
    "source": "تقرير",
}
LISTS = {"values": (VALUE, {"amount": "كثير"}, {"amount": "12", "precision": "exactly"})}
ROW = "/figures/{figure}/values/{figure_values}"
FIGURES = [
    *(
        each
        for each in sheet_of("figures", "figure", ("definition", "أسر لا أفراد", "س" * 3001, "أسر"), LISTS)
        if each.endpoint != "figures.position_values"
    ),
    verb("figures.create", "/figures", data={"name_ar": "عدد الحضانات", "measure": "nursery"}, bad={"name_ar": ""}),
    page("figures.printed_list", "/figures/print", "read"),
    verb("figures.approve", f"{ROW}/approval", "approve"),
    verb("figures.withdraw", f"{ROW}/approval/withdrawal", "approve"),
    *ends_of("figures", "figure"),
]
