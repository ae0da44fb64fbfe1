"""A list of people or bodies copied from Excel or Word, read into rows."""

import re

from tadamon.accounts.governorates import governorate_named
from tadamon.language import _
from tadamon.language.clean import clean_line
from tadamon.language.names import name_key

MOST = 300
NUMBERING = re.compile(r"^\s*[\d٠-٩۰-۹]{1,3}\s*[-–.)ـ/]\s*|^\s*[•●▪*–-]\s+")
# Runs of spaces become one first: on a long run these patterns would take quadratic time.
SPACES = re.compile(r"\s+")
COLUMNS = re.compile(r"\t| [-–—|/] |[،؛;|]")
BODY_HEADINGS = {name_key(each) for each in ("الجهة", "اسم الجهة", "الجمعية", "اسم الجمعية", "الجهات", "organisation")}
HEADINGS = {"الاسم", "اسم", "name", "م", "الاسماء"}


def people(pasted: str) -> list[dict]:
    """[{name, person_title, body}], one a line; columns by tab, dash, comma or bar; numbering dropped.

    A heading line and names already read are passed over; at most 300 people.
    """
    found, seen = [], set()
    for line in filter(str.strip, pasted[:200_000].splitlines()):
        person = _person(line)
        key = person and name_key(person["name"])
        if key and key not in seen and key not in HEADINGS:
            seen.add(key)
            found.append(person)
    return found[:MOST]


def bodies(pasted: str) -> list[dict]:
    """[{name, governorate, note}], one a line: the name, then its governorate when that is one."""
    found = []
    for each in people(pasted):
        place = governorate_named(each["person_title"]) if each["person_title"] else None
        note = _("، ").join(filter(None, ("" if place else each["person_title"], each["body"])))
        if name_key(each["name"]) not in BODY_HEADINGS:
            found.append({"name": each["name"], "governorate": place, "note": note[:250]})
    return found


def _person(line: str) -> dict | None:
    line = SPACES.sub(lambda run: "\t" if "\t" in run[0] else " ", line.strip())
    cells = [cell for cell in map(clean_line, COLUMNS.split(NUMBERING.sub("", line))) if cell]
    if cells and re.fullmatch(r"[\d٠-٩۰-۹]{1,3}", cells[0]):
        cells = cells[1:]
    if not cells or not re.search(r"[^\W\d_]", cells[0]):
        return None
    name, title, *rest = [*cells, "", ""]
    return {"name": name[:150], "person_title": title[:250], "body": "، ".join(filter(None, rest))[:250]}
