"""The papers an application needs and the points a visit looks at: lists an administrator writes.

A nursery keeps the words that were asked when it was asked: another list later changes nothing of what was recorded.
"""

from tadamon.language import reader
from tadamon.nurseries.reference import PAPERS, POINTS
from tadamon.records.settings import setting

STANDARD = {"nursery_papers": PAPERS, "nursery_points": POINTS}


def written(key: str) -> str:
    """The list as an administrator sees it."""
    return setting(key) or STANDARD[key]


def asked(key: str) -> list[tuple[str, str]]:
    """[(Arabic, English or "")] of a list."""
    pairs = (line.partition("|") for line in written(key).splitlines())
    return [(arabic.strip()[:250], english.strip()[:250]) for arabic, _bar, english in pairs if arabic.strip()]


class Said:
    """Words in two languages, the English ones perhaps missing."""

    @property
    def words(self) -> str:
        return (self.text_en or self.text) if reader().language == "en" else self.text

    def label(self) -> str:
        return self.text
