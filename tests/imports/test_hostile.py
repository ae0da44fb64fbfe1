"""Workbooks made to break their reader: refused with a sentence, the process gone, the next one read."""

import io
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tadamon.records.files import FileRefused
from tadamon.web import children, workbooks
from tadamon.web.imports.mapping import letter
from tadamon.web.workbooks import reading
from tests.imports.making import legacy, text, xlsx

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = HEAD + '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def rebuilt(change=None, drop=(), more=()):
    """A sound workbook with some members replaced: {name: bytes}."""
    given, out = zipfile.ZipFile(xlsx(("الاسم",), ("جمعية",))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            if name not in drop:
                archive.writestr(name, (change or {}).get(name, given.read(name)))
        for name, content in dict(more).items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def sheet(inside):
    return rebuilt({"xl/worksheets/sheet1.xml": SHEET.format(inside).encode()})


def bomb():
    return rebuilt(more={"xl/media.xml": b"0" * 120_000_000})


def endless():
    """A sheet that packs a thousand times, within what a file may hold unpacked."""
    return sheet("<sheetData>" + "<row/>" * 2_000_000 + "</sheetData>")


def lying():
    """The directory says the sheet is short; what is packed is not."""
    content = io.BytesIO(sheet("<sheetData>" + "<row/>" * 2_000_000 + "</sheetData>").getvalue())
    data = bytearray(content.getvalue())
    with zipfile.ZipFile(content) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    real = info.file_size.to_bytes(4, "little")
    for place in _places(data, real):
        data[place : place + 4] = (1000).to_bytes(4, "little")
    return io.BytesIO(bytes(data))


def _places(data, mark):
    place = data.find(mark)
    while place >= 0:
        yield place
        place = data.find(mark, place + 1)


def laughs():
    entities = (
        '<!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + each)} "{f"&{chr(97 + each)};" * 10}">' for each in range(9))
        + "]>"
    )
    return rebuilt({"xl/worksheets/sheet1.xml": (HEAD + entities + "<worksheet>&j;</worksheet>").encode()})


def outside(target="file:///etc/passwd"):
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{target}">]>'
    shared = f"{HEAD}{entity}<sst><si><t>&a;</t></si></sst>"
    return rebuilt(more={"xl/sharedStrings.xml": shared.encode()})


def hidden_entity():
    """The declaration stands after more remarks than anyone looks through."""
    remarks = "<!-- -->" * 1000
    return rebuilt({"xl/workbook.xml": (HEAD + remarks + "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>").encode()})


def far_corner():
    near, far = CELL.format("A1", "x"), CELL.format("XFD1048576", "y")
    return sheet(f"<sheetData><row r='1'>{near}</row><row r='1048576'>{far}</row></sheetData>")


def deep_corner():
    """Narrow enough to be laid out, a million rows of nothing."""
    near, far = CELL.format("A1", "x"), CELL.format("H1048576", "y")
    return sheet(f"<sheetData><row r='1'>{near}</row><row spans='1:8' r='1048576'>{far}</row></sheetData>")


def a_million_columns():
    cells = "".join(f'<c r="{letter(place)}1"><v>1</v></c>' for place in range(16_384))
    return sheet(f"<sheetData><row r='1'>{cells}</row></sheetData>")


