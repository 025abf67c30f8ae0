"""From a workbook to rows of a layout: what each cell means, and what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from thidua.common.forms.words import words_of
from thidua.common.tables.cells import Cell, as_text, cell_name, is_missing
from thidua.common.tables.errors import CellError, WorkbookError
from thidua.common.tables.headers import Header, best_header, find_header, missing_columns
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.parsers import Circumstances
from thidua.common.tables.sums import is_sum
from thidua.common.tables.workbooks import Sheet, Workbook
from thidua.core.vietnam.errors import LegacyTextError
from thidua.core.vietnam.legacy_text import Encoding, detect, to_unicode
from thidua.core.vietnam.names import fold, normalise

_MOST_NOTES: Final = 20
_ORDINAL: Final = re.compile(r"\(?([0-9]{1,5}|[ivxlc]{1,6}|[a-z])\)?[.)]?")
_OLD_ENCODINGS: Final = {Encoding.TCVN3: "TCVN3 (ABC)", Encoding.VNI: "VNI"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a cell, and what to do. `column` is the heading, empty for the whole row."""

    column: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: its number in the sheet, the value of each column of the file (None where missing), what is wrong."""

    number: int
    values: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All that was read of one sheet. `columns` are the file's own headings in order, with the key of each or None."""

    sheet: str
    columns: tuple[tuple[str, str | None], ...]
    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...]


OtherReader = Callable[[Workbook, date], ReadTable | None]
"""Reads a file that lacks the headings of the layout, where a kind can; None where it cannot either."""


def read_table(workbook: Workbook, layout: Layout, *, today: date, otherwise: OtherReader | None = None) -> ReadTable:
    """The rows of `layout` in the first sheet that has its headings. Raises `WorkbookError` if none has."""
    for sheet in workbook.sheets:
        header = find_header(sheet, layout)
        if header is not None:
            return read_under(workbook, sheet, header, layout, today=today)
    found = otherwise(workbook, today) if otherwise is not None else None
    if found is None:
        raise _no_header(workbook, layout)
    return found


def read_under(workbook: Workbook, sheet: Sheet, header: Header, layout: Layout, *, today: date) -> ReadTable:
    """The rows of a sheet under headings that are known. Raises `WorkbookError` if there are none."""
    reader = _Reader(sheet, header, layout, Circumstances(today, workbook.since_1904))
    rows = reader.read()
    if not rows:
        raise WorkbookError(
            "no_rows",
            _("Trang tính “{sheet}” có tiêu đề ở dòng {row} nhưng chưa có dòng dữ liệu nào.").format(
                sheet=sheet.name, row=header.row + 1
            ),
            _("Điền dữ liệu dưới dòng tiêu đề rồi gửi lại."),
        )
    others = [other.name for other in workbook.sheets if other is not sheet]
    return ReadTable(sheet.name, reader.columns(), rows, tuple(reader.all_notes(others)))


def _no_header(workbook: Workbook, layout: Layout) -> WorkbookError:
    remedy = _("Thêm tiêu đề còn thiếu, hoặc tải mẫu về và chép dữ liệu vào.")
    found = [(sheet, best_header(sheet, layout)) for sheet in workbook.sheets]
    nearest = max(found, key=lambda each: len(each[1].places) if each[1] else 0, default=None)
    missing = missing_columns(layout, nearest[1] if nearest else None)
    names = ", ".join(f"“{column.header}”" for column in missing)
    if nearest is None or nearest[1] is None:
        message = _("Không thấy dòng tiêu đề. Bảng cần có cột {names}.").format(names=names)
    else:
        message = _("Dòng tiêu đề (dòng {row}, trang tính “{sheet}”) còn thiếu cột {names}.").format(
            row=nearest[1].row + 1, sheet=nearest[0].name, names=names
        )
    return WorkbookError("no_header", message, remedy)


