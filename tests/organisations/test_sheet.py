"""The sheets: fields edited in place, the lists on them, and who may."""

from datetime import date
from io import BytesIO

import pytest

from tadamon.directory.organisations import Organisation
from tadamon.directory.people import Person
from tests.organisations.conftest import unit

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
TAKEN = {
    "name_ar": [("جمعية أخرى", "جمعية أخرى"), (MARKUP, MARKUP)],
    "name_en": [("Orman", "Orman"), ("", "")],
    "kind": [("company", "company")],
    "number": [("٥٥", "55"), ("", "")],
    "country": [("DE", "DE"), ("PS", "PS")],
    "phone": [
        ("16528", "16528"),
        ("١٦٥٢٨", "16528"),
        ("1001234567", "+201001234567"),
        ("٠١٠٠ ١٢٣ ٤٥٦٧", "+201001234567"),
        ("+49 6196 1790", "+4961961790"),
        ("095-2374455", "+20952374455"),
        ("0020 95 2374455", "+20952374455"),
        ("", ""),
    ],
    "email": [("info@dayra.example", "info@dayra.example"), ("", "")],
    "website": [
        ("www.orman.example", "https://www.orman.example"),
        ("http://x.example/أ", "http://x.example/أ"),
        ("", ""),
    ],
    "address": [("شارع التحرير\nالأقصر", "شارع التحرير الأقصر")],
    "notes": [("أ\r\n\r\nب", "أ\n\nب")],
    "governorates": [(["EG-LX", "EG-ASN"], ["EG-ASN", "EG-LX"]), (["EG-LX", "EG-LX"], ["EG-LX"]), ([], [])],
    "fields": [(["care", "women"], ["care", "women"]), ([], [])],
}
REFUSED = {
    "name_ar": ["", "؟؟", "ع" * 251],
    "kind": ["", "x"],
    "number": ["س", "12-", "1" * 21, "-1"],
    "country": ["", "X", "eg"],
    "phone": [
        "1",
        "12",
        "abc",
        "0100",
        "010012345678901",
        "01001234567 / 01001234568",
        "99999",
        "+",
        MARKUP,
        "0237370000 ext 5",
        "١" * 300,
    ],
    "email": ["x", "a@b", "a b@c.com", "a@b.com\u202e, c@d.com", "@x.com", MARKUP, "a@" + "b" * 300 + ".com"],
    "website": [
        "javascript:alert(1)",
        "ftp://x.org",
        "https://",
        "https://a b.org",
        "http://[::1",
        "x",
        MARKUP,
        "https://x.example/" + "y" * 300,
    ],
    "governorates": ["EG-XX", "\x00"],
    "fields": ["x"],
    "unit_id": ["", "x", "999999", str(2**63)],
    "registered_with_id": ["999999", "x"],
    "notes": ["س" * 5001],
    "address": ["س" * 301],
    "name_en": ["x" * 251],
}


@pytest.fixture
def orman(body):
    return body("جمعية الأورمان", aliases=["الأورمان"])


def edit(browser, path, name, htmx=True, **fields):
    form = browser.get(f"{path}/fields/{name}/edit", htmx=True).page.form(f"/fields/{name}")
    return browser.post(form.action, {k: v for k, v in form.fields.items() if k != name} | fields, htmx=htmx)


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken(writer, orman, stored, name):
    for typed, wanted in TAKEN[name]:
        answer = edit(writer, f"/organisations/{orman}", name, **{name: typed})
        assert answer.status_code == 200 and answer.said, (typed, answer.page.text)
        assert getattr(stored(Organisation, orman), name) == wanted
    page = writer.get(f"/organisations/{orman}").page
    assert "<script>alert" not in page.html and not page.all("img")


@pytest.mark.in_turns
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(writer, orman, stored, name):
    before = stored(Organisation, orman).version
    for typed in REFUSED[name]:
        for htmx in (True, False):
            assert edit(writer, f"/organisations/{orman}", name, htmx, **{name: typed}).status_code == 422, typed[:60]
    assert stored(Organisation, orman).version == before


def test_a_phone_reads_left_to_right(writer, orman):
    page = edit(writer, f"/organisations/{orman}", "phone", phone="1001234567").page
    assert "010 01234567" in [each.text for each in page.all("bdi") if each.get("dir") == "ltr"]


