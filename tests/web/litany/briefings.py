"""Briefings on a country, a body and an event."""

from tests.web.litany.address import page

BRIEFINGS = [
    page("briefings.index", "/briefings", "read"),
    *(
        page(f"briefings.{name}{ending.replace('.', '_')}", f"/briefings/{path}{ending}", "read")
        for name, path in (
            ("organisation", "organisations/{body}"),
            ("country", "countries/DE"),
            ("event", "events/{event}"),
        )
        for ending in ("", ".pdf", ".docx")
    ),
]