class _Reader:
    """Reads one sheet below its headings."""

    def __init__(self, sheet: Sheet, header: Header, layout: Layout, circumstances: Circumstances) -> None:
        self.sheet = sheet
        self.header = header
        self.layout = layout
        self.circumstances = circumstances
        self.notes: list[str] = []
        self.used = [(layout.column(key), places) for key, places in header.places.items()]
        self.read_places = [place for _column, places in self.used for place in places]
        self.rows = self._filled_rows()
        self.encodings = {place: self._encoding(column, place) for column, places in self.used for place in places}
        self.memory: dict[tuple[str, str], Any] = {}

    def columns(self) -> tuple[tuple[str, str | None], ...]:
        return tuple((each.text, each.column.key if each.column else None) for each in self.header.headings)

    def all_notes(self, other_sheets: list[str]) -> Iterator[str]:
        """What was left out, in words."""
        unused = [heading.text for heading in self.header.headings if heading.column is None]
        unused = [text for text in unused if fold(text) not in ("stt", "tt", "so thu tu", "so tt", "#")]
        if unused:
            yield _("Cột không dùng tới: {names}.").format(names=", ".join(f"“{text[:60]}”" for text in unused))
        if other_sheets:
            yield _("Chỉ đọc trang tính “{sheet}”. Trang không đọc: {others}.").format(
                sheet=self.sheet.name, others=", ".join(f"“{name[:60]}”" for name in other_sheets[:5])
            )
        yield from self.notes[:_MOST_NOTES]
        if len(self.notes) > _MOST_NOTES:
            yield _("Và {count} chỗ khác không đọc.").format(count=len(self.notes) - _MOST_NOTES)

    def read(self) -> tuple[ReadRow, ...]:
        indices = [index for index in range(self.header.after, len(self.rows)) if not self._is_blank(index)]
        kept = [index for index in self._without_column_numbers(indices) if not self._is_aside(index)]
        rows = [self._read_row(index) for index in self._without_foot(kept)]
        return tuple(_mark_doubles(rows, self.layout))

    def _filled_rows(self) -> list[list[Cell]]:
        """The rows, cells merged downwards repeating their content."""
        rows = [list(row) for row in self.sheet.rows]
        for merge in self.sheet.merges:
            if merge.top < self.header.after or merge.bottom == merge.top:
                continue
            content = self.sheet.cell(merge.top, merge.left)
            for row in range(merge.top, min(merge.bottom + 1, len(rows))):
                if merge.left < len(rows[row]):
                    rows[row][merge.left] = content
        return rows

    def _cell(self, row: int, column: int) -> Cell:
        return self.rows[row][column] if column < len(self.rows[row]) else None

    def _encoding(self, column: Column, place: int) -> Encoding:
        texts = {
            cell for row in range(self.header.after, len(self.rows)) if isinstance(cell := self._cell(row, place), str)
        }
        encoding = detect("\n".join(sorted(text for text in texts if not text.isascii())))
        if encoding in _OLD_ENCODINGS:
            self.notes.append(
                _("Cột “{column}” viết theo bảng mã {encoding}; đã chuyển sang Unicode.").format(
                    column=column.header, encoding=_OLD_ENCODINGS[encoding]
                )
            )
        return encoding

    def _is_blank(self, row: int) -> bool:
        return all(is_missing(self._cell(row, place)) for place in self.read_places)

    def _lacks_required(self, row: int, but: int | None = None) -> bool:
        """Whether a required column says nothing in the row, apart from the cell at `but`."""
        places = self.header.places
        return any(
            all(place == but or is_missing(self._cell(row, place)) for place in places[column.key])
            for column in self.layout.required
        )

    def _without_column_numbers(self, indices: list[int]) -> Iterator[int]:
        """Leaves out the row “(1) (2) (3)” that forms have below their headings."""
        for position, index in enumerate(indices):
            if position == 0:
                texts = [fold(as_text(cell)) for cell in self.rows[index] if not is_missing(cell)]
                if len(texts) > 1 and all(_ORDINAL.fullmatch(text) for text in texts):
                    continue
            yield index

    def _is_aside(self, row: int) -> bool:
        """Rows that are no data: names of groups, sums, the example of our own template. Each leaves a note."""
        first = [
            (place, cell) for place, cell in enumerate(self.rows[row]) if isinstance(cell, str) and not is_missing(cell)
        ]
        for place, text in first[:2]:
            if is_sum(text) and self._lacks_required(row, but=place):
                self._note(_("Dòng {row} là dòng cộng “{text}”, không đọc."), row, text)
                return True
        if self._lacks_required(row):
            texts = {normalise(as_text(cell)) for cell in self.rows[row] if not is_missing(cell)}
            words = [text for text in texts if not _ORDINAL.fullmatch(fold(text))]
            if len(words) == 1:
                self._note(_("Dòng {row} chỉ có “{text}”, không đọc."), row, words[0])
                return True
        if row <= self.header.after + 1 and self._is_example(row):
            self._note(_("Dòng {row} là dòng ví dụ của mẫu, không đọc."), row)
            return True
        return False

    def _is_example(self, row: int) -> bool:
        compared = 0
        for column, places in self.used:
            cell = self._cell(row, places[0])
            if column.example is None or is_missing(cell):
                continue
            try:
                if column.parser.parse(cell, self.circumstances) != column.example:
                    return False
            except CellError:
                return False
            compared += 1
        return compared > 1 or (compared == 1 and len(self.used) == 1)

    def _note(self, words: str, row: int, text: str = "") -> None:
        self.notes.append(words.format(row=row + 1, text=normalise(text)[:60]))

    def _without_foot(self, indices: list[int]) -> list[int]:
        """Leaves out signatures and remarks: rows without the required columns after the last good row and a gap."""
        good = [index for index in indices if not self._lacks_required(index)]
        if not good:
            return indices
        after_gap = next((place for place, index in enumerate(indices) if index > good[-1] + 1), len(indices))
        foot = [index for place, index in enumerate(indices) if place >= after_gap and index > good[-1]]
        if foot and foot[0] > good[-1] + 1:
            self.notes.append(_("Từ dòng {row} trở đi không thuộc bảng, không đọc.").format(row=foot[0] + 1))
            return [index for index in indices if index < foot[0]]
        return indices

    def _read_row(self, row: int) -> ReadRow:
        values: dict[str, Any] = {}
        findings: list[Finding] = []
        for column, places in self.used:
            values[column.key] = None
            try:
                value = self._read_cell(row, column, places)
            except (CellError, LegacyTextError) as error:
                says = words_of(error) if isinstance(error, LegacyTextError) else error.message
                findings.append(Finding(column.header, says, getattr(error, "remedy", "")))
                continue
            values[column.key] = value
            if value is None and column.required:
                findings.append(
                    Finding(column.header, _("Chưa có {name}.").format(name=column.header), _("Điền ô này."))
                )
        return ReadRow(row + 1, values, tuple(findings))

    def _read_cell(self, row: int, column: Column, places: tuple[int, ...]) -> Any:
        filled = [place for place in places if not is_missing(self._cell(row, place))]
        for place in filled:
            if (row, place) in self.sheet.formulas:
                raise CellError(
                    _("Ô {cell} là công thức.").format(cell=cell_name(row + 1, place)),
                    _("Chép cột này rồi dán lại dạng giá trị (Paste Values)."),
                )
        if not filled:
            return None
        cells = [self._in_unicode(self._cell(row, place), place) for place in filled]
        cell = cells[0] if len(cells) == 1 else " ".join(as_text(each) for each in cells)
        if not isinstance(cell, str):
            return column.parser.parse(cell, self.circumstances)
        known = (column.key, cell)
        if known not in self.memory:
            self.memory[known] = column.parser.parse(cell, self.circumstances)
        return self.memory[known]

    def _in_unicode(self, cell: Cell, place: int) -> Cell:
        if not isinstance(cell, str) or cell.isascii():
            return cell
        encoding = self.encodings[place]
        if encoding is Encoding.UNICODE:
            return cell
        return to_unicode(cell, encoding if encoding in _OLD_ENCODINGS else None)


