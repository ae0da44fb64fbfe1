"""Every state of every page: axe finds nothing, and nothing is too wide, too small or untranslated."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.imports.making import xlsx
from tests.journeys.test_attendance import NEW, session_of
from tests.machines import chromium

from .conftest import SCREEN

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 640}
# target-size takes axe as long as half of the others together; SMALL and COVERED ask more, and in both languages.
AXE = """rules => axe.run({
  runOnly: {type: "tag", values: rules}, rules: {"target-size": {enabled: false}}, resultTypes: ["violations"],
}).then(found => found.violations.flatMap(
  one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""
VERSION = 'name="version" value="([0-9]+)"'
CONTROLS = "button, summary, input:not([type=hidden]), select, textarea, a[href]"
SMALL = """controls => [...document.querySelectorAll(controls)]
  .filter(e => !(e.matches("a") && getComputedStyle(e).display === "inline"))
  .map(e => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.width > 2 && (box.width < 24 || box.height < 24))
  .map(([box, e]) => `${Math.round(box.width)}×${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)"""
COVERED = """controls => {
  const inline = e => e.matches("a") && getComputedStyle(e).display === "inline";
  const layer = e => {
    while (e && !/absolute|fixed|sticky/.test(getComputedStyle(e).position)) e = e.parentElement;
    return e;
  };
  const boxes = [...document.querySelectorAll(controls)]
    .filter(e => e.checkVisibility() && !inline(e)).map(e => [e.getBoundingClientRect(), e])
    .filter(([box]) => box.width > 2 && box.height > 2).sort(([a], [b]) => a.top - b.top);
  const found = [];
  boxes.forEach(([box, e], at) => {
    for (let next = at + 1; next < boxes.length && boxes[next][0].top < box.bottom - 1; next++) {
      const [other, cover] = boxes[next];
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      if (across > 1 && !e.contains(cover) && layer(e) === layer(cover))
        found.push(`${e.outerHTML.slice(0, 120)} under ${cover.outerHTML.slice(0, 120)}`);
    }
  });
  return found;
}"""
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])"
SCROLLS = """focusable => {
  const scrolls = (way, more) => more > 13 && /auto|scroll/.test(way);
  return [...document.querySelectorAll("body *:not(select, textarea)")].filter(e => {
    const across = e.scrollWidth - e.clientWidth, down = e.scrollHeight - e.clientHeight;
    if (across < 14 && down < 14 || e.matches(focusable) || e.querySelector(focusable)) return false;
    const style = getComputedStyle(e);
    return (scrolls(style.overflowX, across) || scrolls(style.overflowY, down)) && e.checkVisibility();
  }).map(e => e.outerHTML.slice(0, 120));
}"""
WIDE = """() => {
  if (document.scrollingElement.scrollWidth <= innerWidth) return [];
  const outside = ({left, right, width}) => width > 2 && (left < -1 || right > innerWidth + 1);
  return [...document.querySelectorAll("body *")]
    .filter(e => e.checkVisibility() && outside(e.getBoundingClientRect()))
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
COLUMNS = ("اسم الجهة", "النوع", "رقم الإشهار", "الهاتف", "ملاحظات")
USER_DATA = "#said, bdi, [dir=auto], [lang=ar], option[value=ar], textarea, datalist, script"
ARABIC = """data => {
  const found = [], letters = /[\\u0621-\\u064a]/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const ours = node.data.replace(/\\u2068[^\\u2069]*/g, "");
    if (letters.test(ours) && !node.parentElement.closest(data)) found.push(ours.trim());
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
    page.click("main [type=submit]:visible")
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
    everywhere = ("/help", "/search", "/search?q=اجتماع", "/search?q=لا-يوجد", "/dashboard?from=2025&to=2025")
    meetings = ("/meetings", "/meetings?from=99/99/2025", "/meetings?q=لا-يوجد", "/meetings/999999")
    for address in ("/", *everywhere, *meetings):
        page.goto(address)
        yield address
    page.goto("/meetings/new")
    yield "new"
    page.click("main form [type=submit]:visible")
    page.wait_for_selector(".error-summary")
    yield "new with errors"
    for end in ("", "/earlier", "/history", "/attendance/paste", "/attendance/marks"):
        page.goto(path + end)
        yield path + end
    page.goto(f"{path}/attendance/paste")
    page.fill("[name=people]", "محمد علي\tمدير\tالمديرية")
    page.click("main form [type=submit]:visible")
    page.wait_for_selector("[name=confirmed]")
    yield "pasted"
    page.goto(f"{path}/print")
    yield "print"
    page.goto(path)
    open_everything(page, "#attendance-new #items-new #citations-new #attachments-new .outcomes .side")
    yield "every editor open"
    page.click("#items-new .btn.primary[type=submit]")
    page.wait_for_selector("#items-new .error")
    yield "an item with errors"
    page.goto(path)
    page.click("#field-venue a.editable")
    page.fill("[name=venue]", "قاعة أخرى")
    other(f"{path}/fields/venue", venue="قاعة الزميل", version="1")
    page.click("#field-venue .btn.primary[type=submit]")
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
    head.locator("form[action$=return] [type=submit]:visible").click()
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
    writer.click("main form [type=submit]:visible")
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
    correction = write(writer, f"{path}/correction", reason="خطأ")
    yield writer, shown(writer, correction)
    yield writer, shown(writer, f"{correction}/difference")
    edit = writer.request.get(f"{correction}/fields/venue/edit").text()
    version = re.search(VERSION, edit)[1]
    write(writer, f"{correction}/fields/venue", venue="القاعة الكبرى بالمديرية", version=version)
    yield writer, shown(writer, f"{correction}/difference")


def of_the_directory(page, head, write, home, name, rows, lists):
    """(window, state) of /organisations or /people: two records of one name, until they are one.

    `rows` = {a list of its sheet: what is added there}; `lists` are the places of a sheet where one may add.
    """
    path, other = two_of_a_name(page, write, home, name)
    for noun, fields in rows.items():
        write(page, f"{path}/{noun}", **fields)
    for address in (home, f"{home}?q=لا-يوجد", f"{home}/999999", f"{home}/new"):
        yield page, shown(page, address)
    refuse(page, "[aria-invalid]")
    yield page, "new with errors"
    page.fill("[name=name_ar]", name)
    page.wait_for_selector("#likely li")
    yield page, "what is likely the same"
    refuse(page, ".error-summary")
    yield page, "refused while it may be the same"
    for end in ("", "/history", "/file"):
        yield page, shown(page, path + end)
    page.goto(path)
    open_everything(page, lists)
    yield page, "every editor open"
    page.goto(path)
    page.locator("#aliases form[action$=removal] button").first.click()
    page.wait_for_selector(".removed .undo")
    yield page, "a removed row"
    for end in ("", "?q=لا-يوجد", "?q=ا", f"?other={other.rpartition('/')[2]}"):
        yield head, shown(head, f"{path}/merges/new{end}")
    head.click("main form[action$=merges] [type=submit]:visible")
    head.wait_for_selector(".sheet")
    yield head, "merged"
    for address in (other, f"{other}/history"):
        yield head, shown(head, address)
    write(head, f"{path}/archive")
    yield page, shown(page, path)


def of_a_body(reader, path):
    """The file of a partner, for one who may not edit it."""
    for address in (path, f"{path}/file", f"{path}/history", f"{path}/print", "/organisations?kind=ngo"):
        yield shown(reader, address)


def of_imports(page, name):
    rows = (name, "جمعية"), (None, "جمعية"), ("جمعية الأورمان", "شركة", 77, "كلام")
    yield shown(page, "/organisations/imports")
    refuse(page, ".error-summary")
    yield "no file"
    for columns in (("عمود", "آخر"), COLUMNS):
        bring(page, xlsx(columns, *rows))
        yield f"the preview of {columns[0]}"
        page.locator(".mapping").evaluate("one => one.open = true")
        yield "what the columns mean"
        page.fill("[name=heading_row]", "الأول")
        page.click(".mapping [type=submit]:visible")
        page.wait_for_selector(".error-summary")
        yield "no such row"
    bring(page, xlsx(COLUMNS, *rows))
    page.click("form[action$=completion] .primary:visible")
    page.wait_for_selector("main .buttons a[href$='/imports']")
    yield "what came in"
    yield shown(page, "/organisations/imports")
    bring(page, xlsx(COLUMNS, *rows))
    yield "the same again"


def bring(page, workbook):
    page.goto("/organisations/imports")
    page.set_input_files("[name=file]", {"name": "جهات.xlsx", "mimeType": "", "buffer": workbook.getvalue()})
    page.click("main form [type=submit]:visible")
    page.wait_for_selector(".mapping")


def of_partnerships(page, reader, write):
    for address in ("", "?q=لا-يوجد", "?from=99/99/2025", "/new", "/999999"):
        yield page, shown(page, f"/partnerships{address}")
    page.goto("/partnerships/new")
    refuse(page, "[aria-invalid]")
    yield page, "new with errors"
    path = drafted(page, write)
    for window in (page, reader):
        yield window, shown(window, path)
    page.goto(path)
    open_everything(page, "#parties #clearances #obligations #attachments .side")
    yield page, "every editor open"
    yield page, shown(page, f"{path}/signature")
    refuse(page, "[aria-invalid]")
    yield page, "signed on no day"
    write(page, f"{path}/signature", our_signed_on="20/12/2024")
    for end in ("", "/signature"):
        yield page, shown(page, path + end)
    write(page, f"{path}/signature", their_signed_on="ديسمبر 2024")
    for window in (reader, page):
        yield window, shown(window, path)
    report = page.locator("#obligations a[href$=report]").first.get_attribute("href")
    for address in (f"{path}/renewal", f"{path}/ending", f"{path}/signed-text", report):
        yield page, shown(page, address)
        if address == report:
            page.fill("[name=done_on]", "٣١ فبراير")
        refuse(page, "[aria-invalid]")
        yield page, f"{address} refused"
    write(page, report, done_on="1/4/2025", done_note="وُزّعت ألف بطانية.")
    write(page, f"{path}/renewal", until="31/12/2040", reason="باتفاق الطرفين")
    meeting = write(page, "/meetings", title="اجتماع دوري", kind="committee", starts_on="2025", file=path[14:])
    amendment = write(page, f"{path}/amendment")
    for address in (meeting, amendment, path, f"{path}/history", f"{path}/print", "/partnerships?q=رعاية"):
        yield page, shown(page, address)
    write(page, f"{path}/ending", on="1/11/2026", reason="تحققت أهدافها.")
    yield page, shown(page, path)


def of_figures(page, head, write):
    value = {"precision": "exactly", "starts_on": "2025", "basis": "as-of", "source": "تقرير"}
    for home in ("/figures", "/initiatives"):
        for address in ("", "?q=لا-يوجد", "/new"):
            yield page, shown(page, home + address)
        refuse(page, "[aria-invalid]")
        yield page, f"{home}/new with errors"
    figure = write(page, "/figures", name_ar="الأسر المستفيدة", measure="family", per="year")
    for amount, year in (("4.7 مليون", "2024"), ("5 ملايين", "2025"), ("نحو 6 ملايين", "2025")):
        write(page, f"{figure}/values", **value | {"amount": amount, "starts_on": year})
    write(page, f"{figure}/values", **value | {"amount": "مليون", "starts_on": "2024", "part": "الأقصر"})
    yield page, shown(page, figure)
    open_everything(page, "#values .side")
    yield page, "every editor of a figure open"
    yield head, shown(head, figure)
    head.locator("#values form[action$=approval] button").first.click()
    head.wait_for_selector("#values .chip.ok")
    yield head, "a value approved"
    initiative = known(page, "/initiatives", "حياة")
    yield page, shown(page, initiative)
    open_everything(page, "#aliases #bodies #attachments .side")
    yield page, "every editor of an initiative open"
    body = known(page, "/organisations", "GIZ")
    briefings = ("/briefings", f"/briefings{body}", "/briefings/countries/DE")
    for address in (f"{figure}/print", "/figures/print", f"{initiative}/print", f"{figure}/history", *briefings):
        yield page, shown(page, address)


def drafted(page, write):
    """The path of a draft with a row in each of its lists, one of them owed by now."""
    path = urlsplit(
        write(
            page,
            "/partnerships",
            title="بروتوكول رعاية الأسر الأولى بالرعاية",
            kind="protocol",
            partner="جمعية الأورمان",
            starts_on="1/1/2025",
        )
    ).path
    fields = {"ends_on": "31/12/2035", "renewal": "agreement", "aims": "١. الأولى\n٢. الثانية"}
    for name, value in fields.items():
        version = re.search(VERSION, page.request.get(f"{path}/fields/{name}/edit").text())[1]
        write(page, f"{path}/fields/{name}", version=version, **{name: value})
    write(page, f"{path}/parties", name="UNODC", side="theirs", role="further", signatory="المديرة", abroad="1")
    write(
        page,
        f"{path}/clearances",
        body="وزارة الخارجية",
        state="granted",
        asked_on="1/11/2024",
        decided_on="1/12/2024",
        reference="كتاب ١٢",
    )
    party = re.findall(r'<option value="(\d+)"', page.request.get(f"{path}/obligations/new").text())[1]
    write(
        page,
        f"{path}/obligations",
        text="توزيع ألف بطانية",
        party_id=party,
        due_on="31/3/2025",
        repeats="quarterly",
    )
    return path


def of_bodies(page, path, write, person, body):
    """The bodies of a meeting, names that may mean several, and the search for a name."""
    two_of_a_name(page, write, "/people", person)
    two_of_a_name(page, write, "/organisations", body)
    yield shown(page, f"{path}/participants/marks")
    for fields in (
        {"name": "جمعية الأورمان", "role": "attended", "governorate": "EG-LX"},
        {"name": body, "role": "invited"},
        {"name": "جهة غير مسجلة", "role": "apologised", "note": "لسفر رئيسها"},
        {"name": "جمعيات أهلية", "role": "attended", "count": "27", "precision": "about"},
    ):
        write(page, f"{path}/participants", **fields)
    write(page, f"{path}/attendance", name=f"د. {person}", body="جهة غير مسجلة", presence="present")
    for end in ("", "/participants/new", "/participants/paste", "/participants/marks", "/print"):
        yield shown(page, path + end)
    page.goto(f"{path}/participants/paste")
    page.fill("[name=bodies]", f"جمعية الأورمان\tالأقصر\n{body}\tالأقصر\nجمعية أخرى\tأسوان")
    page.click("main form [type=submit]:visible")
    page.wait_for_selector("[name=confirmed]")
    yield "pasted bodies"
    page.goto(path)
    for opener in ("a.doubt", ".row-actions a[href$=names]"):
        page.locator(opener).evaluate_all("links => links.forEach(link => link.isConnected && link.click())")
        expect(page.locator(".htmx-request")).to_have_count(0)
    page.wait_for_selector("#attendance .aside legend")
    page.wait_for_selector("#participants .aside legend")
    yield "what names lead to"
    names = page.locator(".aside form").last.get_attribute("action")
    page.goto(path)
    open_everything(page, "#participants-new")
    yield "every editor open"
    page.fill("#participants-new [name=name]", "جمعية")
    page.click("#participants-new [name=find]")
    page.wait_for_selector(".matches li")
    yield "bodies of that name"
    page.fill("[name=find_q]", "لا-أحد")
    page.click("[name=find_q] ~ [name=find]")
    page.wait_for_selector(".editing:has([name=find_q]) .hint")
    yield "no body of that name"
    for address in (names, f"{path}/attendance/new"):
        yield shown(page, address)


def two_of_a_name(page, write, home, name, **fields):
    """The paths of two records called the same, the second told to be another."""
    first = urlsplit(write(page, home, name_ar=name, kind="ngo", **fields)).path
    told = {"confirmed": "1", "other": first.rpartition("/")[2]}
    return first, urlsplit(write(page, home, name_ar=name, kind="ngo", **told)).path


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
    page.goto(f"{path}/attendance/paste")
    page.fill("[name=people]", "اسم لم يُحفظ بعد\n" * 60)  # more than the list of drafts shows of one
    page.locator(".draft-state", has_text=re.compile(r"\d|[٠-٩]")).wait_for()
    for address in ("/drafts", "/calendar?due=1", "/calendar?view=year", "/calendar/feeds", "/calendar/print", "/me"):
        yield shown(page, address)
    page.locator("form[action$=password] [type=submit]:visible").click()
    page.wait_for_selector(".error-summary")
    yield "a password refused"
    page.goto(path)
    page.click("#field-venue a.editable")
    age(page, 2 * 60 * 60)
    page.click("#field-venue .btn.primary[type=submit]")
    page.wait_for_selector("#dialog[open] form")
    yield "signing in again"
    page.click("#dialog [type=submit]:visible")
    page.wait_for_selector("#dialog .error")
    yield "signing in again refused"


def of_an_administrator(page, name):
    for address in ADMINISTRATION:
        yield shown(page, f"/administration/{address}")
    for address in ("users", "units", "axes", "kinds"):
        page.goto(f"/administration/{address}")
        page.locator("main :is(.tree, table) a").last.click()
        page.wait_for_selector("main form [type=submit]:visible")
        yield f"one of {address}"
    page.goto("/administration/users/new")
    page.click("main form [type=submit]:visible")
    page.wait_for_selector(".error-summary")
    yield "a user refused"
    page.fill("[name=full_name]", "كريم عبد الله")
    page.fill("[name=username]", name)
    page.select_option("[name=unit_id]", index=1)
    page.click("main form [type=submit]:visible")
    page.wait_for_selector(".first-password")
    yield "a first password"


def of_someone_new(page, name, word):
    page.goto("/sign-in")
    page.fill("[name=username]", name)
    page.fill("[name=password]", word)
    page.click("main [type=submit]:visible")
    page.wait_for_selector("[name=new_password]")
    yield "the first password is changed"


def shown(page, address):
    page.goto(address)
    return address


def refuse(page, sign):
    page.click("main form[method=post] [type=submit]:visible")
    page.wait_for_selector(sign)


def open_everything(page, places):
    """One editor of each kind: every field, and in every list a row that is edited and one that is added."""
    for opener in (".value a.editable", ".adds .add[hx-get]", ".row-actions a[href$=edit]"):
        page.locator(opener).evaluate_all("links => links.forEach(link => link.isConnected && link.click())")
        expect(page.locator(".htmx-request")).to_have_count(0)
    for place in (".sheet-facts", *places.split()):
        page.wait_for_selector(f"{place} .editing")


EVERYWHERE = pytest.mark.parametrize(("engine", "language"), [("sqlite", "ar"), ("postgresql", "en")])


def judge(states, language):
    """Look at every (window, state) of the walk."""
    found = {}
    for page, state in states:
        for words in faults(page, language):
            found.setdefault(words, state)
    assert not found, "\n".join(f"{state}: {words}" for words, state in found.items())


def known(page, home, name):
    """The path of the demo's record of that name."""
    page.goto(f"{home}?q={name}")
    return page.locator("#list tbody a").first.get_attribute("href")


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
def test_every_page_of_organisations(window, write, language):
    writer, head, reader = window("luxor"), window("luxor-head"), window("luxor-view")
    rows = {
        "aliases": {"name": "اسم مختصر"},
        "contacts": {"name": "منى جاد", "post": "مديرة", "phone": "01001234567", "email": "mona@example.org"},
    }
    name = {"ar": "جمعية نور الجنوب", "en": "مؤسسة بسمة الوادي"}[language]
    states = of_the_directory(
        writer, head, write, "/organisations", name, rows, "#aliases #contacts #attachments .side"
    )
    judge(states, language)
    judge(by(reader, of_a_body(reader, known(reader, "/organisations", "الأورمان"))), language)


@EVERYWHERE
def test_every_page_of_people(window, write, language):
    writer, head, reader = window("luxor"), window("luxor-head"), window("luxor-view")
    rows = {
        "aliases": {"name": "اسم الشهرة"},
        "posts": {"title": "مدير عام", "body": "جمعية الأورمان", "from_on": "1/1/2020"},
    }
    name = {"ar": "سيد أبو العلا", "en": "كامل شنودة"}[language]
    lists = "#aliases #posts #attachments .side"
    states = of_the_directory(writer, head, write, "/people", name, rows, lists)
    judge(states, language)
    reader.goto("/people")
    reader.locator("#list tbody a").first.click()
    reader.wait_for_selector(".sheet")
    judge([(reader, "a person, for a reader")], language)


@EVERYWHERE
def test_every_page_of_an_import(window, language):
    page = window("luxor")
    name = {"ar": "جمعية شروق إسنا", "en": "مؤسسة أمل أرمنت"}[language]
    judge(by(page, of_imports(page, name)), language)


@EVERYWHERE
def test_every_page_of_partnerships(window, write, language):
    judge(of_partnerships(window("luxor"), window("luxor-view"), write), language)


def of_follow_up_and_reports(page):
    for address in ("/assignments", "/assignments/mine", "/assignments/measures", "/reports", "/reports/new"):
        yield shown(page, address)
    refuse(page, "[aria-invalid]")
    yield "/reports/new with errors"
    page.goto("/reports")
    path = page.locator("#list tbody a").first.get_attribute("href")
    yield shown(page, path)
    page.locator("main a[href$='/tools']").first.click()
    page.wait_for_selector("main form[action$='/copy']")
    yield "the tools of a paragraph"
    for end in ("/print", "/submission", "/history"):
        yield shown(page, path + end)


@EVERYWHERE
def test_every_page_of_follow_up_and_reports(window, language):
    page = window("luxor")
    judge(by(page, of_follow_up_and_reports(page)), language)


def of_sessions(page, reader, write):
    session = session_of(page, write)
    cohort = write(page, "/cohorts", **NEW)
    for address in (
        "/sessions",
        "/sessions?q=لا-يوجد",
        "/certificates",
        f"{cohort}/sessions/new",
        f"{cohort}/timetable",
    ):
        yield page, shown(page, address)
    refuse(page, "[aria-invalid]")
    yield page, "a timetable with errors"
    for address in ("/attendance", "", "/totals", "/cancellation", "/sheet", "/signed-sheet"):
        yield page, shown(page, session + address)
    page.goto(session)
    home = page.locator(".crumbs a").nth(1).get_attribute("href")
    page.goto(f"{session}/attendance")
    page.click("button[value=present]")
    write(page, f"{home}/completion", share_sessions="80")
    write(page, f"{home}/certificates")
    for address in ("/attendance", "/completion", "/completion?show=short", "/report", "/certificates/print"):
        yield page, shown(page, home + address)
    page.goto("/certificates")
    paper = page.locator("#list tbody a").first.get_attribute("href")
    for address in ("", "/revocation"):
        yield page, shown(page, paper + address)
    yield reader, shown(reader, f"{session}/attendance")


@EVERYWHERE
def test_every_page_of_sessions(window, write, language):
    judge(of_sessions(window("luxor"), window("luxor-view"), write), language)


@EVERYWHERE
def test_every_page_of_figures_and_initiatives(window, write, language):
    judge(of_figures(window("luxor"), window("luxor-head"), write), language)


@EVERYWHERE
def test_every_page_of_the_bodies_of_a_meeting(window, meeting, write, language):
    page = window("luxor")
    person, body = {
        "ar": ("هاني فوزي", "جمعية تنمية المجتمع بالقرنة"),
        "en": ("وديع رزق", "مؤسسة رعاية الطفولة بالطود"),
    }[language]
    judge(by(page, of_bodies(page, meeting(page), write, person, body)), language)


@EVERYWHERE
def test_every_page_of_oneself(window, meeting, age, language):
    page = window("luxor")
    judge(by(page, of_oneself(page, meeting(page), age)), language)


@EVERYWHERE
def test_every_page_of_the_administration(window, language):
    name = f"new-{language}"
    admin, new = window("admin"), window(None)
    judge(by(admin, of_an_administrator(admin, name)), language)
    judge(by(new, of_someone_new(new, name, admin.locator(".first-password").inner_text())), language)


def faults(page, language):
    """What is wrong with the page as it stands, on an office's screen and on a narrow one.

    axe's rules are asked in Arabic; for its words the page is read in English, whose own are longer.
    """
    if language == "ar":
        if not page.evaluate("!!window.axe"):
            page.add_init_script(chromium.axe())  # for the pages that follow
            page.evaluate(chromium.axe())
        found = page.evaluate(AXE, RULES)
    else:
        found = [f"Arabic: {words}" for words in page.evaluate(ARABIC, USER_DATA)]
    found += unfit(page)
    page.set_viewport_size(NARROW)
    found += unfit(page)
    page.set_viewport_size(SCREEN)
    return found


def unfit(page):
    """What does not fit, is hard to hit, or scrolls for the mouse only."""
    asked = {"too wide": (WIDE, None), "too small": (SMALL, CONTROLS), "covered": (COVERED, CONTROLS)}
    asked["scrolls without the keyboard"] = SCROLLS, FOCUSABLE
    return [f"{fault}: {words}" for fault, (check, what) in asked.items() for words in page.evaluate(check, what)]
