"""Files that are no workbook, or mean harm, are refused with what they are and what to do."""

import pytest

from tests.common.tables.books import RELATIONS, book, raw_book, text_cell, zipped
from tests.factories.packages import packed_unknown
from thidua.common.tables.errors import WorkbookError
from thidua.common.tables.workbooks import MOST_BYTES, open_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROW = f'<row r="1">{text_cell("A1", "Họ và tên")}</row>'


def bomb() -> bytes:
    """Some hundred kilobytes that unpack to 400 MB."""
    return raw_book(extra={"xl/media/image1.bin": bytes(400 * 1024 * 1024)})


def liar() -> bytes:
    """A part whose stated size is small though it unpacks to much: the reader stops at its memory or at the size."""
    data = bytearray(raw_book(ROW + " " * (64 * 1024 * 1024)))
    real = (64 * 1024 * 1024).to_bytes(4, "little")[2:]
    place = data.rfind(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert data[place + 2 : place + 4] == real
    data[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def echo() -> bytes:
    """One word of a megabyte that five thousand cells point at."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5001))
    strings = "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>{}</t></si></sst>"
    relations = RELATIONS.format("worksheet", "worksheets/sheet1.xml").replace(
        "</Relationships>",
        '<Relationship Id="rId2" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/sharedStrings"/></Relationships>',
    )
    return raw_book(
        cells,
        extra={
            "xl/sharedStrings.xml": strings.format("x" * 1_000_000).encode(),
            "xl/_rels/workbook.xml.rels": relations.encode(),
        },
    )


def entities() -> bytes:
    """“Billion laughs”: entities that name one another."""
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    sheet = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "ha">{lols}]><worksheet>&l9;</worksheet>'
    return raw_book(extra={"xl/worksheets/sheet1.xml": sheet.encode()})


FILES = {
    "empty": (lambda: b"", "empty"),
    "words": ("Họ và tên;Đơn vị".encode, "not_a_workbook"),
    "web page called xlsx": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "not_a_workbook"),
    "PDF": (lambda: b"%PDF-1.7 ...", "not_a_workbook"),
    "too many bytes": (lambda: b"PK\x03\x04" + bytes(MOST_BYTES), "too_large"),
    "old .xls": (lambda: OLE + bytes(600), "old_format"),
    "with a password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "broken zip": (lambda: book([["a"]])[:400], "damaged"),
    "packed in an unknown way": (lambda: packed_unknown(book([["a"]])), "damaged"),
    "zip of something else": (lambda: zipped({"word/document.xml": b"<x/>"}), "not_a_workbook"),
    "no relations": (lambda: raw_book(extra={"xl/_rels/workbook.xml.rels": b""}), "damaged"),
    "broken XML": (lambda: raw_book("<row r='1'><c"), "damaged"),
    "macro part": (lambda: raw_book(ROW, extra={"xl/vbaProject.bin": b"x"}), "macro"),
    "macro by another name": (
        lambda: raw_book(
            ROW,
            extra={"[Content_Types].xml": b'<Types a="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'},
        ),
        "macro",
    ),
    "Excel 4 macro sheet": (lambda: raw_book(ROW, extra={"xl/macrosheets/sheet1.xml": b"<x/>"}), "macro"),
    "bomb": (bomb, "too_big_inside"),
    "bomb that states a small size": (liar, "damaged"),
    "words that multiply": (echo, "too_big_inside"),
    "entities": (entities, "damaged"),
    "too many parts": (lambda: raw_book(extra={f"xl/media/{n}": b"x" for n in range(2100)}), "damaged"),
    "far row": (lambda: raw_book(f'<row r="1048576">{text_cell("A1048576", "x")}</row>'), "too_many_rows"),
    "far column": (lambda: raw_book(f'<row r="1">{text_cell("XFD1", "x")}</row>'), "too_many_columns"),
    "row number beyond all numbers": (lambda: raw_book(f'<row r="{10**30}"><c><v>1</v></c></row>'), "too_many_rows"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_file_is_refused_by_name(name: str) -> None:
    make, code = FILES[name]

    with pytest.raises(WorkbookError) as refusal:
        open_workbook(make())

    assert refusal.value.code == code
    assert refusal.value.remedy
    assert refusal.value.remedy in refusal.value.message


def test_a_far_styled_but_empty_cell_is_no_harm() -> None:
    data = raw_book(ROW + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')

    (sheet,) = open_workbook(data).sheets

    assert sheet.rows == [["Họ và tên"]]


def test_the_refusal_names_sheet_and_place() -> None:
    with pytest.raises(WorkbookError) as refusal:
        open_workbook(FILES["far row"][0]())

    assert "“Bảng”" in refusal.value.message
    assert "1048576" in refusal.value.message


def test_hidden_sheets_are_not_read() -> None:
    data = book([["Họ và tên"]], also=lambda workbook, sheet: workbook.add_worksheet("DANHMUC").hide())

    assert [sheet.name for sheet in open_workbook(data).sheets] == ["Danh sách"]


def test_formulas_and_merged_cells_are_known_by_place() -> None:
    def more(workbook: object, sheet: object) -> None:
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.merge_range("A3:B4", "gộp")

    (sheet,) = open_workbook(book([["a", "b"]], also=more)).sheets

    assert sheet.formulas == {(1, 1)}
    assert [(each.top, each.left, each.bottom, each.right) for each in sheet.merges] == [(2, 0, 3, 1)]


def test_a_workbook_that_counts_days_from_1904_says_so() -> None:
    assert open_workbook(raw_book(ROW, workbook='<workbookPr date1904="1"/>')).since_1904
    assert not open_workbook(raw_book(ROW)).since_1904


def test_sheets_written_with_prefixes_are_read() -> None:
    """The Open XML SDK writes `<x:row>`."""
    row = '<x:row r="2"><x:c r="A2"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>'
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<x:worksheet xmlns:x="{name}"><x:sheetData>{row}</x:sheetData></x:worksheet>'

    (found,) = open_workbook(raw_book(extra={"xl/worksheets/sheet1.xml": sheet.encode()})).sheets

    assert found.formulas == {(1, 0)}
