"""What rooms further up add to the page or the paper of a record that may not know of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

SHEET, PAPER = "sheet", "paper"


@dataclass(frozen=True)
class Panel:
    """A template of the room that adds it, drawn with `panel` in its hands; `heading` is the section's."""

    heading: str
    template: str
    data: dict = field(default_factory=dict)


_added: dict[tuple[str, str], list[Callable]] = {}


def add(type: str, place: str, make: Callable) -> None:
    """`make(record)` gives the panel of a record of this type, or None when it has none."""
    makers = _added.setdefault((type, place), [])
    if make not in makers:
        makers.append(make)


def panels(record, place: str) -> list[Panel]:
    """What stands on the record's SHEET or its PAPER."""
    return [panel for make in _added.get((record.type, place), ()) if (panel := make(record))]
