from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A line for the terminal: a fault, or with `fault=False` something to know."""

    words: str
    fault: bool = True