def _mark_doubles(rows: list[ReadRow], layout: Layout) -> Iterator[ReadRow]:
    """Adds a finding to each row that repeats an earlier one in columns that must not repeat."""
    seen: list[dict[tuple[Any, ...], int]] = [{} for _keys in layout.unique]
    for row in rows:
        findings = list(row.findings)
        for keys, known in zip(layout.unique, seen, strict=True):
            identity = _identity(row, keys)
            if identity is None:
                continue
            first = known.setdefault(identity, row.number)
            if first != row.number:
                names = ", ".join(layout.column(key).header for key in keys)
                findings.append(
                    Finding(
                        layout.column(keys[0]).header,
                        _("Trùng với dòng {row} ({names}).").format(row=first, names=names),
                        _("Giữ lại một dòng."),
                    )
                )
        yield ReadRow(row.number, row.values, tuple(findings)) if len(findings) > len(row.findings) else row


def _identity(row: ReadRow, keys: Iterable[str]) -> tuple[Any, ...] | None:
    values = [row.values.get(key) for key in keys]
    if any(value is None for value in values):
        return None
    return tuple(fold(value) if isinstance(value, str) else value for value in values)


def dump_rows(rows: Iterable[ReadRow], layout: Layout) -> list[dict[str, Any]]:
    """Rows as JSON."""
    parsers = {column.key: column.parser for column in layout.columns}
    return [
        {
            "n": row.number,
            "v": {key: None if value is None else parsers[key].dump(value) for key, value in row.values.items()},
            "f": [[finding.column, finding.message, finding.remedy] for finding in row.findings],
        }
        for row in rows
    ]


def load_rows(stored: Iterable[Mapping[str, Any]], layout: Layout) -> list[ReadRow]:
    """Rows from JSON, as `dump_rows` wrote them."""
    parsers = {column.key: column.parser for column in layout.columns}
    return [
        ReadRow(
            row["n"],
            {key: None if value is None else parsers[key].load(value) for key, value in row["v"].items()},
            tuple(Finding(*finding) for finding in row["f"]),
        )
        for row in stored
    ]
