"""The files the rules are about, as text and as syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tadamon"


def name(path):
    return path.relative_to(ROOT).as_posix()


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def templates():
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


def styles():
    return sorted(path for path in PACKAGE.rglob("*.css") if "vendor" not in path.parts)


@cache
def text(path):
    return path.read_text(encoding="utf-8")


@cache
def tree(path):
    return ast.parse(text(path), name(path))


def room(path):
    """The part of the house a module or template belongs to: «web», «meetings», «access»."""
    inside = path.relative_to(PACKAGE).parts
    if inside[0] == "templates":
        return inside[1]
    return inside[0].removesuffix(".py")


def project_files():
    """Every file that is, or would be, in git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for path in map(ROOT.joinpath, filter(None, listed.split("\0"))) if path.is_file()]


def broken(problems):
    """Fail with every problem on its own line."""
    problems = list(problems)
    assert not problems, "\n  - ".join(["", *problems])
