"""Opens a workbook that somebody sent: refuses what is none, and reads the rest in a process of its own."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import file_size
from thidua.common.tables.cells import Cell
from thidua.common.tables.errors import WorkbookError

MOST_BYTES: Final = 10_000_000
MOST_ROWS: Final = 50_000
"""Rows that a sheet may reach, unless its kind of table says otherwise."""
_SECONDS: Final = 30
_READER: Final = Path(__file__).with_name("reader_process.py")
_ZIP: Final = b"PK\x03\x04"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_PARTED_BY: Final = (",", ";", "\t")
_MOST_COLUMNS: Final = 300
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: first and last row and column, counted from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet. `rows[0]` is row 1 of the sheet. `formulas` are places (row from 0, column from 0)."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """The cell, or None outside the sheet."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What came out of a file."""

    sheets: tuple[Sheet, ...]
    since_1904: bool = field(default=False)


def open_workbook(data: bytes, *, most_rows: int = MOST_ROWS) -> Workbook:
    """Read an .xlsx file. Raises `WorkbookError` for anything else, or for a file that is too large or hostile."""
    refuse_by_first_look(data)
    try:
        process = subprocess.run(  # noqa: S603  (our own script, no shell)
            [sys.executable, "-I", str(_READER), str(most_rows)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refusal("too_slow", {}) from None
    if process.returncode != 0:
        raise _refusal("too_big_inside", {})
    return _workbook(process.stdout)


def _workbook(answer: bytes) -> Workbook:
    """What the reading process answered, line by line. Raises `WorkbookError` for a refusal."""
    since_1904 = False
    sheets: list[Sheet] = []
    cells = _Cells()
    for line in io.BytesIO(answer):
        told: dict[str, Any] = json.loads(line)
        if "rows" in told:
            sheets[-1].rows.extend(cells.of(told["rows"]))
        elif "error" in told:
            raise _refusal(told["error"], told)
        elif "sheet" in told:
            merges = tuple(Merge(*first, *last) for first, last in told["merges"])
            formulas = frozenset((row - 1, column) for row, column in told["formulas"])
            sheets.append(Sheet(told["sheet"], [], merges, formulas))
        else:
            since_1904 = told["since_1904"]
    return Workbook(tuple(sheets), since_1904=since_1904)


def open_csv(data: bytes, *, most_rows: int = MOST_ROWS) -> Workbook:
    """Read a .csv file: UTF-8 (or UTF-16 with its mark), fields parted by commas, semicolons or tabs.

    Raises `WorkbookError` for anything else, or for a file that is too large.
    """
    refuse_by_size(data)
    try:
        text = data.decode("utf-16" if data[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal("not_csv", {}) from None
    if "\0" in text:
        raise _refusal("not_csv", {})
    head = text.split("\n", 1)[0]
    parted_by = max(_PARTED_BY, key=head.count)
    rows: list[list[Cell]] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=parted_by), start=1):
            _refuse_more(number, len(row), most_rows)
            rows.append([cell if cell.strip() else None for cell in row])
    except csv.Error:
        raise _refusal("not_csv", {}) from None
    return Workbook((Sheet("CSV", rows),))


def _refuse_more(rows: int, columns: int, most_rows: int) -> None:
    if rows > most_rows:
        raise _refusal("too_many_rows", {"sheet": "CSV", "row": rows, "most": most_rows})
    if columns > _MOST_COLUMNS:
        raise _refusal("too_many_columns", {"sheet": "CSV", "column": columns, "most": _MOST_COLUMNS})


def refuse_by_size(data: bytes) -> None:
    """Raise `WorkbookError` for a file that is empty or too large."""
    if not data:
        raise _refusal("empty", {})
    if len(data) > MOST_BYTES:
        raise _refusal("too_large", {"size": len(data)})


def refuse_by_first_look(data: bytes) -> None:
    """Raise `WorkbookError` for a file whose size or first bytes show that it is no workbook; opens nothing."""
    refuse_by_size(data)
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise _refusal("encrypted" if encrypted else "old_format", {})
    if not data.startswith(_ZIP):
        raise _refusal("not_a_workbook", {})


class _Cells:
    """Cells out of JSON. The same text or day is kept once, however many rows say it: a long list repeats itself."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.days: dict[str, date] = {}

    def of(self, rows: list[list[Any]]) -> list[list[Cell]]:
        """The cells of some rows."""
        kept = self.texts.setdefault
        return [
            [
                kept(cell, cell) if (kind := type(cell)) is str else self._day(cell) if kind is dict else cell
                for cell in row
            ]
            for row in rows
        ]

    def _day(self, cell: dict[str, str]) -> Cell:
        if "m" in cell:
            return datetime.fromisoformat(cell["m"])
        text = cell["d"]
        if text not in self.days:
            self.days[text] = date.fromisoformat(text)
        return self.days[text]


def _refusal(code: str, data: Mapping[str, Any]) -> WorkbookError:
    """The sentences of each refusal: what the file is, and what to do."""
    save_as = _("Mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu Excel Workbook (.xlsx) rồi gửi lại.")
    split = _("Xóa dòng, cột và trang tính thừa, hoặc chia thành nhiều tệp rồi gửi lại.")
    if code in ("too_many_rows", "too_many_columns", "too_many_cells"):
        sheet = str(data.get("sheet", ""))[:60]
        words = {
            "too_many_rows": _("Trang tính “{sheet}” có dữ liệu tới dòng {reach}, quá mức {most} dòng."),
            "too_many_columns": _("Trang tính “{sheet}” có dữ liệu tới cột thứ {reach}, quá mức {most} cột."),
            "too_many_cells": _("Trang tính “{sheet}” có quá {most} ô."),
        }[code]
        reach = data.get("row") or data.get("column") or ""
        return WorkbookError(code, words.format(sheet=sheet, reach=reach, most=data.get("most")), split)
    refusals = {
        "empty": (_("Tệp này rỗng."), _("Chọn lại tệp .xlsx có dữ liệu.")),
        "too_large": (
            _("Tệp {size}, quá mức {most}.").format(size=file_size(data.get("size", 0)), most=file_size(MOST_BYTES)),
            split,
        ),
        "encrypted": (_("Tệp này có mật khẩu nên không đọc được."), _("Bỏ mật khẩu rồi gửi lại.")),
        "old_format": (_("Đây là tệp kiểu cũ (.xls) hoặc không phải bảng tính Excel."), save_as),
        "not_a_workbook": (_("Đây không phải là bảng tính Excel (.xlsx)."), save_as),
        "not_csv": (
            _("Đây không phải là bảng CSV viết bằng UTF-8."),
            _("Mở bằng Excel, chọn Lưu thành kiểu CSV UTF-8 hoặc Excel Workbook (.xlsx) rồi gửi lại."),
        ),
        "macro": (_("Tệp này có mã lệnh (macro) nên không nhận."), save_as),
        "damaged": (_("Tệp này hỏng hoặc không phải do chương trình bảng tính ghi ra."), save_as),
        "too_big_inside": (_("Tệp này bung ra quá lớn nên không nhận."), split),
        "too_much_text": (_("Tệp này có quá nhiều chữ."), split),
        "too_slow": (_("Đọc tệp này quá lâu."), split),
    }
    return WorkbookError(code, *refusals[code])
