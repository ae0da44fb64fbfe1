"""Style sheets: one for both directions, for Arabic letters, and for the floor of browsers."""

import re

import pytest

from tests.rules.sources import broken, name, styles, text

SHORTHANDS = r"(?:margin|padding|inset|border-width|border-color|border-style|scroll-margin|scroll-padding)"
ONE = r"([^\s;{}]+)"
FOUR_VALUES = re.compile(rf"(?<![\w-]){SHORTHANDS}\s*:\s*{ONE}\s+{ONE}\s+{ONE}\s+{ONE}\s*[;}}]")
BREAKS_ARABIC = re.compile(r"letter-spacing|font-style\s*:\s*(italic|oblique)|text-transform\s*:\s*uppercase")
# Chrome and Edge 109, Firefox 115
TOO_NEW = re.compile(r":has\(|color-mix\(|light-dark\(|oklch\(|@scope\b|@starting-style|(?<!\w)&|subgrid|anchor\(")


def plain(css):
    """The sheet with comments, strings, addresses and the names of page-margin boxes blanked, lines kept."""
    found = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)|@(top|bottom)-(left|right)", re.DOTALL)
    return found.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), css)


def hits(pattern):
    for path in styles():
        css = plain(text(path))
        for match in re.finditer(pattern, css):
            yield path, css.count("\n", 0, match.start()) + 1, match


def test_there_are_style_sheets():
    assert styles()


def test_no_left_and_no_right():
    broken(f"{name(path)}:{line} says {match[0]}" for path, line, match in hits(r"[\w-]*\b(left|right)\b[\w-]*"))


def test_four_sided_values_are_symmetrical():
    broken(
        f"{name(path)}:{line} is lopsided: {' '.join(match[0].split())}"
        for path, line, match in hits(FOUR_VALUES)
        if match[2] != match[4]
    )


@pytest.mark.parametrize("pattern", [BREAKS_ARABIC, TOO_NEW], ids=["breaks Arabic letters", "newer than the floor"])
def test_nothing_that(pattern):
    broken(f"{name(path)}:{line} says {match[0]}" for path, line, match in hits(pattern))


def test_rules_are_not_nested():
    for path in styles():
        opened, prelude = [], ""
        for character in plain(text(path)):
            if character == "{":
                if opened and not opened[-1].startswith("@"):
                    broken([f"{name(path)} nests «{prelude.strip()}» in «{opened[-1]}»"])
                opened.append(prelude.strip())
            elif character == "}":
                opened.pop()
            prelude = "" if character in "{};" else prelude + character
        assert not opened, f"{name(path)} leaves a block open"