def many_long_texts():
    """One long text that every cell repeats."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        written = book.add_worksheet()
        for row in range(30_000):
            written.write_string(row, 0, "x" * 32_000)
    file.seek(0)
    return file


def encrypted():
    """As Excel locks a workbook: another container with the packed one inside."""
    return io.BytesIO(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 2000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0\0"
        + b"\0" * 2000
    )


def macros():
    return rebuilt(more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def truncated():
    return io.BytesIO(xlsx(("الاسم",)).getvalue()[:-200])


def another_kind():
    return rebuilt(drop=("xl/workbook.xml", "xl/worksheets/sheet1.xml"))


def broken_old():
    content = legacy().getvalue()
    return io.BytesIO(content[:600] + b"\xff" * 400 + content[1000:])


HOSTILE = (
    bomb,
    endless,
    lying,
    laughs,
    outside,
    hidden_entity,
    far_corner,
    deep_corner,
    a_million_columns,
    many_long_texts,
    encrypted,
    macros,
    truncated,
    another_kind,
)


@pytest.fixture
def started(monkeypatch):
    """The processes that were started to read."""
    found, start = [], children.start

    def noted(*args, **kwargs):
        found.append(start(*args, **kwargs))
        return found[-1]

    monkeypatch.setattr(children, "start", noted)
    return found


def read(file, name="x.xlsx"):
    with workbooks.opened(name, file) as book:
        return [row.cells for row in book.rows(0, 100_000)]


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_refused_and_gone(make, started):
    with pytest.raises(FileRefused) as refused:
        read(make())
    assert len(refused.value.sentence) > 20
    assert all(child.poll() is not None for child in started)
    assert read(xlsx(("جمعية",))) == [["جمعية"]]


def test_a_damaged_old_workbook_does_no_harm(started):
    try:
        read(broken_old(), "x.xls")
    except FileRefused as refused:
        assert refused.sentence
    assert all(child.poll() is not None for child in started)


def test_a_full_sheet_whose_texts_stand_in_their_cells_is_within_the_limits():
    """As openpyxl writes one: a tenth of 50,000 rows of 16 texts is read, and ten times that is allowed."""
    cells = "".join(CELL.format(f"{letter(place)}{{0}}", f"نص في السطر {{0}} والعمود {place}") for place in range(16))
    lines = "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1, 5001))
    file = sheet(f"<sheetData>{lines}</sheetData>")
    members = zipfile.ZipFile(file).infolist()
    assert 10 * sum(each.file_size for each in members) < reading.LARGEST_XML
    assert not any(map(reading._swollen, members))
    assert len(read(file)) == 5000


@pytest.mark.parametrize("many", [1000, 1_000_000])
def test_a_csv_of_endless_columns(many):
    with pytest.raises(FileRefused, match="أعمدة كثيرة"):
        read(io.BytesIO(b"a" + b"," * many + b"b\n"), "x.csv")


def test_what_stands_alone_far_below_is_seen_before_the_sheet_is_laid_out():
    line = "<sheetData><row r='1'/>{}</sheetData>".format
    assert reading._hollow(line("<row r='1048576'/>").encode())
    assert not reading._hollow(line("<row r='90000'/>").encode())
    assert not reading._hollow(b"<sst/>")


def test_a_csv_of_one_endless_cell():
    with pytest.raises(FileRefused):
        read(io.BytesIO(b'a,b\n"' + b"x" * 500_000), "x.csv")


def test_rows_of_nothing_take_no_time():
    nothing = b"\n" * 10_000_000
    assert read(io.BytesIO(b"a;b\n" + b";\r\n" * 100_000 + nothing), "x.csv") == [["a", "b"]]
    wide = (b";" * 199 + b"\n") * 20_000
    for content, sentence in (
        (nothing, "لا توجد"),
        *((b"a\n" + each + b"b\n", "أكبر مما") for each in (nothing, wide)),
    ):
        with pytest.raises(FileRefused, match=sentence):
            read(io.BytesIO(content), "x.csv")


def test_a_reader_that_hangs_is_ended(monkeypatch, started, tmp_path):
    script = tmp_path / "slow.py"
    script.write_text("import time; time.sleep(600)")
    monkeypatch.setattr(workbooks, "COMMAND", children.command(script))
    monkeypatch.setattr(workbooks, "SECONDS", 0.3)
    with pytest.raises(FileRefused):
        read(xlsx(("جمعية",)))
    assert started[0].poll() is not None


def test_the_reader_may_not_grow(monkeypatch, started):
    monkeypatch.setattr(workbooks, "MEMORY", 48 * 2**20)
    with pytest.raises(FileRefused):
        read(text(*(("x" * 1000,) for _row in range(20_000))), "x.csv")


def test_the_reader_runs_without_the_application():
    source = Path(workbooks.COMMAND[-1]).read_text()
    assert workbooks.COMMAND[1] == "-I" and "import tadamon" not in source and "from tadamon" not in source


def test_nothing_is_left_behind(started):
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _each in range(3):
        read(xlsx(("جمعية",)))
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert after <= before
