"""What every page must be, checked on every page a test opens.

``page = inspect_page(response)`` and ``inspect_fragment(response)`` fail with a list of what is wrong
and return a ``Page`` to read: ``page.text``, ``.title``, ``.forms``, ``.links``, ``.find("id")``.
A form is filled and posted so::

    form = page.form("/meetings")
    client.post(form.action, data=form.fields | {"title": "اجتماع"})
"""

import re

from tests.pages import SILENT, Element, Form, Page

UNNAMED_INPUTS = {"hidden", "submit", "button", "reset", "image"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
REFERENCES = {
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-errormessage",
    "list",
    "form",
}
UNFILLED = re.compile(r"%\(\w+\)[sd]|&(amp|lt|gt|quot|#\d+);")
SCRIPT = re.compile(r"\s*(js|javascript):", re.IGNORECASE)
EXPRESSION = re.compile(r"(^|,)\s*[\w:-]+\[")
UNPRINTED = {*SILENT, "textarea"}
POLICY = ("default-src", "object-src 'none'", "base-uri", "form-action", "frame-ancestors")


def inspect_page(response, language="ar", signed_in=True):
    """Fail unless the answer is a whole, sound page in ``language``; return it as a Page."""
    page = Page(response.get_data(as_text=True))
    checks = (_document(page, language), _headings(page), _references(page), _everywhere(page))
    _report(response, [*_headers(response, signed_in), *(problem for check in checks for problem in check)])
    return page


def inspect_fragment(response, signed_in=True):
    """Fail unless the answer is a sound piece for htmx to put into a page; return it as a Page."""
    page = Page(response.get_data(as_text=True))
    checks = (_piece(page), _headings(page, whole=False), _everywhere(page))
    _report(response, [*_headers(response, signed_in), *(problem for check in checks for problem in check)])
    return page


def _report(response, problems):
    if problems:
        request = response.request
        where = f"{request.method} {request.path} → {response.status_code}"
        raise AssertionError("\n  - ".join([f"{where} is not right:", *problems]))


def _headers(response, signed_in):
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    for directive in POLICY:
        if directive not in policy:
            yield f"Content-Security-Policy lacks {directive}: «{policy}»"
    if "unsafe-" in policy:
        yield f"Content-Security-Policy allows unsafe code: «{policy}»"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options is not nosniff"
    if not headers.get("Referrer-Policy"):
        yield "there is no Referrer-Policy"
    if signed_in and "no-store" not in headers.get("Cache-Control", ""):
        yield f"Cache-Control of a private answer lacks no-store: «{headers.get('Cache-Control', '')}»"
    if headers.get("Content-Type", "").replace(" ", "").lower() != "text/html;charset=utf-8":
        yield f"Content-Type is {headers.get('Content-Type')}"


def _document(page, language):
    if not page.html.lstrip().lower().startswith("<!doctype html>"):
        yield "the page does not begin with <!doctype html>"
    html = (page.all("html") or [Element("html", {})])[0]
    direction = "rtl" if language == "ar" else "ltr"
    if (html.get("lang"), html.get("dir")) != (language, direction):
        yield f'<html lang="{html.get("lang")}" dir="{html.get("dir")}"> should be {language}, {direction}'
    if not page.title:
        yield "the title is empty or missing"
    for tag in ("h1", "main"):
        found = page.all(tag)
        if len(found) != 1:
            yield f"there must be one <{tag}>, not {len(found)}: {[str(one) for one in found]}"


def _piece(page):
    for tag in page.all("html", "head", "body"):
        yield f"a fragment holds <{tag.tag}>"
    for child in page.root.children:
        if isinstance(child, str):
            if child.strip():
                yield f"text stands outside the fragment's root: «{child.strip()[:60]}»"
        elif child.tag == "hx-partial":
            if "hx-target" not in child:
                yield f"{child} has no hx-target"
        elif child.tag != "title" and not child.get("id"):
            yield f"{child} is a fragment's root and has no id"


def _headings(page, whole=True):
    level = 1 if whole else 5
    for heading in page.all(*HEADINGS):
        now = int(heading.tag[1])
        if now > level + 1:
            yield f"{heading} skips a level after h{level}"
        if not heading.text:
            yield f"<{heading.tag}> is empty"
        level = now


def _references(page):
    for element in page.elements:
        for name in REFERENCES & element.attrs.keys():
            for target in element.attrs[name].split():
                if target not in page.ids:
                    yield f'{element}: {name}="{target}" names no element of the page'
    for link in page.all("a"):
        target = link.get("href").partition("#")[2] if link.get("href").startswith("#") else ""
        if target and target not in page.ids:
            yield f"{link} leads to no element of the page"
    for label in page.all("label"):
        if label.get("for") and label.get("for") not in page.ids:
            yield f"{label} labels nothing"


def _everywhere(page):
    yield from page.problems
    yield from (f'id="{id}" is used {count} times' for id, count in page.ids.items() if count > 1)
    yield from (f'id="{id}" is empty or has a space' for id in page.ids if not id or id.split() != [id])
    for element in page.elements:
        yield from _inline_code(element)
        check = CHECKS.get(element.tag)
        if check:
            yield from check(element, page)
        if element.attrs.get("tabindex", "0") not in ("0", "-0", "-1"):
            yield f"{element} has a tab order of its own"
    for text in _printed(page.root):
        if UNFILLED.search(text) or text.strip() in ("None", "undefined"):
            yield f"«{text.strip()[:80]}» was not meant for a reader"


def _printed(root):
    ahead = [root]
    for element in ahead:
        for child in element.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNPRINTED:
                ahead.append(child)


def _inline_code(element):
    if element.tag == "style" or "style" in element:
        yield f"{element} carries inline style"
    if element.tag == "script" and not element.get("src") and element.get("type") != "application/json":
        yield "a <script> without src"
    for name, value in element.attrs.items():
        if name.startswith(("on", "hx-on")):
            yield f"{element} carries {name}"
        if ":" in value and name != "value" and SCRIPT.match(value):
            yield f"{element}: {name} runs script"
        if name.startswith("hx-trigger") and EXPRESSION.search(value):
            yield f"{element}: {name} filters with an expression"


def _named(element, page):
    """Whether assistive technology finds a name: aria-label, labels, or the element's own words."""
    if element.get("aria-label").strip() or (element.tag == "button" and _words(element)):
        return True
    targets = [page.find(id) for id in element.get("aria-labelledby").split()]
    if any((target is None and not page.all("html")) or (target and target.text) for target in targets):
        return True
    wrapped = element.closest("label")
    labels = page.labels[element.get("id")] if element.get("id") else []
    return any(_words(label) for label in [*labels, wrapped] if label)


def _words(element):
    pictures = (picture.get("alt") or picture.get("aria-label") for picture in element.all("img", "svg"))
    return element.text or "".join(pictures)


def _field(element, page):
    if element.tag == "input" and element.get("type") in UNNAMED_INPUTS:
        if element.get("type") == "submit" and not element.get("value"):
            yield f"{element} has no text"
        return
    if not _named(element, page):
        yield f"{element} has no label"


def _button(element, page):
    if not _named(element, page):
        yield f"{element} has no text"
    if element.closest("a", "button"):
        yield f"{element} stands inside another control"


def _link(element, page):
    address = element.get("href")
    if not address or address == "#":
        yield f"{element} leads nowhere"
    if not _words(element) and not element.get("aria-label") and not element.get("aria-labelledby"):
        yield f"{element} has no text"
    if element.closest("a", "button"):
        yield f"{element} stands inside another control"


def _form(element, page):
    form = Form(element, page)
    if not re.match(r"(/(?!/)|https?://)", form.action) and form.method != "dialog":
        yield f"{element} has no real action"
    token = form.fields.get("csrf_token")
    if form.method == "post" and not token:
        yield f"{element} posts without csrf_token"
    if form.method != "post" and token:
        yield f"{element} shows its csrf_token in an address"
    if form.method not in ("get", "post", "dialog"):
        yield f"{element} has method {form.method}"
    if element.closest("form"):
        yield f"{element} stands inside another form"


def _image(element, page):
    if "alt" not in element:
        yield f"{element} has no alt"


def _table(element, page):
    if element.get("role") == "presentation":
        return
    named = element.get("aria-label").strip() or element.get("aria-labelledby").strip()
    if not named and not any(caption.text for caption in element.all("caption")):
        yield f"{element} has neither caption nor aria-label"
    if not element.all("th"):
        yield f"{element} has no th"
    for head in element.all("th"):
        if head.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            yield f"{head} in {element} has no scope"


CHECKS = {
    "input": _field,
    "select": _field,
    "textarea": _field,
    "button": _button,
    "a": _link,
    "form": _form,
    "img": _image,
    "table": _table,
}
