"""The matrix as a workbook, as agencies print it: units across, what they claimed and what was settled under each."""

import io
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.core.scoring.numbers import decimal_places, round_half_up
from thidua.scorecards.enums import Layer
from thidua.scorecards.facts.matrix import Matrix, layer_label, matrix_of
from thidua.scorecards.models import Scheme

FONT = "Times New Roman"
PLACES = 4
"""Decimals that a cell holds at most."""
DECIMALS = range(PLACES + 1)
FIRST_COLUMN = 3
HEAD = 3
"""The row of the units' names; the layers stand one below."""


def write_matrix(scheme: Scheme) -> bytes:
    """An .xlsx file, A3 landscape, heads repeated on every page, names and first columns frozen."""
    layers = list(Layer)
    matrices = {layer: matrix_of(scheme, layer) for layer in layers}
    first = matrices[Layer.SELF]
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Bảng điểm"))
    formats = _formats(book)
    width = FIRST_COLUMN + len(first.columns) * len(layers)
    sheet.merge_range(0, 0, 0, width - 1, first.table.title, formats["title"])
    place = f"{scheme.cycle.bloc.name}, {_('năm')} {scheme.cycle.year}"
    mark = f" – {_('số liệu minh hoạ')}" if scheme.agency.is_illustrative else ""
    sheet.merge_range(1, 0, 1, width - 1, f"{place}{mark}", formats["place"])
    for place_of, words in enumerate((_("Mục"), _("Nội dung"), _("Điểm chuẩn"))):
        sheet.merge_range(HEAD, place_of, HEAD + 1, place_of, words, formats["head"])
    for at, column in enumerate(first.columns):
        left = FIRST_COLUMN + at * len(layers)
        sheet.merge_range(HEAD, left, HEAD, left + len(layers) - 1, column.card.unit.name, formats["head"])
        for step, layer in enumerate(layers):
            sheet.write_string(HEAD + 1, left + step, layer_label(layer, scheme), formats["head"])
    last = _write_items(sheet, matrices, layers, formats)
    _write_foot(sheet, matrices, layers, last + 1, formats)
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 2, 9)
    sheet.set_column(FIRST_COLUMN, width - 1, 9.5)
    sheet.set_row(HEAD, 62)
    sheet.freeze_panes(HEAD + 2, FIRST_COLUMN)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD, HEAD + 1)
    sheet.set_footer("&L&F&R&P/&N")
    book.close()
    return file.getvalue()


def _write_items(sheet: Any, matrices: dict[Layer, Matrix], layers: list[Layer], formats: dict[str, Any]) -> int:
    first = matrices[Layer.SELF]
    row = HEAD + 1
    for index, item in enumerate(first.rows):
        row += 1
        weight = "branch_" if item.is_branch else ""
        sheet.write_string(row, 0, item.item.code, formats[f"{weight}text"])
        sheet.write_string(row, 1, item.item.name, formats[f"{weight}text"])
        _number(sheet, row, 2, item.item.maximum, formats, f"{weight}number")
        for at in range(len(first.columns)):
            for step, layer in enumerate(layers):
                cell = matrices[layer].cells[index][at]
                column = FIRST_COLUMN + at * len(layers) + step
                shown = f"{weight}changed" if cell.was_changed else f"{weight}number"
                if not cell.applies:
                    sheet.write_string(row, column, _("không áp dụng"), formats["aside"])
                else:
                    _number(sheet, row, column, cell.points, formats, shown, item.places)
    return row


def _write_foot(
    sheet: Any, matrices: dict[Layer, Matrix], layers: list[Layer], row: int, formats: dict[str, Any]
) -> None:
    first = matrices[Layer.SELF]
    if any(matrix.has_own_standards for matrix in matrices.values()):
        sheet.merge_range(row, 0, row, 1, _("Điểm chuẩn của đơn vị"), formats["text"])
        _number(sheet, row, 2, first.standard, formats, "number")
        for at in range(len(first.columns)):
            for step, layer in enumerate(layers):
                column = FIRST_COLUMN + at * len(layers) + step
                _number(sheet, row, column, matrices[layer].columns[at].standard, formats, "number")
        row += 1
    sheet.merge_range(row, 0, row, 1, _("Tổng điểm"), formats["branch_text"])
    _number(sheet, row, 2, first.standard, formats, "branch_number")
    sheet.merge_range(row + 1, 0, row + 1, 2, _("Xếp hạng"), formats["branch_text"])
    for at in range(len(first.columns)):
        for step, layer in enumerate(layers):
            column = FIRST_COLUMN + at * len(layers) + step
            shown = matrices[layer].columns[at]
            _number(sheet, row, column, shown.total, formats, "branch_number", first.table.rounding.total)
            if shown.result is not None and shown.result.rank is not None:
                sheet.write_number(row + 1, column, shown.result.rank, formats["rank"])
            else:
                sheet.write_blank(row + 1, column, None, formats["rank"])
    _write_apart(sheet, matrices, row + 3, formats)


def _write_apart(sheet: Any, matrices: dict[Layer, Matrix], row: int, formats: dict[str, Any]) -> None:
    """Under the table: why an item does not apply, each reason once, whichever layer it stands in."""
    said = dict.fromkeys(
        _("%(unit)s, mục %(item)s không áp dụng: %(reason)s")
        % {"unit": each.unit, "item": each.item.code, "reason": each.reason}
        for matrix in matrices.values()
        for each in matrix.apart
    )
    for at, words in enumerate(said):
        sheet.write_string(row + at, 1, words, formats["note"])


def _number(
    sheet: Any,
    row: int,
    column: int,
    value: Fraction | None,
    formats: Mapping[str, Any],
    style: str,
    places: int | None = None,
) -> None:
    """A number as Excel holds it, at most four decimals, shown with those the table rounds to, else with those it has;
    an unknown one stays empty."""
    if value is None:
        sheet.write_blank(row, column, None, formats[style])
        return
    rounded = round_half_up(value, PLACES)
    shown = min(max(decimal_places(rounded) or 0, places or 0), PLACES)
    sheet.write_number(row, column, rounded.numerator / rounded.denominator, formats[f"{style}{shown}"])


def _formats(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 11, "valign": "top", "border": 1}
    number = {**plain, "align": "right"}
    tint = {"bg_color": "#E9F0F9"}
    numbers = {
        "number": number,
        "branch_number": {**number, "bold": True},
        "changed": {**number, **tint},
        "branch_changed": {**number, **tint, "bold": True},
    }
    head = {**plain, "bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "bg_color": "#F3EEE6"}
    return {
        "title": book.add_format({"font_name": FONT, "font_size": 14, "bold": True, "align": "center"}),
        "place": book.add_format({"font_name": FONT, "font_size": 12, "align": "center"}),
        "head": book.add_format(head),
        "text": book.add_format({**plain, "text_wrap": True}),
        "branch_text": book.add_format({**plain, "text_wrap": True, "bold": True}),
        **{name: book.add_format(style) for name, style in numbers.items()},
        **{
            f"{name}{places}": book.add_format({**style, "num_format": f"#,##0.{'0' * places}".rstrip(".")})
            for name, style in numbers.items()
            for places in DECIMALS
        },
        "aside": book.add_format({**plain, "italic": True, "align": "right"}),
        "note": book.add_format({"font_name": FONT, "font_size": 11, "italic": True}),
        "rank": book.add_format({**plain, "bold": True, "num_format": "0", "align": "right"}),
    }
