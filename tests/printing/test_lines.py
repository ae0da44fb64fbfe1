"""What we ask of WeasyPrint beyond its interface, so that another version of it tells us when it no longer holds."""

from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline

from tadamon.web.drawing import lay_lines_once


def test_every_line_is_laid_out_once(monkeypatch):
    laid, split = [], inline.split_inline_box
    monkeypatch.setattr(inline, "split_inline_box", lambda *given, **more: laid.append(given) or split(*given, **more))
    monkeypatch.setattr(inline, "avoid_collisions", inline.avoid_collisions)  # put back when this test ends
    lay_lines_once()
    [page] = HTML(string=f'<p dir="rtl" style="width: 5cm">{"كلمة " * 40}</p>').render().pages
    lines = [box for box in page._page_box.descendants() if isinstance(box, LineBox)]
    assert len(laid) == len(lines) > 4
