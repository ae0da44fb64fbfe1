"""Every state of every page: axe finds nothing, and nothing is too wide, too small or untranslated."""

import re

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
ADMINISTRATION = (
    "users",
    "users?q=لا-أحد",
    "users/new",
    "units",
    "units/new?under=1",
    "axes",
    "axes/new",
    "kinds",
    "checklist",
    "preferences",
    "log",
    "log?from=99/99/2025",
)
USER_DATA = "#said, bdi, [dir=auto], [lang=ar], option[value=ar], textarea, datalist, script"
ARABIC = """data => {
  const found = [], letters = /[\\u0621-\\u064a]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (letters.test(node.data.replace(/\\u2068[^\\u2069]*/g, "")) && !node.parentElement.closest(data)) found.push(node.data.trim());
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
    yield "a removed row"
    page.goto("/meetings/999999")
    page.click(".menu summary")
    yield "the menu"


def of_approval(writer, head, path, write):
    """(window, state) of every page on the way from the checklist to a correction."""
    bare = write(writer, "/meetings", title="اجتماع بلا بنود", starts_on="أكتوبر 2025", kind="committee")
    yield writer, shown(writer, bare.partition("?")[0] + "/submission")
    yield writer, shown(writer, f"{path}/submission")
    write(writer, f"{path}/submission")
    yield writer, shown(writer, path)
    yield head, shown(head, path)
    yield head, shown(head, f"{path}/approval")
    head.click("main summary")
    yield head, "minutes that were approved on paper"
    head.locator("form[action$=return] [type=submit]").click()
    head.wait_for_selector("[aria-invalid]")
    yield head, "returned without a reason"
    write(head, f"{path}/return", reason="اذكر أمين السر.")
    yield writer, shown(writer, path)
    write(writer, f"{path}/submission")
    write(head, f"{path}/approval", publish="1")
    write(writer, f"{path}/recipients", name="ديوان عام الوزارة", sent_on="25/10/2025", note="بالبريد")
    for page, address in (
        (writer, path),
        (head, path),
        (writer, f"{path}/print"),
        (writer, f"{path}/signed-original"),
    ):
        yield page, shown(page, address)
    writer.click("main form [type=submit]")
    writer.wait_for_selector("[aria-invalid]")
    yield writer, "signed original without a file"
    writer.goto(path)
    writer.click("#recipients .add")
    writer.click("#recipients a[href$=edit]")
    writer.wait_for_selector("#recipients li:not(.adds) .editing")
    writer.wait_for_selector("#recipients-new .editing")
    yield writer, "recipients"
    yield writer, shown(writer, f"{path}/recipients/new")
    for address in ("/meetings?state=unsigned", "/bulletin", "/verify", "/verify/ABCDEFGH"):
        yield head, shown(head, address)
    head.goto(path)
    yield head, shown(head, head.locator("a[href*=verify]").last.get_attribute("href"))
    correction = write(writer, f"{path}/correction")
    yield writer, shown(writer, correction)
    yield writer, shown(writer, f"{correction}/difference")
    edit = writer.request.get(f"{correction}/fields/venue/edit").text()
    version = re.search(r'name="version" value="(\d+)"', edit)[1]
    write(writer, f"{correction}/fields/venue", venue="القاعة الكبرى بالمديرية", version=version)
    yield writer, shown(writer, f"{correction}/difference")


def of_oneself(page, path, age):
    yield shown(page, "/drafts")
    page.goto(path)
    page.click("#field-venue a.editable")
    page.fill("[name=venue]", "قاعة لم تُحفظ بعد")
    page.locator(".draft-state", has_text=re.compile(r"\d|[٠-٩]")).wait_for()
    yield "a draft is kept"
    page.reload()
    page.wait_for_selector("#drafts a")
    yield "a draft is offered"
    page.click("#drafts a")
    page.wait_for_selector(".draft")
    yield "the draft in its editor"
    for address in ("/drafts", "/me"):
        yield shown(page, address)
    page.locator("form[action$=password] [type=submit]").click()
    page.wait_for_selector(".error-summary")
    yield "a password refused"
    page.goto(path)
    page.click("#field-venue a.editable")
    age(page, 2 * 60 * 60)
    page.click("#field-venue [type=submit]")
    page.wait_for_selector("#dialog[open] form")
    yield "signing in again"
    page.click("#dialog [type=submit]")
    page.wait_for_selector("#dialog .error")
    yield "signing in again refused"


def of_an_administrator(page, name):
    for address in ADMINISTRATION:
        yield shown(page, f"/administration/{address}")
    for address in ("users", "units", "axes", "kinds"):
        page.goto(f"/administration/{address}")
        page.locator("main :is(.tree, table) a").last.click()
        page.wait_for_selector("main form [type=submit]")
        yield f"one of {address}"
    page.goto("/administration/users/new")
    page.click("main form [type=submit]")
    page.wait_for_selector(".error-summary")
    yield "a user refused"
    page.fill("[name=full_name]", "كريم عبد الله")
    page.fill("[name=username]", name)
    page.select_option("[name=unit_id]", index=1)
    page.click("main form [type=submit]")
    page.wait_for_selector(".first-password")
    yield "a first password"


def of_someone_new(page, name, word):
    page.goto("/sign-in")
    page.fill("[name=username]", name)
    page.fill("[name=password]", word)
    page.click("main [type=submit]")
    page.wait_for_selector("[name=new_password]")
    yield "the first password is changed"


def shown(page, address):
    page.goto(address)
    return address


def open_everything(page):
    """One editor of each kind: every field, and in every list a row that is edited and one that is added."""
    for opener in (".value a.editable", ".adds .add[hx-get]", ".row-actions a[href$=edit]"):
        page.locator(opener).evaluate_all("links => links.forEach(link => link.isConnected && link.click())")
        expect(page.locator(".htmx-request")).to_have_count(0)
    for (
        place
    ) in "#attendance-new #items-new #citations-new #attachments-new .outcomes .sheet-facts .side".split():
        page.wait_for_selector(f"{place} .editing")


EVERYWHERE = pytest.mark.parametrize(
    ("engine", "language", "width"),
    [("sqlite", "ar", 1366), ("postgresql", "en", 1366), ("sqlite", "en", 320), ("postgresql", "ar", 320)],
)


@pytest.fixture
def window(page_of, language, width):
    def opened(username):
        viewport = {"width": width, "height": 768 if width > 320 else 640}
        return page_of(username, language=language, viewport=viewport)

    return opened


def judge(states, language):
    """Look at every (window, state) of the walk."""
    found = {}
    for page, state in states:
        for words in faults(page, language):
            found.setdefault(words, state)
    assert not found, "\n".join(f"{state}: {words}" for words, state in found.items())


def by(page, states):
    return ((page, state) for state in states)


@EVERYWHERE
def test_every_page_of_a_meeting(window, meeting, write, language):
    writer, colleague = window("luxor"), window("luxor-head")
    path = meeting(writer)
    write(writer, f"{path}/citations", kind="law", number="12", year="2018", subject="الرعاية")
    for username, states in ((None, of_a_visitor), ("luxor-view", of_a_reader)):
        page = window(username)
        judge(by(page, states(page)), language)
    judge(
        by(writer, of_a_writer(writer, path, lambda *given, **fields: write(colleague, *given, **fields))),
        language,
    )


@EVERYWHERE
def test_every_page_of_the_approval(window, meeting, write, language):
    writer, head = window("luxor"), window("luxor-head")
    judge(of_approval(writer, head, meeting(writer), write), language)


@EVERYWHERE
def test_every_page_of_oneself(window, meeting, age, language):
    page = window("luxor")
    judge(by(page, of_oneself(page, meeting(page), age)), language)


@EVERYWHERE
def test_every_page_of_the_administration(window, language, width):
    name = f"new-{language}-{width}"
    admin, new = window("admin"), window(None)
    judge(by(admin, of_an_administrator(admin, name)), language)
    judge(by(new, of_someone_new(new, name, admin.locator(".first-password").inner_text())), language)


def faults(page, language):
    if not page.evaluate("!!window.axe"):
        page.evaluate(chromium.axe())
    found = page.evaluate(AXE, RULES)
    found += [f"too wide: {words}" for words in page.evaluate(WIDE)]
    found += [f"too small: {words}" for words in page.evaluate(SMALL, CONTROLS)]
    if language == "en":
        found += [f"Arabic: {words}" for words in page.evaluate(ARABIC, USER_DATA)]
    return found