def test_only_an_ngo_is_registered(writer, orman):
    base = f"/organisations/{orman}"
    assert edit(writer, base, "number", number="12").status_code == 200
    assert edit(writer, base, "kind", kind="bank").status_code == 422
    assert edit(writer, base, "number", number="").status_code == 200
    assert edit(writer, base, "kind", kind="bank").status_code == 200
    assert "رقم الإشهار" not in writer.get(base).page.find("main").text.partition("سجل التغييرات")[0]


def test_stale_fields_and_merging_ones(writer, colleague, orman, stored):
    base = f"/organisations/{orman}"
    mine = {
        name: writer.get(f"{base}/fields/{name}/edit", htmx=True).page.form(f"/fields/{name}")
        for name in ("address", "governorates")
    }
    for name, value in (("address", "الكرنك"), ("governorates", ["EG-ASN"])):
        assert edit(colleague, base, name, **{name: value}).status_code == 200
    clash = writer.send(mine["address"], htmx=True, address="إسنا")
    assert clash.status_code == 409 and "الكرنك" in clash.page.text and "إسنا" in clash.page.html
    assert writer.send(mine["governorates"], htmx=True, governorates=["EG-LX"]).status_code == 409
    assert writer.post(f"{base}/fields/phone", {"phone": "16528", "version": "1"}, htmx=True).status_code == 200
    assert stored(Organisation, orman).governorates == ["EG-ASN"]


def test_the_names_in_lists_follow(writer, orman):
    base = f"/organisations/{orman}"
    assert writer.post(f"{base}/aliases", name="دار الأورمان", htmx=True).status_code == 200
    found = [link.text for link in writer.get("/organisations?q=دار").page.find("list").all("a") if link.closest("td")]
    suggested = writer.get("/organisations/suggestions?list=x&name=دار", htmx=True).page
    assert found == [one.get("value") for one in suggested.all("option")] == ["جمعية الأورمان"]


ROWS = {
    "organisations": {
        "aliases": {"name": "اسم"},
        "contacts": {"name": "منى", "phone": "16528", "email": "a@b.example"},
    },
    "people": {
        "aliases": {"name": "اسم"},
        "posts": {"title": "مدير", "body": "جمعية الأورمان", "from_on": "1/1/2020"},
    },
}


@pytest.mark.parametrize(("home", "noun"), [(home, noun) for home, rows in ROWS.items() for noun in rows])
def test_the_life_of_a_row(writer, stranger, orman, person, home, noun):
    id = orman if home == "organisations" else person("مايا مرسي")
    base, new = f"/{home}/{id}/{noun}", ROWS[home][noun]
    assert writer.get(f"{base}/new").status_code == writer.get(f"{base}/new", htmx=True).status_code == 200
    assert writer.post(base, new, htmx=True).status_code == 200
    row = max(
        int(each.get("id").rpartition("-")[2])
        for each in writer.get(f"/{home}/{id}").page.all("li")
        if each.get("id").startswith(f"{noun}-") and each.get("id")[-1].isdigit()
    )
    first = next(iter(new))
    assert writer.post(f"{base}/{row}", new | {first: "غيره", "version": "1"}, htmx=True).status_code == 200
    assert writer.post(f"{base}/{row}", new | {first: "ثالث", "version": "1"}, htmx=True).status_code == 409
    assert writer.post(f"{base}/{row}", new | {first: "", "version": "2"}, htmx=True).status_code == 422
    assert stranger.post(f"{base}/{row}", new | {"version": "2"}).status_code == 403
    for verb, data in (("position", {"direction": "up"}), ("removal", {}), ("restoration", {})):
        assert writer.post(f"{base}/{row}/{verb}", data, htmx=True).status_code == 200
    assert "غيره" in writer.get(f"/{home}/{id}").page.text


def test_posts_find_their_body(writer, orman, person, stored):
    id = person(
        "كريم القلاوي",
        posts=[
            {"title": "نائب رئيس مجلس الدولة"},
            {"title": "المستشار القانوني للوزيرة"},
            {"title": "قاضٍ", "to_on": date(2020, 1, 1)},
        ],
    )
    for body in ("الأورمان", unit("EG-LX").name_ar, "جهة لا نعرفها"):
        assert writer.post(f"/people/{id}/posts", title="عضو", body=body, htmx=True).status_code == 200
    posts = stored(Person, id).posts[3:]
    assert [(post.organisation_id, post.unit and post.unit.code, post.body) for post in posts] == [
        (orman, None, "الأورمان"),
        (None, "EG-LX", unit("EG-LX").name_ar),
        (None, None, "جهة لا نعرفها"),
    ]
    page = writer.get(f"/people/{id}").page.find("main").text
    assert page.index("المستشار القانوني") < page.index("مناصب سابقة") < page.index("قاضٍ")


