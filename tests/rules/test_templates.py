"""Templates: no code in the page, nothing unescaped, controls that work without script, texts that speak."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import meta

from tests.rules.sources import broken, name, room, templates, text
from tests.rules.test_rules import ARABIC, LEVEL

EVENTS = r"click|change|submit|load|input|key\w+|mouse\w+|pointer\w+|focus|blur|error|toggle"
OWNED_BY_NOBODY = {"layout", "pieces", "errors", "print"}
FORBIDDEN = {
    "inline style": r"<style\b|\sstyle\s*=",
    "a script without src": r"<script(?![^>]*\ssrc\s*=)(?![^>]*application/json)",
    "an event attribute": rf"""\s["']?on({EVENTS})["']?\s*[=:]""",
    "hx-on": r"\bhx-on\b",
    "script in a value": r"""["'\s](js|javascript):""",
    "a trigger filter": r"""hx-trigger[\w:]*\s*=\s*["']\s*\w+\[""",
    "unescaped output": r"\|\s*safe\b|\{%-?\s*autoescape\s+false|\bMarkup\(",
    "a physical direction": r"""\b(align|float)\s*=\s*["'](left|right)""",
}


def said(path, keep=""):
    """The template without comments; with ``keep`` in place of each expression and statement, if given."""
    source = re.sub(r"\{#.*?#\}", lambda match: "\n" * match[0].count("\n"), text(path), flags=re.DOTALL)
    if keep:
        source = re.sub(r"\{\{.*?\}\}", keep, source, flags=re.DOTALL)
        source = re.sub(r"\{%.*?%\}", " ", source, flags=re.DOTALL)
    return source


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    for path in templates():
        source = said(path)
        broken(
            f"{name(path)}:{source.count(chr(10), 0, match.start()) + 1} has {what}: {match[0].strip()}"
            for match in re.finditer(FORBIDDEN[what], source, re.IGNORECASE)
        )


class Controls(HTMLParser):
    """Notes each control that only script could work."""

    def __init__(self):
        super().__init__()
        self.forms, self.dead, self.around = [], [], False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append(attrs)
        asks = any(re.fullmatch(r"hx-(get|post|put|patch|delete)(:\w+)*", each) for each in attrs)
        by_itself = re.search(r"\b(load|every|revealed|intersect|from:body)\b", attrs.get("hx-trigger") or "")
        leads = attrs.keys() & {"href", "action", "formaction"} or any("action" in form for form in self.forms)
        if self.around and attrs.get("form"):  # a cell whose field belongs to a form elsewhere
            self.dead.pop()
        self.around = bool(asks and not leads and not by_itself and attrs.get("form") is None)
        if self.around:
            self.dead.append(f"line {self.getpos()[0]}: {self.get_starttag_text()[:120]}")

    def handle_endtag(self, tag):
        if tag == "form" and self.forms:
            self.forms.pop()


def test_every_htmx_control_has_an_address_of_its_own():
    for path in templates():
        controls = Controls()
        controls.feed(said(path, keep="x"))
        broken(f"{name(path)} {control}" for control in controls.dead)


def test_only_get_and_post_are_asked():
    """Without script there are no others."""
    broken(name(path) for path in templates() if re.search(r"\bhx-(put|patch|delete)\b", said(path)))


def test_every_text_goes_through_the_translator():
    for path in templates():
        for number, line in enumerate(said(path, keep="x").splitlines(), 1):
            if ARABIC.search(line):
                broken([f"{name(path)}:{number} says «{line.strip()[:60]}» in Arabic only"])


def test_the_translator_gets_whole_texts():
    broken(
        f"{name(path)} translates something that is not a plain text: {match[0]}"
        for path in templates()
        for match in re.finditer(r"(?<![\w.])(_|ngettext)\(\s*[^\s\"'].{0,30}", said(path))
    )


def test_templates_use_only_templates_of_rooms_below():
    use = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+[\"'](\w+)/")
    broken(
        f"{name(path)} uses a template of {other}"
        for path in templates()
        for other in use.findall(said(path))
        if other not in OWNED_BY_NOBODY | {room(path)}
        and LEVEL.get(other, 99) >= LEVEL.get(room(path), 0 if room(path) in OWNED_BY_NOBODY else 99)
    )


def test_every_template_parses_and_finds_the_ones_it_names(app):
    env = app.jinja_env
    known = {each for each in env.list_templates() if each.endswith((".html", ".txt", ".xml", ".svg"))}
    assert known
    for each in sorted(known):
        env.get_template(each)
        parsed = env.parse(env.loader.get_source(env, each)[0])
        wanted = set(meta.find_referenced_templates(parsed)) - {None}
        broken(f"{each} names {other}, which does not exist" for other in wanted - set(env.list_templates()))
