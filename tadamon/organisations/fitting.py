"""How the file of a partner fits its one page: the size of its letters, and how much of each text it tells.

Reckoned beforehand in units of the letter's size (em), as for the summary of a meeting.
"""

from dataclasses import dataclass

from tadamon.meetings.fitting import HEIGHT, SIZES, WIDTH, cells, lines

SAFETY = 1.06
# Letters of one text, outcomes of a meeting, meetings: less and less.
CHOICES = ((220, 2, 6), (150, 2, 6), (120, 1, 6), (100, 1, 4), (90, 1, 3), (70, 0, 3))


@dataclass(frozen=True)
class Fit:
    size: int
    longest: int
    outcomes: int
    entries: int


def fitted(facts: list[str], long: list[str], who: list, entries: list) -> Fit:
    """The most that fits of these facts, those that may be shortened, rows of people and lines of the file."""
    for choice in CHOICES:
        for size in range(1, len(SIZES)):
            fit = Fit(size, *choice)
            if (
                height([*facts, *(text[: 2 * fit.longest] for text in long)], who, entries, fit) * SAFETY
                <= HEIGHT / SIZES[size][0]
            ):
                return fit
    return fit


def height(facts: list[str], who: list, entries: list, fit: Fit) -> float:
    points, line = SIZES[fit.size]
    across = WIDTH / points
    told = sum(cells((text, across - 9.5)) for text in facts if text)
    people = sum(cells((name, across / 3), (post, across / 3)) for name, post, _phone in who) + (5 if who else 0)
    events = sum(entry(each, fit, across - 12, line) for each in entries[: fit.entries])
    return 12 + line + told + people + 6 + events


def entry(each, fit: Fit, across: float, line: float) -> float:
    texts = [text[: fit.longest] for _kind, text, *_rest in each.outcomes[: fit.outcomes]]
    under = sum(0.75 + 0.92 * line * lines(text + " " * 30, across - 2) for text in texts)
    return max(cells(("\n", 12)), cells((each.title[: fit.longest], across)) + under)
