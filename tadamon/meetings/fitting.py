"""How the one-page summary fits its page: the size of its letters, whom it names, what it shortens.

The browser prints the page too, so its height is reckoned beforehand, in units of the letter's size (em),
from what print.css says. A letter of Amiri is about 0.37 em wide, a Latin one 0.45.
"""

from math import ceil

from tadamon.language.dates import show_date

WIDTH, HEIGHT = 499, 740  # points inside the margins of an A4 page
# (points, height of a line in em) of the body and of .fit-1 to .fit-3
SIZES = ((12.5, 1.55), (11.5, 1.55), (10.5, 1.5), (9.5, 1.42))
LETTER, LATIN, SMALL, CELL = 0.38, 0.45, 0.92, 1.34
LONGEST = (400, 240, 160, 120, 80)
NAMES, LETTERS_OF_NAMES = 12, 320


def fitted(record, outcomes, bodies: str) -> dict:
    """How to print these outcomes of it, and the words on its bodies: size (0 the usual, 3 the smallest), longest (letters of one text), shortened, named and others."""
    named, others = people(record)
    choices = [(size, longest) for longest in LONGEST for size in range(len(SIZES))]
    fitting = (
        each for each in choices if height(record, outcomes, (named, bodies), *each) <= HEIGHT / SIZES[each[0]][0]
    )
    size, longest = next(fitting, choices[-1])
    shortened = any(len(text) > longest for text in (record.summary, *(row.text for row in outcomes)))
    return {"size": size, "longest": longest, "shortened": shortened, "named": named, "others": others}


def people(record) -> tuple[list[str], int]:
    """The first of those present by name, and how many more there are."""
    present = [row.name for row in record.attendances if row.presence not in ("apologised", "absent")]
    named = present[:NAMES]
    while len(named) > 3 and sum(map(len, named)) > LETTERS_OF_NAMES:
        named.pop()
    return named, len(present) - len(named)


def height(record, outcomes, who: tuple, size: int, longest: int) -> float:
    """The height of the summary at this size, in em."""
    points, line = SIZES[size]
    across = WIDTH / points
    top = 3 * 1.5 + 1.3 + 2.25 * lines(record.title, across / 1.5) + line + 0.7
    kinds = {row.kind for row in outcomes}
    headings = 2.8 * len(kinds) + (1.8 if "assignment" in kinds else 0) + line * 1.5
    came = sum(outcome(row, row.text[:longest], across, line) for row in outcomes)
    return top + facts(record, *who, across - 9, longest) + headings + came


def outcome(row, text: str, across: float, line: float) -> float:
    """An assignment is a row of a table, beside its owner and its date; the others are items of a list."""
    if row.kind == "assignment":
        due = show_date(row.due_on) if row.due_on else ""
        return cells((text, across - 19), (row.owner_name + row.owner_person, 9), (due, 5))
    return line * lines(text, across - 2)


def facts(record, named, bodies: str, across: float, longest: int) -> float:
    axes = " " * sum(len(axis.name) + 2 for axis in record.axes)
    crowd = " " * (sum(len(name) + 2 for name in named) + 60)
    typed = (record.venue, record.chaired_by, bodies, record.summary[:longest])
    return 0.8 + sum(cells((text, across)) for text in (record.kind_name, record.when, axes, crowd, *typed))


def cells(*texts) -> float:
    """The height of a table's row from its (text, width in em)."""
    return 0.45 + CELL * max(lines(text, across / SMALL) for text, across in texts)


def width(text: str) -> float:
    """How wide a text is on one line, in em."""
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return len(text) * LETTER + latin * (LATIN - LETTER)


def lines(text: str, across: float) -> int:
    """How many lines a text takes in a width of so many of its own em."""
    return sum(max(1, ceil(width(part) / across)) for part in text.split("\n"))
