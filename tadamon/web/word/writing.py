"""Paragraphs and tables as WordprocessingML, the elements in the order Word insists on."""

import re
from xml.sax.saxutils import escape

from tadamon.web.word.photos import Photo, drawing
from tadamon.web.word.reading import Cell, Contents, Paragraph, Row, Table
from tadamon.web.word.runs import Run, runs

KEPT = 3  # rows of a table that stay with what follows it: a long one kept whole leaves a page empty
SPECIAL = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def body(blocks: list, direction: str) -> str:
    """The blocks in order, and a narrow gap where two tables would otherwise become one."""
    written, after_table = [], False
    gap = paragraph(Paragraph("Gap", direction, []), direction)
    for block in blocks:
        if isinstance(block, Table):
            written += [gap] * after_table + [table(block, direction)]
        elif isinstance(block, Contents):
            written.append(contents(block, direction))
        else:
            written.append(paragraph(block, direction, len(written)))
        after_table = isinstance(block, Table)
    return "".join([*written, *[gap] * after_table])


def paragraph(block: Paragraph | Photo, direction: str, number: int = 0) -> str:
    """`number` tells its mark from others."""
    if isinstance(block, Photo):
        return drawing(block)
    keep = "<w:keepNext/>" if block.keep else ""
    turned = "" if block.direction == direction else f'<w:bidi w:val="{int(block.direction == "rtl")}"/>'
    # To Word the "right" of a right-to-left paragraph is its left: always the side where it ends.
    turned += '<w:jc w:val="right"/>' if block.aside else ""
    cut = "".join(run(each, direction) for each in runs(block.pieces, block.direction))
    if block.mark:
        start = f'<w:bookmarkStart w:id="{number}" w:name="{_mark(block)}"/>'
        cut = f'{start}{cut}<w:bookmarkEnd w:id="{number}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{block.style}"/>{keep}{turned}</w:pPr>{cut}</w:p>'


def contents(block: Contents, direction: str) -> str:
    """A table of contents that Word can renew; it fills in the numbers of the pages when the file is opened."""
    begin, end = field(r'TOC \o "1-1" \h \z \u')
    lines = [line_of_contents(each, direction) for each in block.lines]
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    lines[-1] = lines[-1].removesuffix("</w:p>") + f"{end}</w:p>"
    return "".join(lines)


def line_of_contents(line: Paragraph, direction: str) -> str:
    begin, end = field(rf"PAGEREF {_mark(line)} \h")
    text = "".join(run(each, direction) for each in runs(line.pieces, line.direction))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr><w:hyperlink w:anchor="{_mark(line)}" w:history="1">'
        f"{text}<w:r><w:tab/></w:r>{begin}{end}</w:hyperlink></w:p>"
    )


def field(code: str) -> tuple[str, str]:
    """What stands before and after the words of a field that Word works out."""
    begin, apart, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{apart}', end


def _mark(block: Paragraph) -> str:
    return "_Toc_" + block.mark.replace("-", "_")


def run(each: Run, direction: str) -> str:
    """Every run says its direction: what is typed beside it later follows the style's."""
    bold = '<w:rStyle w:val="Strong"/>' if each.bold else ""
    rtl = "<w:rtl/>" if each.rtl else '<w:rtl w:val="0"/>' if direction == "rtl" else ""
    text = "".join(SPECIAL.get(part) or _text(part) for part in re.split("([\n\t])", each.text) if part)
    return f"<w:r><w:rPr>{bold}{rtl}</w:rPr>{text}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def table(block: Table, direction: str) -> str:
    turned = block.direction == "ltr" and direction == "rtl"  # a map: west stays on the left
    visual = '<w:bidiVisual w:val="0"/>' if turned else "<w:bidiVisual/>" if direction == "rtl" else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in block.widths)
    kept = len(block.rows) - KEPT if block.keep else len(block.rows)
    rows = "".join(row(each, block, direction, place >= kept) for place, each in enumerate(block.rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{block.style}"/>{visual}<w:tblW w:w="{sum(block.widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def row(each: Row, block: Table, direction: str, keep: bool) -> str:
    height = '<w:trHeight w:val="560" w:hRule="atLeast"/>' if each.tall else ""
    repeats = "<w:tblHeader/>" if each.repeats else ""
    cells = "".join(cell(one, width, keep, direction) for one, width in zip(each.cells, block.widths, strict=False))
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeats}</w:trPr>{cells}</w:tr>"


def cell(one: Cell, width: int, keep: bool, direction: str) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF5F3"/>' if one.head else ""
    blocks = one.blocks or [Paragraph("Cell", direction, [])]
    for each in blocks:
        each.keep = each.keep or keep
    inside = "".join(paragraph(each, direction) for each in blocks)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def footer(title: str, words: str, direction: str) -> str:
    """The title, and `words` with {page} and {pages} where the fields go, at the other end of the line."""
    fields = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}
    line = paragraph(Paragraph("Footer", direction, title), direction)
    said = [line.removesuffix("</w:p>"), "<w:r><w:tab/></w:r>"]
    for part in filter(None, re.split(r"(\{pages?\})", words)):
        shown = run(Run("1" if part in fields else part, False, direction == "rtl"), direction)
        field = part in fields
        said.append(f'<w:fldSimple w:instr="{fields[part]}">{shown}</w:fldSimple>' if field else shown)
    return "".join([*said, "</w:p>"])
