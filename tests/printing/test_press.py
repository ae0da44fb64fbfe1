"""The process that draws: what it may read, how long and how large it may grow, how it ends."""

import io
import sys
from xml.etree import ElementTree

import pypdf
import pytest

from tadamon.web import drawing
from tadamon.web.printing import COMMAND, Press, TooHeavy, Unavailable

PAGE = '<html lang="ar" dir="rtl"><title>ورقة</title><body class="arab"><p>{}</p>'


def script(tmp_path, text):
    file = tmp_path / "child.py"
    file.write_text(text)
    return sys.executable, "-I", str(file)


@pytest.fixture
def press():
    pressing = Press()
    yield pressing
    if pressing.child:
        pressing.child.kill()
        pressing.child.wait()


def test_many_pages_are_drawn_by_one_process(press):
    first = press.pdf(PAGE.format("محضر"))
    child = press.child
    assert "محضر" in pypdf.PdfReader(io.BytesIO(first)).pages[0].extract_text()
    press.pdf(PAGE.format("محضر"))
    assert press.child is child


def test_a_process_that_ended_is_replaced(press):
    press.pdf(PAGE.format("١"))
    press.child.kill()
    press.child.wait()
    assert press.pdf(PAGE.format("٢")).startswith(b"%PDF")


def test_missing_libraries_are_told_apart(tmp_path):
    with pytest.raises(Unavailable):
        Press(script(tmp_path, f"raise SystemExit({drawing.MISSING})")).pdf("")


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    slow = Press(script(tmp_path, "import time; time.sleep(60)"), seconds=0.5)
    with pytest.raises(TooHeavy):
        slow.pdf(PAGE)
    assert slow.child is None


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of memory there")
def test_a_page_that_takes_too_much_memory_is_given_up(tmp_path):
    greedy = "import sys; sys.stdin.buffer.read(1); bytearray(2**30)"
    with pytest.raises(TooHeavy):
        Press(script(tmp_path, greedy)).pdf(PAGE)


def test_nothing_but_our_fonts_is_fetched(press, tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text("p { content: 'secret' }")
    hostile = "".join(
        (
            f'<link rel="stylesheet" href="{secret.as_uri()}">',
            f'<img src="{secret.as_uri()}" alt="">',
            '<img src="http://127.0.0.1:9/x.png" alt="">',
            '<img src="/../config.py" alt="">',
            '<object data="file:///etc/passwd"></object>',
            '<a rel="attachment" href="file:///etc/passwd">x</a>',
            f'<style>@import "{secret.as_uri()}"; p {{ background: url(file:///etc/passwd) }}</style>',
        )
    )
    pdf = press.pdf(PAGE.format(hostile + "نص"))
    found = pypdf.PdfReader(io.BytesIO(pdf))
    assert "secret" not in found.pages[0].extract_text()
    assert not list(found.attachments)
    assert not found.pages[0].images


def test_the_fonts_are_ours(press):
    drawn = pypdf.PdfReader(io.BytesIO(press.pdf(PAGE.format("نص <b>ثقيل</b> GIZ"))))
    fonts = drawn.pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts.values()}
    assert all(name.startswith("Amiri") for name in names) and len(names) == 2


def test_directions_are_worked_out():
    inside = '<bdi>GIZ مصر</bdi><p dir="auto">١. نص GIZ</p><bdi dir="ltr">نص</bdi><bdi>12</bdi>'
    root = ElementTree.fromstring(f"<div>{inside}</div>")
    drawing.direct(root)
    assert [each.get("dir") for each in root] == ["ltr", "rtl", "ltr", None]


def test_the_process_runs_without_the_application():
    assert COMMAND[1] == "-I"
    assert "tadamon" not in {line.split()[1].partition(".")[0] for line in _imports()}


def _imports():
    source = (drawing.STATIC.parent / "web" / "drawing.py").read_text()
    return [line.strip() for line in source.splitlines() if line.strip().startswith(("import ", "from "))]
