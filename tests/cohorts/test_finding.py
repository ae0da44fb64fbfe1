"""Trainees in the search over everything: for whoever may see them, and not even as a count for others."""

import pytest


def offered(person, typed):
    page = person.get(f"/search?q={typed}").page
    return [link for link in page.all("a") if (link.get("href") or "").startswith("/cohorts/trainees?")]


@pytest.mark.parametrize(
    ("who", "typed", "found"),
    [
        ("writer", "حجاج", True),
        ("reader", "ساره", True),
        ("writer", "0181", True),
        ("reader", "0181", False),
        ("hq", "حجاج", True),
        ("stranger", "حجاج", False),
        ("stranger", "0181", False),
        ("writer", "30101012900181", False),
        ("writer", "لا-أحد", False),
    ],
)
def test_who_finds_whom(sign_in, cohort, who, typed, found):
    person = sign_in(who)
    links = offered(person, typed)
    assert bool(links) is found, [link.text for link in links]
    if found:
        assert "سارة أحمد حجاج" in person.get(links[0].get("href")).page.text


def test_what_is_narrowed_to_records_finds_no_people(writer, cohort):
    assert "/cohorts/trainees?" not in writer.get("/search?q=حجاج&type=meeting").page.html
