"""The sheet learns what others changed since it was opened."""

import re


def since(person, meeting):
    return re.search(
        rf"/meetings/{meeting}/news\?since=(\d+)", person.get(f"/meetings/{meeting}").get_data(as_text=True)
    )[1]


def change(person, meeting, name="venue", **values):
    place = f"/meetings/{meeting}/fields/{name}"
    form = person.get(f"{place}/edit", htmx=True).page.form(place)
    assert person.send(form, htmx=True, **values).status_code == 200


def test_nothing_is_new(writer, meeting):
    assert writer.get(f"/meetings/{meeting}/news?since={since(writer, meeting)}", htmx=True).status_code == 204


def test_what_a_colleague_changed_is_told_once(writer, colleague, meeting):
    opened = since(writer, meeting)
    change(colleague, meeting, venue="قاعة أخرى")
    news = writer.get(f"/meetings/{meeting}/news?since={opened}", htmx=True)
    assert news.status_code == 200 and "هاني فؤاد" in news.page.text and "المكان" in news.page.text
    assert ("حدّث الصفحة", f"/meetings/{meeting}") in news.page.links
    seen = news.page.find("news").get("hx-get")
    assert writer.get(seen, htmx=True).status_code == 204
    change(colleague, meeting, venue="قاعة ثالثة")
    assert writer.get(seen, htmx=True).status_code == 200


def test_my_own_changes_are_no_news(writer, meeting):
    opened = since(writer, meeting)
    change(writer, meeting, venue="قاعة أخرى")
    assert writer.get(f"/meetings/{meeting}/news?since={opened}", htmx=True).status_code == 204


def test_the_litany(reader, stranger, visitor, writer, meeting):
    path = f"/meetings/{meeting}/news?since=0"
    assert reader.get(path, htmx=True).status_code == 200
    assert stranger.get(path, htmx=True).status_code == 404
    assert visitor.get(path, htmx=True).status_code == 401
    assert writer.get(path).status_code == 303
    for odd in ("-1", "x", "9" * 30, "١", "1.5"):
        assert writer.get(f"/meetings/{meeting}/news?since={odd}", htmx=True).status_code == 400
