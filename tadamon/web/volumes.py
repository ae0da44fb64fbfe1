"""Many papers in one PDF: drawn piece by piece and joined, by a process of the application that nobody waits for.

A room says how its papers are made (`volume`). Only one piece is ever held, its HTML and its PDF.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import click
from flask import Flask, send_file

from tadamon.web import aside
from tadamon.web.background import Drawing
from tadamon.web.drawing import in_turn
from tadamon.web.printing import Press, Unavailable, headers

PIECE = 50  # papers drawn at once
SECONDS = 120  # for a piece, on a busy machine
MAKERS: dict[str, Callable[..., tuple[int, Iterator[str]]]] = {}


def init_app(app: Flask) -> None:
    app.cli.add_command(draw)


def volume(name: str):
    """Make known who makes a volume: a function from its words to (how many pieces, the HTML of each)."""
    return lambda maker: MAKERS.setdefault(name, maker)


class Volume(Drawing):
    """The volume that the maker `name` makes of `words`; `said` tells it from what it was before."""

    def __init__(self, name: str, *words: str, said: str):
        super().__init__("\n".join((name, *words, said)))
        self.maker, self.words = name, words

    def start(self) -> None:
        aside.run("draw", str(self.path), self.maker, *self.words)

    def shown(self, name: str):
        """The file itself, read from the disk as it is sent."""
        answer = send_file(self.file("pdf"), mimetype="application/pdf")
        answer.headers.update(headers(name))
        return answer


@click.command(hidden=True)
@click.argument("path", type=Path)
@click.argument("name")
@click.argument("words", nargs=-1)
def draw(path: Path, name: str, words: tuple[str, ...]):
    """Draw a volume into PATH.pdf (started by the application itself)."""
    pdf, failed, new = (path.with_suffix(ending) for ending in (".pdf", ".failed", ".new"))
    try:
        with new.open("wb") as file:
            join(file, path, *MAKERS[name](*words))
        new.rename(pdf)
    except Unavailable:
        failed.write_text("missing")
    finally:
        if not pdf.exists() and not failed.exists():
            failed.write_text("heavy")


def join(file, path: Path, many: int, pieces: Iterator[str]) -> None:
    """Write all pieces as one PDF; PATH.percent tells how many there are."""
    from tadamon.web.joining import Joined  # and pypdf, which only this process needs

    whole, press = Joined(file), Press(seconds=SECONDS)
    for place, html in enumerate(pieces):
        path.with_suffix(".percent").write_text(str(95 * place // many))
        with in_turn(path.with_name("turn")):
            drawn = press.pdf(html)
        whole.add(drawn)
    whole.finish()
