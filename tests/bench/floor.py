"""The floor: a bare Flask application that draws the same pages from constants, nothing else.

BENCH_FLOOR names a JSON file {name: page}; every tag of a page is the template, every text is put in.
"""

import html
import json
import os
import re
from pathlib import Path

from flask import Flask, render_template

TEXT = re.compile(r">([^<>]*[^<>\s][^<>]*)<")


def bare(page: str) -> tuple[str, list[str]]:
    """(template, texts): a template that draws the page from its texts."""
    texts = []

    def put(found) -> str:
        texts.append(html.unescape(found[1]))
        return f">{{{{ texts[{len(texts) - 1}] }}}}<"

    return TEXT.sub(put, page), texts


def create(pages: dict[str, str]) -> Flask:
    app = Flask("floor")
    for name, page in pages.items():
        template, texts = bare(page)
        source = app.jinja_env.from_string(template)  # compiled once, autoescaping like a file
        app.add_url_rule(f"/{name}", name, lambda source=source, texts=texts: render_template(source, texts=texts))
    return app


def app() -> Flask:
    return create(json.loads(Path(os.environ["BENCH_FLOOR"]).read_text()))
