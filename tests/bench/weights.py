"""What a first view weighs: the page, its styles and its scripts as they travel."""

import gzip
import re
from dataclasses import dataclass

from tests.machines.server import ROOT, Visitor

HREF = re.compile(r'<link[^>]*?href="([^"]+)"|<script[^>]*?src="([^"]+)"')
HTMX = next((ROOT / "tadamon" / "static" / "vendor").glob("htmx-*.min.js"))


@dataclass
class Weight:
    """Bytes as sent: of HTML and CSS, of htmx and our own script, of all; and the number of requests."""

    page: str
    html: int
    css: int
    htmx: int
    script: int
    other: int
    requests: int

    @property
    def first(self) -> int:
        return self.html + self.css

    @property
    def all(self) -> int:
        return self.first + self.htmx + self.script + self.other


def weigh(visitor: Visitor, name: str, path: str) -> Weight:
    page = visitor.get(path)
    weight = Weight(name, page.sent, 0, 0, 0, 0, 1)
    for link, source in HREF.findall(page.text):
        address = link or source
        weight.requests += 1
        if "htmx" in address:  # from the CDN, which packs at least as well
            weight.htmx += len(gzip.compress(HTMX.read_bytes(), 9))
            continue
        sent = visitor.get(address).sent
        kind = address.partition("?")[0].rpartition(".")[2]
        part = {"css": "css", "js": "script"}.get(kind, "other")
        setattr(weight, part, getattr(weight, part) + sent)
    return weight
