"""An HTML answer as a tree of elements, for tests to read and to fill its forms."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import unescape

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SHAPES = {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "use"}
LEFT_OPEN = {
    "p",
    "li",
    "dt",
    "dd",
    "option",
    "optgroup",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "colgroup",
}
CLOSES = {
    "li": {"li"},
    "option": {"option"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "tbody": {"td", "th", "tr", "thead", "tbody", "colgroup"},
}
SILENT = {"script", "style", "template"}
RAW = {"script", "style"}


TOKEN = re.compile(
    r"""<!--.*?-->|<![^>]*>|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<attrs>(?:[^"'>]|"[^"]*"|'[^']*')*)>""", re.DOTALL
)
ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")


@dataclass(eq=False, slots=True)
class Element:
    """A tag with its attributes (name → string) and its children: elements and strings."""

    tag: str
    attrs: dict
    parent: "Element | None" = None
    children: list = field(default_factory=list)

    def __str__(self):
        shown = [f'{name}="{value[:40]}"' for name, value in self.attrs.items() if name in SHOWN]
        text = self.text[:40]
        return f"<{' '.join([self.tag, *shown])}>" + (f" «{text}»" if text else "")

    def get(self, name, otherwise=""):
        return self.attrs.get(name, otherwise)

    def __contains__(self, name):
        return name in self.attrs

    def __iter__(self):
        """Every element inside, in order."""
        ahead = self.children[::-1]
        while ahead:
            child = ahead.pop()
            if not isinstance(child, str):
                yield child
                ahead += child.children[::-1]

    def all(self, *tags):
        return [element for element in self if element.tag in tags]

    def closest(self, *tags):
        above = self.parent
        while above and above.tag not in tags:
            above = above.parent
        return above

    def strings(self):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT:
                yield from child.strings()

    @property
    def text(self):
        """What a reader sees, with single spaces."""
        return " ".join("".join(self.strings()).split())


SHOWN = ("id", "name", "type", "href", "action", "class", "src", "for")


class Tree:
    """Builds the elements; ``problems`` holds what does not nest."""

    def __init__(self, html):
        self.root = self.here = Element("", {})
        self.elements, self.problems = [], []
        end = 0
        while found := TOKEN.search(html, end):
            if found.start() > end:
                self._say(html[end : found.start()])
            end = self._tag(found["tag"].lower(), found, html) if found["tag"] else found.end()
        if end < len(html):
            self._say(html[end:])
        self._leave(self.root)

    def _tag(self, tag, found, html) -> int:
        """Opens or closes; where the reading goes on: behind a script, which is no HTML."""
        if found["end"]:
            self._close(tag, found)
            return found.end()
        inside = found["attrs"]
        attrs = [(name.lower(), unescape(a or b or c)) for name, a, b, c in ATTRIBUTE.findall(inside)]
        if inside.endswith("/"):
            self._open_and_close(tag, attrs)
            return found.end()
        self._open(tag, attrs)
        if tag not in RAW:
            return found.end()
        closed = html.find(f"</{tag}", found.end())
        closed = len(html) if closed < 0 else closed
        if closed > found.end():
            self.here.children.append(html[found.end() : closed])
        return closed

    def _say(self, words):
        self.here.children.append(unescape(words) if "&" in words else words)

    def _open(self, tag, attrs):
        while self.here.tag in CLOSES.get(tag, ()):
            self.here = self.here.parent
        known = dict(attrs)
        if len(known) < len(attrs):
            names = sorted(name for name, _value in attrs)
            self.problems.append(f"<{tag}> says an attribute twice: {', '.join(names)}")
        element = Element(tag, known, self.here)
        self.here.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self.here = element

    def _open_and_close(self, tag, attrs):
        self._open(tag, attrs)
        if tag not in VOID:
            self.here = self.here.parent
            if tag not in SHAPES and not self.here.closest("svg") and self.here.tag != "svg":
                self.problems.append(f"<{tag}/> closes nothing in HTML")

    def _close(self, tag, found):
        if tag in VOID:
            self.problems.append(f"</{tag}> closes nothing in HTML")
            return
        opened = self.here if self.here.tag == tag else self.here.closest(tag)
        if opened is None:
            line = found.string.count("\n", 0, found.start()) + 1
            self.problems.append(f"</{tag}> on line {line} closes nothing")
            return
        self._leave(opened)
        self.here = opened.parent

    def _leave(self, target):
        while self.here is not target:
            if self.here.tag not in LEFT_OPEN:
                self.problems.append(f"{self.here} is never closed, or closed in the wrong place")
            self.here = self.here.parent


class Form:
    """``action``, ``method`` ("get", "post", "dialog"), ``fields`` (name → value as a browser would send it,
    a list where several share the name) and ``buttons`` (name, value, text)."""

    def __init__(self, element, page):
        self.element = element
        self.id = element.get("id")
        self.action = element.get("action")
        self.method = element.get("method", "get").lower()
        inside = element.all("input", "select", "textarea", "button")
        outside = [one for one in page.elements if one.get("form") == self.id and one not in inside] if self.id else []
        self.controls = [one for one in inside + outside if one.get("form", self.id) == self.id]

    @property
    def buttons(self):
        pressed = [one for one in self.controls if one.tag == "button" or one.get("type") == "submit"]
        return [(one.get("name"), one.get("value"), one.text or one.get("value")) for one in pressed]

    @property
    def fields(self):
        sent = {}
        for control in self.controls:
            if control.get("name") and "disabled" not in control:
                for value in _values(control):
                    sent.setdefault(control.get("name"), []).append(value)
        return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


def _values(control):
    kind = control.get("type", "text")
    if control.tag == "textarea":
        return ["".join(control.strings()).replace("\r\n", "\n").removeprefix("\n")]
    if control.tag == "select":
        options = control.all("option")
        chosen = [option for option in options if "selected" in option]
        if not chosen and "multiple" not in control:
            chosen = options[:1]
        return [option.get("value", option.text) for option in chosen]
    if control.tag == "button" or kind in ("submit", "button", "reset", "image", "file"):
        return []
    if kind in ("checkbox", "radio"):
        return [control.get("value", "on")] if "checked" in control else []
    return [control.get("value")]


class Page:
    """A parsed answer, whole page or fragment."""

    def __init__(self, html):
        tree = Tree(html)
        self.html, self.root, self.problems = html, tree.root, tree.problems
        self.elements, self.tagged = tree.elements, defaultdict(list)
        for element in self.elements:
            self.tagged[element.tag].append(element)
        named = [element for element in self.elements if "id" in element.attrs]
        self.ids = Counter(element.attrs["id"] for element in named)
        self.by_id = {element.attrs["id"]: element for element in named}
        self.labels = defaultdict(list)
        for label in self.all("label"):
            self.labels[label.get("for")].append(label)

    def all(self, *tags):
        if len(tags) == 1:
            return self.tagged.get(tags[0], [])
        return [element for element in self.elements if element.tag in tags]

    def find(self, id):
        """The element with this id, or None."""
        return self.by_id.get(id)

    def form(self, action):
        """The form that posts to ``action`` (its path, or the end of it)."""
        found = [form for form in self.forms if form.action.partition("?")[0].endswith(action)]
        assert found, f"no form goes to {action}; there are {[form.action for form in self.forms]}"
        return next((form for form in found if form.method == "post"), found[0])

    @property
    def text(self):
        body = self.all("body")
        return (body[0] if body else self.root).text

    @property
    def title(self):
        titles = [title for title in self.all("title") if not title.closest("svg")]
        return titles[0].text if titles else ""

    @property
    def forms(self):
        return [Form(element, self) for element in self.all("form")]

    @property
    def links(self):
        """Text and address of each link, in order."""
        return [(link.text, link.get("href")) for link in self.all("a")]
