"""The addresses of the bodies at a meeting, of names that lead to the directory, and of the file a meeting belongs to.

In the manner of the litany's table, which takes them in: {participants} is the first body of {meeting}.
The three that suggest names while one types give a datalist and no page.
"""

from tests.web.litany import Address, list_of

NAMED = ("attendance", "participants", "items", "outcomes")

ADDRESSES = [
    *list_of("participants", {"name": "جمعية النور", "role": "attended"}),
    Address("meetings.counts", "GET", "/meetings/{meeting}/participants/counts", "read", page=303),
    Address("meetings.paste_bodies", "GET", "/meetings/{meeting}/participants/paste", piece=None),
    Address("meetings.add_pasted_bodies", "POST", "/meetings/{meeting}/participants/paste", piece=None,
            data={"bodies": "جمعية الفجر"}),
    Address("meetings.body_marks", "GET", "/meetings/{meeting}/participants/marks", piece=None),
    Address("meetings.mark_bodies", "POST", "/meetings/{meeting}/participants/marks", page=303, piece=None,
            data={"came": "{participants}"}),
    *(Address(f"meetings.names_{noun}", "GET", f"/meetings/{{meeting}}/{noun}/{{{noun}}}/names") for noun in NAMED),
    *(Address(f"meetings.naming_{noun}", "POST", f"/meetings/{{meeting}}/{noun}/{{{noun}}}/names", page=303)
      for noun in NAMED),
    Address("meetings.leave_file", "POST", "/meetings/{meeting}/file/removal", page=303, piece=None),
    Address("directory.organisation_suggestions", "GET", "/organisations/suggestions?name=جمعية&list=x", "read", page=None),
    Address("directory.body_suggestions", "GET", "/bodies/suggestions?name=جمعية&list=x", "read", page=None),
    Address("directory.person_suggestions", "GET", "/directory/people/suggestions?name=أحمد&list=x", "read", page=None),
]
