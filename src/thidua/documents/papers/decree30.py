"""Draws a source as a Word template by Decree 30/2020/NĐ-CP, annex I.

A4; margins 20 mm top and bottom, 30 left, 20 right; Times New Roman, black; page number centred in the top margin from
the second page on; the sizes and faces of boxes 1 to 9b. What repeats or depends is left as docxtpl tags, so the file
can be opened in Word, changed and uploaded as an agency's own.
"""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from thidua.documents.papers.source import Line, LineKind, PaperSource

FACE = "Times New Roman"
TEXT_WIDTH = Mm(210 - 30 - 20)
LEFT = WD_ALIGN_PARAGRAPH.LEFT
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFIED = WD_ALIGN_PARAGRAPH.JUSTIFY


def draw_template(source: PaperSource) -> bytes:
    """The Word template of `source`."""
    document = Document()
    _set_page(document)
    _set_face(document)
    _draw_head(document, source)
    _draw_title(document, source)
    for line in source.lines:
        _draw_line(document, line)
    _draw_foot(document, source)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)  # noqa: SLF001  python-docx has no fields


def _set_face(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name = FACE
    style.font.size = Pt(14)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.element.rPr.rFonts.set(qn("w:cs"), FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.author = ""
    document.core_properties.language = "vi-VN"


def _draw_head(document: WordDocument, source: PaperSource) -> None:
    table = _bare_table(document, (42, 58))
    _no_margins(table)
    left, right = table.rows[0].cells
    _say(left, "{{ head.superior }}", 13, CENTRE, first=True)
    _say(left, "{{ head.issuer }}", 13, CENTRE, bold=True)
    _rule(left, Mm(18))
    _say(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, CENTRE, bold=True, first=True)
    _say(right, "Độc lập - Tự do - Hạnh phúc", 14, CENTRE, bold=True)
    _rule(right, Mm(15))
    row = table.add_row().cells  # type: ignore[no-untyped-call]
    if source.is_numbered:
        _say(row[0], "Số: {{ head.number }}", 13, CENTRE, first=True)
    if source.is_numbered and not source.type_code:
        _say(row[0], f"V/v {source.about}", 12, CENTRE, before=6)
    _say(row[1], "{{ head.place_and_date }}", 14, CENTRE, italic=True, first=True)


def _draw_title(document: WordDocument, source: PaperSource) -> None:
    if source.type_code or not source.is_numbered:
        _paragraph(document, source.name, 14, CENTRE, bold=True, before=18)
        _paragraph(document, source.about, 14, CENTRE, bold=True)
        _rule(document, Mm(52))
    if source.addressed_to:
        _paragraph(document, f"Kính gửi: {source.addressed_to}", 14, CENTRE, before=12, after=6)


def _draw_line(document: WordDocument, line: Line) -> None:
    match line.kind:
        case LineKind.OPEN | LineKind.ELSE | LineKind.CLOSE:
            document.add_paragraph("{%p " + line.text + " %}")
        case LineKind.TABLE:
            _draw_table(document, line)
        case LineKind.BASIS:
            _body(document, line.text).runs[0].italic = True
        case LineKind.HEADING | LineKind.SUBHEADING:
            paragraph = _body(document, line.text)
            paragraph.runs[0].bold = True
            paragraph.paragraph_format.keep_with_next = True
        case LineKind.ITEM:
            _body(document, f"- {line.text}")
        case LineKind.CENTRED:
            _paragraph(document, line.text, 14, CENTRE, bold=True, before=6, after=6)
        case _:
            _body(document, line.text)


def _draw_table(document: WordDocument, line: Line) -> None:
    table = document.add_table(rows=1, cols=len(line.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _repeat_as_heading(table)
    opening, cells, closing = (table.add_row().cells for _ in range(3))
    opening[0].text = "{%tr for row in " + line.text + " %}"
    closing[0].text = "{%tr endfor %}"
    total = sum(column.width for column in line.columns)
    for index, column in enumerate(line.columns):
        _say(table.rows[0].cells[index], column.heading, 12, CENTRE, bold=True, first=True, before=3, after=3)
        alignment = CENTRE if column.width <= 8 else LEFT
        _say(cells[index], column.cell, 12, alignment, first=True, before=3, after=3)
        width = Emu(int(TEXT_WIDTH * column.width / total))
        table.columns[index].width = width
        for row in table.rows:
            row.cells[index].width = width
    for row in table.rows:
        _keep_whole(row)
    _paragraph(document, "", 6, LEFT)


def _draw_foot(document: WordDocument, source: PaperSource) -> None:
    _paragraph(document, "", 6, LEFT)
    table = _bare_table(document, (50, 50))
    left, right = table.rows[0].cells
    _keep_whole(table.rows[0])
    if source.also_signs:
        _sign(left, source.also_signs, "{{ foot.also_signer }}")
    else:
        _say(left, "Nơi nhận:", 12, LEFT, bold=True, italic=True, first=True)
        for index, copy in enumerate(source.copies):
            end = "." if index == len(source.copies) - 1 else ";"
            _say(left, f"- {copy}{end}", 11, LEFT)
    if source.signs:
        _sign(right, source.signs, "{{ foot.signer }}")


def _sign(cell: _Cell, post: str, name: str) -> None:
    _say(cell, post, 14, CENTRE, bold=True, first=True)
    for _line in range(4):
        _say(cell, "", 14, CENTRE)
    _say(cell, name, 14, CENTRE, bold=True)


def _body(document: WordDocument, text: str) -> Paragraph:
    paragraph = _paragraph(document, text, 14, JUSTIFIED, after=6)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    return paragraph


def _paragraph(
    document: WordDocument,
    text: str,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    return _shape(document.add_paragraph(), text, size, alignment, bold=bold, before=before, after=after)


def _say(
    cell: _Cell,
    text: str,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    first: bool = False,
) -> Paragraph:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    return _shape(paragraph, text, size, alignment, bold=bold, italic=italic, before=before, after=after)


def _shape(
    paragraph: Paragraph,
    text: str,
    size: float,
    alignment: WD_ALIGN_PARAGRAPH,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic
    paragraph.alignment = alignment
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return paragraph


def _rule(where: WordDocument | _Cell, indent: Mm) -> None:
    """A thin line, shorter than its line by `indent` on both sides."""
    paragraph = where.add_paragraph()
    _shape(paragraph, "", 2, CENTRE, before=3)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")  # noqa: SLF001


def _bare_table(document: WordDocument, widths: tuple[int, ...]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for index, width in enumerate(widths):
        table.columns[index].width = Emu(int(TEXT_WIDTH * width / 100))
        table.rows[0].cells[index].width = Emu(int(TEXT_WIDTH * width / 100))
    return table


def _no_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001


def _repeat_as_heading(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _keep_whole(row: object) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]  # noqa: SLF001
