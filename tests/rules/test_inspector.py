"""The inspector itself: a sound page passes, and each fault is found and named."""

import pytest
from flask import Flask, Response

from tests.inspector import inspect_fragment, inspect_page

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SOUND = """<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>اجتماعات</title><script src="/static/htmx.js" defer></script></head>
<body>
<a href="#main">تخطَّ إلى المحتوى</a>
<nav><h2>القائمة</h2><ul><li><a href="/">الرئيسية</a><li><a href="/meetings">الاجتماعات</a></ul></nav>
<main id="main" tabindex="-1">
<h1>اجتماعات</h1>
<form action="/meetings" method="post" id="new">
  <input type="hidden" name="csrf_token" value="t">
  <label for="title">العنوان</label> <input id="title" name="title" value="أ" aria-describedby="hint">
  <p id="hint">سطر واحد</p>
  <label><input type="checkbox" name="axes" value="1" checked> الأسرة</label>
  <label><input type="checkbox" name="axes" value="2" checked> الطفل</label>
  <label><input type="checkbox" name="axes" value="3"> المرأة</label>
  <select name="kind" aria-label="النوع"><option value="a">أ</option>
    <option value="b" selected>ب</option></select>
  <textarea name="summary" aria-labelledby="hint">
سطر
&lt;b&gt;</textarea>
  <input name="off" aria-label="س" disabled>
  <button name="save" value="1">احفظ</button>
</form>
<input form="new" name="late" aria-label="خارج" value="٣">
<h2>القائمة</h2>
<table><caption>الاجتماعات</caption><tr><th scope="col">العنوان</th></tr><tr><td>أ</td></tr></table>
<img src="/static/a.png" alt="">
<button aria-label="أغلق"><svg aria-hidden="true"><path d="M0 0"/></svg></button>
</main></body></html>"""
PIECE = """<li id="item-1"><h3>بند</h3><form action="/items/1" method="post">
<input type="hidden" name="csrf_token" value="t"><input name="text" aria-label="النص">
<button>احفظ</button></form></li>
<hx-partial hx-target="#said">حُفظ</hx-partial>"""


def answer(html, **headers):
    """An answer with sound headers, changed as asked; an empty one is left out."""
    app = Flask(__name__)
    said = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
    said = {name: value for name, value in said.items() if value}
    app.add_url_rule("/x", view_func=lambda: Response(html, headers=said), endpoint="x")
    return app.test_client().get("/x")


def test_a_sound_page_can_be_read():
    page = inspect_page(answer(SOUND))
    assert page.title == "اجتماعات"
    assert ("الاجتماعات", "/meetings") in page.links
    assert page.find("hint").text == "سطر واحد"
    assert page.find("nothing") is None
    assert "سطر واحد العنوان" not in page.text
    form = page.form("/meetings")
    assert (form.action, form.method) == ("/meetings", "post")
    assert form.fields == {
        "csrf_token": "t",
        "title": "أ",
        "axes": ["1", "2"],
        "kind": "b",
        "summary": "سطر\n<b>",
        "late": "٣",
    }
    assert form.buttons == [("save", "1", "احفظ")]


def test_a_sound_page_in_english_and_a_public_one():
    english = SOUND.replace('lang="ar" dir="rtl"', 'lang="en" dir="ltr"')
    inspect_page(answer(english), language="en")
    inspect_page(answer(SOUND, Cache_Control=""), signed_in=False)