def test_a_post_does_not_end_before_it_began(writer, person):
    id = person("مايا مرسي")
    answer = writer.post(f"/people/{id}/posts", title="وزيرة", from_on="3/7/2024", to_on="2/7/2024", htmx=True)
    assert answer.status_code == 422 and "نهاية" in answer.page.text


@pytest.mark.parametrize("home", ["organisations", "people"])
def test_archive_and_back(writer, stranger, reader, body, person, home):
    id = body("جمعية") if home == "organisations" else person("منى")
    base = f"/{home}/{id}"
    assert stranger.post(f"{base}/archive").status_code == reader.post(f"{base}/archive").status_code == 403
    assert writer.post(f"{base}/archive").status_code == 303
    assert (
        writer.get(f"{base}/fields/name_ar/edit").status_code
        == writer.post(f"{base}/aliases", name="س").status_code
        == 409
    )
    assert not writer.get(f"/{home}").page.find("list").all("table") and writer.get(
        f"/{home}?state=archived"
    ).page.find("list").all("table")
    assert stranger.post(f"{base}/restore").status_code == 403 and writer.post(f"{base}/restore").status_code == 303
    assert writer.get(f"/{home}").page.find("list").all("table")
    history = writer.get(f"{base}/history").page.text
    assert "إلى الأرشيف" in history and "من الأرشيف" in history


def test_another_directorate_reads_and_writes_nothing(stranger, reader, hq, orman):
    for someone in (stranger, reader):
        page = someone.get(f"/organisations/{orman}").page
        assert [form.action for form in page.forms if f"/organisations/{orman}" in form.action] == []
        assert not [url for _text, url in page.links if url.endswith(("/edit", f"/{orman}/aliases/new"))]
        assert someone.get(f"/organisations/{orman}/fields/phone/edit").status_code == 403
    assert hq.get(f"/organisations/{orman}/fields/phone/edit").status_code == 200


def test_the_department_hands_it_to_another_unit(hq, writer, orman, stored):
    assert edit(hq, f"/organisations/{orman}", "unit_id", unit_id=unit("EG-ASN").id).status_code == 200
    assert (
        stored(Organisation, orman).office.code == "EG-ASN"
        and writer.get(f"/organisations/{orman}/fields/phone/edit").status_code == 403
    )


@pytest.mark.parametrize(
    "path",
    [
        "/organisations/{}",
        "/people/{}",
        "/organisations/{}/history",
        "/organisations/{}/fields/nonsense/edit",
    ],
)
def test_what_is_not_there(writer, meeting, path):
    for id in (999_999, meeting, 2**63 - 1):
        assert writer.get(path.format(id)).status_code == 404


def test_in_english(sign_in, body, person):
    writer = sign_in("writer", "en")
    id = body("جمعية الأورمان", name_en="Orman Association", governorates=["EG-LX"], fields=["care"], phone="16528")
    who = person("مايا مرسي", posts=[{"title": "وزيرة"}], name_en="Maya Morsy")
    for path in (
        "/organisations",
        f"/organisations/{id}",
        "/people",
        f"/people/{who}",
        f"/people/{who}/history",
        "/organisations/new",
        "/people/new",
    ):
        assert writer.get(path).status_code == 200
    assert (
        "Orman Association" in writer.get("/organisations").page.text
        and "Maya Morsy" in writer.get("/people").page.text
    )


def test_a_sheet_takes_the_same_statements_however_full(writer, body, statements):
    few, many = (
        body("جمعية"),
        body("مؤسسة", aliases=[f"اسم {n}" for n in range(12)], governorates=["EG-LX", "EG-ASN", "EG-C"]),
    )
    counts = []
    for id in (few, few, many):
        statements.clear()
        writer.get(f"/organisations/{id}")
        counts.append(len(statements))
    assert counts[1] == counts[2] < 20


def test_files(writer, orman):
    answer = writer.post(
        f"/organisations/{orman}/attachments", {"file": (BytesIO("نص".encode()), "لائحة.txt")}, htmx=True
    )
    assert answer.status_code == 200
    link = next(url for text, url in writer.get(f"/organisations/{orman}").page.links if "لائحة" in text)
    assert writer.get(link).data == "نص".encode()
