"""The lists of an initiative's sheet: its other names, the bodies in it, its files."""

from tadamon.activities.rows import NamedRows
from tadamon.directory.initiatives import InitiativeBody
from tadamon.initiatives.forms import BodyForm
from tadamon.initiatives.noun import INITIATIVES
from tadamon.language import lazy
from tadamon.organisations.parts import aliases, files


class BodyRows(NamedRows):
    """Who leads it, and with whom."""

    keep_adding = in_table = True
    columns = 4
    adds = lazy("إضافة جهة")


LISTS = {
    "aliases": aliases(INITIATIVES),
    "bodies": BodyRows(
        INITIATIVES.bp,
        "bodies",
        owner=INITIATIVES.model,
        model=InitiativeBody,
        form=BodyForm,
        action="organisations.write",
        folder="initiatives/bodies",
        heading=lazy("الجهات"),
    ),
    "attachments": files(INITIATIVES),
}
