"""Reads and writes tables: of facts, of verdicts (.csv, .xlsx, .parquet).

Parquet needs the extra `parquet` (pyarrow), which no other part of the product uses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from thidua.common.tables.open_csv import as_csv, as_meant, harmless
from thidua.core.law.errors import LawError

Table = tuple[list[str], list[list[str]]]


def read_table(file: Path) -> Table:
    """Head and rows as text. Raises `LawError`: not_a_table, bad_table, no_rows, no_parquet; OSError."""
    kind = file.suffix.lower()
    if kind == ".csv":
        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                rows = [[as_meant(cell) for cell in row] for row in csv.reader(stream)]
        except (csv.Error, UnicodeDecodeError) as error:
            raise LawError("bad_table", {"why": error}, file=str(file)) from None
    elif kind == ".xlsx":
        try:
            sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        except (CalamineError, IndexError, FileNotFoundError) as error:
            raise LawError("bad_table", {"why": error}, file=str(file)) from None
    elif kind == ".parquet":
        head, told = _parquet(file).read_parquet(file)
        rows = [head, *([_text(cell) for cell in row] for row in told)]
    else:
        raise LawError("not_a_table", file=str(file))
    if not rows:
        raise LawError("no_rows", file=str(file), line=1)
    return rows[0], rows[1:]


def _parquet(file: Path) -> Any:
    """What reads and writes Parquet. Raises `LawError`: no_parquet."""
    try:
        return import_module("thidua.cli.law.parquet")  # heavy, and an extra: only who asks for Parquet pays for it
    except ImportError:
        raise LawError("no_parquet", file=str(file)) from None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return as_meant(str(cell))


def write_table(file: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table of texts. Raises `LawError` (not_a_table, no_parquet), OSError."""
    kind = file.suffix.lower()
    if kind == ".csv":
        file.write_text(as_csv(head, rows), encoding="utf-8")
    elif kind == ".xlsx":
        book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
        try:
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 1)
            for at, row in enumerate((head, *rows)):
                for column, cell in enumerate(row):
                    sheet.write_string(at, column, harmless(cell))
        finally:
            book.close()
    elif kind == ".parquet":
        _parquet(file).write_parquet(file, head, rows)
    else:
        raise LawError("not_a_table", file=str(file))
