"""Workbooks made by hand for the tests: good ones with XlsxWriter, hostile ones from their parts."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import xlsxwriter

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>
</Relationships>"""
WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}
<sheets><sheet name="Bảng" sheetId="1" r:id="rId1"/></sheets></workbook>"""
SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"""


def book(
    rows: Iterable[Iterable[Any]], *, sheet: str = "Danh sách", also: Callable[[Any, Any], None] | None = None
) -> bytes:
    """An .xlsx of `rows` (text, numbers, days; None leaves a cell out). `also(workbook, worksheet)` adds the rest."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    worksheet = workbook.add_worksheet(sheet)
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                worksheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, str):
                worksheet.write_string(number, column, cell)
            elif cell is not None:
                worksheet.write(number, column, cell)
    if also is not None:
        also(workbook, worksheet)
    workbook.close()
    return file.getvalue()


def raw_book(rows: str = "", *, workbook: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """An .xlsx from the XML of its rows, with other parts added or replaced (an empty one is left out)."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELATIONS.format("officeDocument", "xl/workbook.xml").encode(),
        "xl/workbook.xml": WORKBOOK.format(workbook).encode(),
        "xl/_rels/workbook.xml.rels": RELATIONS.format("worksheet", "worksheets/sheet1.xml").encode(),
        "xl/worksheets/sheet1.xml": SHEET.format(rows).encode(),
        **(extra or {}),
    }
    return zipped({name: content for name, content in parts.items() if content})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def text_cell(place: str, text: str) -> str:
    """The XML of one cell of words."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
