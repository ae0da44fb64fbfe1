"""Bars: a table with a shape in each row, right on screen, on paper and in the reader's ear."""

from typing import NamedTuple


class Bar(NamedTuple):
    """`part` is how much of the longest bar, in per cent; `url` leads to what it counts."""

    name: str
    amount: int
    part: int
    url: str | None = None


def bars(rows) -> list[Bar]:
    """Bars of (name, amount, url)."""
    rows = list(rows)
    most = max((amount for _name, amount, _url in rows), default=0) or 1
    return [
        Bar(str(name), amount, max(1, round(100 * amount / most)) if amount else 0, url) for name, amount, url in rows
    ]
