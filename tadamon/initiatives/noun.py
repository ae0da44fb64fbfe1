from flask import Blueprint
from sqlalchemy.orm import joinedload

from tadamon.directory.initiatives import Initiative
from tadamon.initiatives.forms import InitiativeForm
from tadamon.language import lazy
from tadamon.organisations.noun import Noun

INITIATIVES = Noun(
    Blueprint("initiatives", __name__, url_prefix="/initiatives", template_folder="templates"),
    Initiative,
    "initiative",
    InitiativeForm,
    (joinedload(Initiative.unit), joinedload(Initiative.office)),
    {
        "list": lazy("المبادرات والبرامج"),
        "new": lazy("مبادرة جديدة"),
        "add": lazy("سجّل المبادرة"),
        "added": lazy("سُجّلت المبادرة. أكمل بياناتها في هذه الصفحة."),
        "archived": lazy("نُقلت المبادرة إلى الأرشيف."),
        "restored": lazy("أُعيدت المبادرة من الأرشيف."),
    },
)
