"""Every state of every page: axe finds nothing, and nothing is too wide, too small or untranslated."""

import pytest
from playwright.sync_api import expect

from tests.machines import chromium

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """rules => axe.run({runOnly: {type: "tag", values: rules}}).then(found => found.violations.flatMap(
  one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""
CONTROLS = "button, summary, input:not([type=hidden]), select, textarea, a[href]"
SMALL = """controls => [...document.querySelectorAll(controls)]
  .filter(e => !(e.matches("a") && getComputedStyle(e).display === "inline"))
  .map(e => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.width > 2 && (box.width < 24 || box.height < 24))
  .map(([box, e]) => `${Math.round(box.width)}×${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""
WIDE = """() => {
  if (document.scrollingElement.scrollWidth <= innerWidth) return [];
  const outside = ({left, right, width}) => width > 2 && (left < -1 || right > innerWidth + 1);
  return [...document.querySelectorAll("body *")].filter(e => outside(e.getBoundingClientRect()))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120));
}"""
USER_DATA = "#said, bdi, [dir=auto], [lang=ar], textarea, datalist, script"
ARABIC = """data => {
  const found = [], letters = /[\\u0621-\\u064a]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (letters.test(node.data) && !node.parentElement.closest(data)) found.push(node.data.trim());
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (letters.test(element.getAttribute(name))) found.push(element.getAttribute(name));
  return found;
}"""


def of_a_visitor(page):
    page.goto("/sign-in")
    yield "sign-in"
    page.fill("[name=username]", "luxor")
    page.fill("[name=password]", "ليست هي")
    page.click("main [type=submit]")
    page.wait_for_selector(".error-summary")
    yield "sign-in refused"


def of_a_reader(page):
    page.goto("/meetings/new")
    yield "403"
    page.goto("/meetings")
    page.click("#list tbody a")
    page.wait_for_selector(".sheet")
    yield "the sheet of one who may not edit"


def of_a_writer(page, path, other):
    for address in ("/", "/meetings", "/meetings?from=99/99/2025", "/meetings?q=لا-يوجد", "/meetings/999999"):
        page.goto(address)
        yield address
    page.goto("/meetings/new")
    yield "new"
    page.click("main form [type=submit]")
    page.wait_for_selector(".error-summary")
    yield "new with errors"
    for end in ("", "/earlier", "/history", "/attendance/paste", "/attendance/marks"):
        page.goto(path + end)
        yield path + end
    page.goto(f"{path}/attendance/paste")
    page.fill("[name=people]", "محمد علي\tمدير\tالمديرية")
    page.click("main form [type=submit]")
    page.wait_for_selector("[name=confirmed]")
    yield "pasted"
    page.goto(f"{path}/print")
    yield "print"
    page.goto(path)
    open_everything(page)
    yield "every editor open"
    page.click("#items-new [type=submit]")
    page.wait_for_selector("#items-new .error")
    yield "an item with errors"
    page.goto(path)
    page.click("#field-venue a.editable")
    page.fill("[name=venue]", "قاعة أخرى")
    other(f"{path}/fields/venue", venue="قاعة الزميل", version="1")
    page.click("#field-venue [type=submit]")
    page.wait_for_selector(".conflict")
    yield "conflict"
    page.goto(path)
    page.locator("#attendance form[action$=removal] button").first.click()
    page.wait_for_selector(".removed .undo")
    page.click(".menu summary")
    yield "a removed row, and the menu"


def open_everything(page):
    """One editor of each kind: every field, and in every list a row that is edited and one that is added."""
    for opener in (".value a.editable", ".adds .add[hx-get]", ".row-actions a[href$=edit]"):
        page.locator(opener).evaluate_all("links => links.forEach(link => link.isConnected && link.click())")
        expect(page.locator(".htmx-request")).to_have_count(0)
    for (
        place
    ) in "#attendance-new #items-new #citations-new #attachments-new .outcomes .sheet-facts .side".split():
        page.wait_for_selector(f"{place} .editing")


@pytest.mark.parametrize(
    ("engine", "language", "width"),
    [("sqlite", "ar", 1366), ("postgresql", "en", 1366), ("sqlite", "en", 320), ("postgresql", "ar", 320)],
)
def test_every_page(page_of, meeting, write, language, width):
    options = {"language": language, "viewport": {"width": width, "height": 768 if width > 320 else 640}}
    visitor, reader = page_of(None, **options), page_of("luxor-view", **options)
    writer, colleague = page_of("luxor", **options), page_of("luxor-head", **options)
    path = meeting(writer)
    write(writer, f"{path}/citations", kind="law", number="12", year="2018", subject="الرعاية")
    pages = (
        (visitor, of_a_visitor(visitor)),
        (reader, of_a_reader(reader)),
        (writer, of_a_writer(writer, path, lambda *given, **fields: write(colleague, *given, **fields))),
    )
    found = {}
    for page, states in pages:
        for state in states:
            for words in faults(page, language):
                found.setdefault(words, state)
    assert not found, "\n".join(f"{state}: {words}" for words, state in found.items())


def faults(page, language):
    if not page.evaluate("!!window.axe"):
        page.evaluate(chromium.axe())
    found = page.evaluate(AXE, RULES)
    found += [f"too wide: {words}" for words in page.evaluate(WIDE)]
    found += [f"too small: {words}" for words in page.evaluate(SMALL, CONTROLS)]
    if language == "en":
        found += [f"Arabic: {words}" for words in page.evaluate(ARABIC, USER_DATA)]
    return found