FAULTS = {
    "two h1": ("<h2>القائمة</h2>\n<table>", "<h1>ثانٍ</h1>\n<table>", "one <h1>"),
    "no h1": ("<h1>اجتماعات</h1>", "", "one <h1>"),
    "no title": ("<title>اجتماعات</title>", "<title> </title>", "title is empty"),
    "direction": ('dir="rtl"', 'dir="ltr"', "should be ar, rtl"),
    "language": ('lang="ar"', "", "should be ar, rtl"),
    "doctype": ("<!doctype html>", "", "doctype"),
    "same id": ('<p id="hint">', '<p id="title">', "used 2 times"),
    "unlabelled": ('<label for="title">العنوان</label>', "", "has no label"),
    "empty label": ('<label for="title">العنوان</label>', '<label for="title"> </label>', "has no label"),
    "label of nothing": ('for="title"', 'for="titel"', "labels nothing"),
    "dangling hint": ('aria-describedby="hint"', 'aria-describedby="hnt"', "names no element"),
    "no action": ('action="/meetings" ', "", "no real action"),
    "script action": ('action="/meetings"', 'action="javascript:x"', "no real action"),
    "no token": ('<input type="hidden" name="csrf_token" value="t">', "", "without csrf_token"),
    "token in a get": ('method="post"', 'method="get"', "in an address"),
    "no alt": (' alt=""', "", "no alt"),
    "style": ("<h1>", '<h1 style="color:red">', "inline style"),
    "style element": ("</head>", "<style>a{}</style></head>", "inline style"),
    "script": ("</head>", "<script>x()</script></head>", "<script> without src"),
    "onclick": ("<button name", '<button onclick="x()" name', "carries onclick"),
    "hx-on": ("<button name", '<button hx-on:click="x()" name', "carries hx-on:click"),
    "js values": ("<button name", '<button hx-vals="js:{a: 1}" name', "runs script"),
    "trigger filter": (
        "<button name",
        '<button hx-trigger="click[ctrlKey]" name',
        "filters with an expression",
    ),
    "silent button": (' aria-label="أغلق"', "", "has no text"),
    "silent link": (">الرئيسية<", "><", "has no text"),
    "lost anchor": ('href="#main"', 'href="#mian"', "leads to no element"),
    "dead link": ('<a href="/">', "<a>", "leads nowhere"),
    "skipped level": ("<h2>القائمة</h2>\n<table>", "<h4>القائمة</h4>\n<table>", "skips a level"),
    "no caption": ("<caption>الاجتماعات</caption>", "", "neither caption"),
    "no scope": (' scope="col"', "", "has no scope"),
    "unclosed": ("</form>", "", "never closed"),
    "stray end": ("</main>", "</div></main>", "closes nothing"),
    "unfilled text": ("سطر واحد", "سطر %(count)s", "not meant for a reader"),
    "none": ("<td>أ</td>", "<td>None</td>", "not meant for a reader"),
    "twice escaped": ("<td>أ</td>", "<td>&amp;lt;b&amp;gt;</td>", "not meant for a reader"),
    "own tab order": ("<button name", '<button tabindex="3" name', "tab order of its own"),
    "nested control": (
        "<td>أ</td>",
        '<td><a href="/x">أ <button>ب</button></a></td>',
        "inside another control",
    ),
    "double attribute": ("<h1>", '<h1 id="a" id="b">', "an attribute twice"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_page_is_named(fault):
    right, wrong, message = FAULTS[fault]
    assert right in SOUND
    with pytest.raises(AssertionError, match=message) as failure:
        inspect_page(answer(SOUND.replace(right, wrong, 1)))
    assert "GET /x → 200" in str(failure.value)


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("Content_Security_Policy", "", "lacks default-src"),
        (
            "Content_Security_Policy",
            HEADERS["Content-Security-Policy"] + "; script-src 'unsafe-inline'",
            "unsafe",
        ),
        ("X_Content_Type_Options", "", "nosniff"),
        ("Referrer_Policy", "", "Referrer-Policy"),
        ("Cache_Control", "private", "no-store"),
        ("Content_Type", "text/html", "Content-Type"),
    ],
)
def test_each_missing_header_is_named(header, value, message):
    with pytest.raises(AssertionError, match=message):
        inspect_page(answer(SOUND, **{header: value}))


def test_a_sound_fragment_passes():
    assert inspect_fragment(answer(PIECE)).form("/items/1").fields == {"csrf_token": "t", "text": ""}


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (' id="item-1"', "", "has no id"),
        ("<h3>", "كلام</li><li><h3>", "has no id"),
        ("<hx-partial", "كلام<hx-partial", "outside the fragment's root"),
        (' hx-target="#said"', "", "no hx-target"),
        (' aria-label="النص"', "", "has no label"),
        ('<li id="item-1">', '<html><li id="item-1">', "holds <html>"),
        ("<h3>", '<h3 id="item-1">', "used 2 times"),
        ("csrf_token", "token", "without csrf_token"),
    ],
)
def test_each_fault_of_a_fragment_is_named(right, wrong, message):
    assert right in PIECE
    with pytest.raises(AssertionError, match=message):
        inspect_fragment(answer(PIECE.replace(right, wrong, 1)))
