"""The page's view of what the columns mean: what is shown of each, and what a person chose."""

from dataclasses import dataclass, field

from sqlalchemy import select

from tadamon.extensions import db
from tadamon.language import _
from tadamon.language.digits import to_ascii
from tadamon.web.imports.models import Import, ImportRow
from tadamon.web.imports.targets import Target
from tadamon.web.workbooks.cells import line, unpack

SAMPLES, LONGEST_SAMPLE = 3, 40
LONGEST_CELL = 120
LAST_ROW = 2**20
SHOWN = 6


@dataclass
class Place:
    """A column of the file: its letter in a spreadsheet, its heading, some of its cells, what it means."""

    place: int
    letter: str
    heading: str
    samples: list[str]
    name: str
    error: str = ""


@dataclass
class Mapping:
    sheet: int
    heading_row: int
    places: list[Place]
    errors: list[tuple[str, str]] = field(default_factory=list)  # (id of the control, sentence)
    heading_typed: str = ""

    @property
    def columns(self) -> dict[str, str]:
        return {str(place.place): place.name for place in self.places if place.name}

    def failed(self, sentence: str) -> "Mapping":
        self.errors.append(("sheet", sentence))
        return self


def of(doing: Import, target: type[Target], whole: bool = False) -> Mapping:
    """As it stands; samples as everyone may see them, or `whole`."""
    query = select(ImportRow.cells).where(ImportRow.import_id == doing.id).order_by(ImportRow.number).limit(40)
    rows = [list(map(unpack, cells)) for cells in db.session.scalars(query)]
    places = []
    for place, heading in enumerate(doing.headings):
        texts = (line(row[place])[:LONGEST_SAMPLE] for row in rows if place < len(row))
        samples = list(dict.fromkeys(filter(None, texts)))[:SAMPLES]
        name = doing.columns.get(str(place), "")
        if heading or samples:
            shown = samples if whole else [target.shaded(name, sample) for sample in samples]
            places.append(Place(place, letter(place), heading, shown, name))
    return Mapping(doing.sheet, doing.heading_row, places, heading_typed=str(doing.heading_row))


def read(form, doing: Import, target: type[Target]) -> Mapping:
    """What was posted, with what is wrong with it; what was not posted stays."""
    mapping = of(doing, target)
    names = {column.name: str(column.label) for column in target.columns}
    taken: dict[str, Place] = {}
    for place in mapping.places:
        chosen = form.get(f"column-{place.place}", place.name)
        place.name = chosen if chosen in names else ""
        if chosen and chosen not in names:
            _wrong(mapping, place, _("اختر معنى العمود من القائمة."))
        elif place.name in taken:
            other = taken[place.name]
            _wrong(
                mapping,
                place,
                _(
                    "اخترت «%(column)s» لعمودين: %(one)s و%(other)s. اختر واحدًا.",
                    column=names[place.name],
                    one=other.letter,
                    other=place.letter,
                ),
            )
        elif place.name:
            taken[place.name] = place
    _sheet(mapping, form, doing)
    same = (mapping.sheet, mapping.heading_row) == (doing.sheet, doing.heading_row)
    for column in target.columns:
        if same and column.required and column.name not in taken:
            first = f"column-{mapping.places[0].place}" if mapping.places else "sheet"
            mapping.errors.append((first, _("اختر العمود الذي فيه «%(column)s».", column=column.label)))
    return mapping


def _sheet(mapping: Mapping, form, doing: Import) -> None:
    typed = to_ascii(form.get("sheet", str(doing.sheet)))
    if typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) < len(doing.sheets):
        mapping.sheet = int(typed)
    else:
        mapping.errors.append(("sheet", _("اختر الورقة من القائمة.")))
    mapping.heading_typed = form.get("heading_row", str(doing.heading_row)).strip()[:20]
    typed = to_ascii(mapping.heading_typed)
    if typed.isascii() and typed.isdigit() and len(typed) < 8 and 0 < int(typed) <= LAST_ROW:
        mapping.heading_row = int(typed)
    else:
        mapping.errors.append(("heading-row", _("اكتب رقم صف العناوين كما يظهر في الملف، مثل 1 أو 3.")))


def _wrong(mapping: Mapping, place: Place, sentence: str) -> None:
    place.error = sentence
    mapping.errors.append((f"column-{place.place}", sentence))


def shown(doing: Import, target: type[Target]) -> list[tuple[str, int]]:
    """(label, place) of the first columns that mean something, in the target's order."""
    places = {name: int(place) for place, name in doing.columns.items()}
    return [(str(column.label), places[column.name]) for column in target.columns if column.name in places][:SHOWN]


def cell(row: ImportRow, place: int) -> str:
    """What a cell of a row says, cut short."""
    said = line(unpack(row.cells[place])) if place < len(row.cells) else ""
    return said if len(said) <= LONGEST_CELL else f"{said[:LONGEST_CELL]}…"


def shaded(row: ImportRow, place: int, doing: Import, target: type[Target]) -> str:
    """The same as who did not ask for it whole may see it."""
    return target.shaded(doing.columns.get(str(place), ""), cell(row, place))


def letter(place: int) -> str:
    """A, B … Z, AA …"""
    place += 1
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
