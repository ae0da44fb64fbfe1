"""A schematic map of the governorates: a square each, in rough geographic order."""

from typing import NamedTuple

from tadamon.accounts.governorates import governorate

# From west to east, from north to south: a square each.
EGYPT = (
    ("EG-MT", "EG-ALX", "EG-KFS", "EG-DT", "EG-PTS", "EG-SIN"),
    (None, "EG-BH", "EG-GH", "EG-DK", "EG-IS", None),
    (None, "EG-MNF", "EG-KB", "EG-SHR", "EG-SUZ", "EG-JS"),
    (None, "EG-GZ", "EG-C", None, None, None),
    (None, "EG-FYM", "EG-BNS", None, "EG-BA", None),
    ("EG-WAD", "EG-MN", "EG-AST", None, None, None),
    (None, "EG-SHG", "EG-KN", None, None, None),
    (None, None, "EG-LX", None, None, None),
    (None, None, "EG-ASN", None, None, None),
)
LEVELS = 4


class Tile(NamedTuple):
    """`level` 0 to 4 is how dark the square is."""

    name: str
    amount: int
    level: int
    url: str | None = None


def egypt(amounts: dict[str, int], url=lambda code: None) -> list[list[Tile | None]]:
    """The rows of the map; `amounts` {code: how many}, `url` gives the address of what a governorate counts."""
    most = max(amounts.values(), default=0) or 1

    def tile(code):
        amount = amounts.get(code, 0)
        return Tile(governorate(code), amount, -(-LEVELS * amount // most), url(code) if amount else None)

    return [[code and tile(code) for code in row] for row in EGYPT]
