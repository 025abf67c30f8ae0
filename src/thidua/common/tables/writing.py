"""Tables that go out: the layout that comes back in, as a template, with what stands now, or with what to correct."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.parsers import Choice

_HEADER_ROW = 2
_FONT = "Times New Roman"
_LONGEST_LIST = 255
_CHOICES = "DANHMUC"


def write_table(
    layout: Layout,
    rows: Iterable[Mapping[str, Any]],
    *,
    headings: Sequence[tuple[str, str | None]] | None = None,
    remarks: Sequence[str] | None = None,
) -> bytes:
    """An .xlsx file of `rows` (by column key; None stays empty).

    `headings` (text, key or None) gives them in the order of a file that came in. `remarks`, one for each row, make a
    last column of what is to be corrected.
    """
    shown = headings if headings is not None else [(column.header, column.key) for column in layout.columns]
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet(_sheet_name(layout))
    formats = _formats(book)
    sheet.write_string(0, 0, layout.title, formats["title"])
    by_key = {column.key: column for column in layout.columns}
    columns = [by_key.get(key or "") for _text, key in shown]
    for index, (text, column) in enumerate(zip([text for text, _key in shown], columns, strict=True)):
        required = column is not None and column.required
        sheet.write_string(_HEADER_ROW, index, text, formats["required" if required else "heading"])
        sheet.set_column(index, index, column.width if column else 14, _format_of(column, formats))
        if column is not None and column.hint:
            sheet.write_comment(_HEADER_ROW, index, column.hint)
        if column is not None and isinstance(column.parser, Choice):
            labels = [column.parser.show(value) for value in column.parser.options]
            source = labels if _fit_in_a_cell(labels) else _beside(book, index, labels)
            sheet.data_validation(
                _HEADER_ROW + 1, index, _HEADER_ROW + 5000, index, {"validate": "list", "source": source}
            )
    if remarks is not None:
        sheet.write_string(_HEADER_ROW, len(columns), _("Cần sửa"), formats["heading"])
        sheet.set_column(len(columns), len(columns), 70, formats["text"])
    last = _HEADER_ROW
    for last, row in enumerate(rows, start=_HEADER_ROW + 1):
        for index, column in enumerate(columns):
            if column is not None:
                _write(sheet, last, index, column, row.get(column.key), formats)
        if remarks is not None:
            sheet.write_string(last, len(columns), remarks[last - _HEADER_ROW - 1], formats["text"])
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.autofilter(_HEADER_ROW, 0, max(last, _HEADER_ROW + 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    book.close()
    return file.getvalue()


def _fit_in_a_cell(labels: Sequence[str]) -> bool:
    """Whether a list of choices can be told in the rule of a cell, which parts them by commas."""
    return len(",".join(labels)) <= _LONGEST_LIST and not any("," in label for label in labels)


def _beside(book: Any, index: int, labels: Sequence[str]) -> str:
    """The choices on a hidden sheet of their own; where they stand."""
    name = f"{_CHOICES}{index}"
    choices = book.add_worksheet(name)
    choices.hide()
    choices.write_column(0, 0, labels)
    return f"={name}!$A$1:$A${len(labels)}"


def write_template(layout: Layout) -> bytes:
    """The empty layout with one example row, which the reader knows and leaves out."""
    return write_table(layout, [{column.key: column.example for column in layout.columns}])


def _write(sheet: Any, row: int, index: int, column: Column, value: Any, formats: Mapping[str, Any]) -> None:
    if value is None or value == "":
        return
    cell = column.parser.write(value)
    if isinstance(cell, date):
        sheet.write_datetime(row, index, cell, formats["date"])
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, index, cell, formats["number"])
    else:
        sheet.write_string(row, index, str(cell), formats["text"])


def _formats(book: Any) -> dict[str, Any]:
    plain = {"font_name": _FONT, "font_size": 12, "valign": "top"}
    head = {**plain, "bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    return {
        "title": book.add_format({**plain, "bold": True, "font_size": 14}),
        "heading": book.add_format({**head, "bg_color": "#F3EEE6"}),
        "required": book.add_format({**head, "bg_color": "#FAF1DA"}),
        "text": book.add_format({**plain, "text_wrap": True, "num_format": "@"}),
        "date": book.add_format({**plain, "num_format": "dd/mm/yyyy"}),
        "number": book.add_format({**plain, "num_format": "General"}),
    }


def _format_of(column: Column | None, formats: Mapping[str, Any]) -> Any:
    return formats[column.parser.excel if column else "text"]


def _sheet_name(layout: Layout) -> str:
    return "".join(letter for letter in layout.title if letter not in "[]:*?/\\'")[:31]
