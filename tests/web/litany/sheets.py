"""What the sheet of a record has in every room: its pages, its fields and the rows of its lists."""

from io import BytesIO

from tests.web.litany.address import Address, page, verb

FILE = ({"file": lambda: (BytesIO(b"x"), "x.txt")}, {"file": lambda: (BytesIO(b"MZ"), "x.exe")}, None)


def sheet_of(room: str, name: str, field: tuple, lists: dict, prints=("print", "pdf", "docx")) -> list[Address]:
    """`name` is that of the record in the ids; `field`: (its name, new, what is bad, what a colleague says);
    `lists`: {noun: (a new row, what is bad, what a colleague says)}; a row is {<name>_<noun>} in the ids."""
    home = f"/{room}/{{{name}}}"
    field_name, new, bad, theirs = field
    return [
        page(f"{room}.index", f"/{room}", "read"),
        page(f"{room}.xlsx", f"/{room}.xlsx", "read"),
        page(f"{room}.new", f"/{room}/new"),
        page(f"{room}.show", home, "read"),
        Address(f"{room}.history", "GET", f"{home}/history", "read"),
        Address(f"{room}.read_field", "GET", f"{home}/fields/{field_name}", "read", page=303),
        Address(f"{room}.edit_field", "GET", f"{home}/fields/{field_name}/edit"),
        Address(
            f"{room}.update_field",
            "POST",
            f"{home}/fields/{field_name}",
            page=303,
            data={field_name: new, "version": "1"},
            bad={field_name: bad},
            theirs={field_name: theirs},
        ),
        *(each for noun, told in lists.items() for each in rows_of(room, name, noun, *told)),
        *(page(f"{room}.{each.replace('print', 'printed')}", _printed(home, each), "read") for each in prints),
    ]


def ends_of(room: str, name: str) -> list[Address]:
    home = f"/{room}/{{{name}}}"
    return [verb(f"{room}.archive", f"{home}/archive"), verb(f"{room}.restore", f"{home}/restore")]


def _printed(home: str, each: str) -> str:
    return f"{home}/print" if each == "print" else f"{home}.{each}"


def rows_of(room: str, name: str, noun: str, new: dict, bad: dict, theirs: dict | None) -> list[Address]:
    """`theirs` None: a file's row, which has nothing to edit."""
    base = f"/{room}/{{{name}}}/{noun}"
    row = f"{base}/{{{name}_{noun}}}"
    edits = [
        Address(f"{room}.edit_{noun}", "GET", f"{row}/edit"),
        Address(f"{room}.update_{noun}", "POST", row, page=303, data=new | {"version": "1"}, bad=bad, theirs=theirs),
    ]
    return [
        Address(f"{room}.new_{noun}", "GET", f"{base}/new"),
        Address(f"{room}.read_{noun}", "GET", row, "read", *((303, 200) if theirs else (200, None))),
        Address(f"{room}.create_{noun}", "POST", base, page=303, data=new, bad=bad),
        *(edits if theirs else ()),
        Address(f"{room}.position_{noun}", "POST", f"{row}/position", page=303, data={"direction": "down"}),
        Address(f"{room}.removal_{noun}", "POST", f"{row}/removal", page=303),
        Address(f"{room}.restoration_{noun}", "POST", f"{row}/restoration", page=303),
    ]
