"""From a workbook to rows of a layout: what each cell means, and what is wrong with it."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice, repeat
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


class _Meanings(dict[tuple[type, Cell], Any]):
    """What the cells of a column mean, worked out when one is first met. A number and a text are never the same."""

    def __init__(self, work_out: Callable[[Cell], Any]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, asked: tuple[type, Cell]) -> Any:
        self[asked] = value = self.work_out(asked[1])
        return value


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
        self.required_places = [header.places[column.key] for column in layout.required]
        self.rows = self._even_rows()
        texts = {place: self._distinct_texts(place) for place in range(len(self.rows[0]) if self.rows else 0)}
        self.encodings = {
            place: self._encoding(column, texts[place]) for column, places in self.used for place in places
        }
        self.sums = {text for said in texts.values() for text in said if is_sum(text)}
        self.rows = self._without_missing({text for said in texts.values() for text in said})

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
        indices = list(self._without_column_numbers(indices))
        lacking = {index for index in indices if self._lacks_required(index)}
        kept = [index for index in indices if not (self._may_be_aside(index, lacking) and self._is_aside(index))]
        return tuple(_mark_doubles(self._read_rows(self._without_foot(kept, lacking)), self.layout))

    def _even_rows(self) -> list[list[Cell]]:
        """The rows, all of one length; cells merged downwards repeat their content."""
        rows = self.sheet.rows
        merges = [merge for merge in self.sheet.merges if merge.top >= self.header.after and merge.bottom > merge.top]
        width = max(map(len, rows), default=0)
        if merges or any(len(row) != width for row in rows):
            rows = [[*row, *repeat(None, width - len(row))] for row in rows]
        for merge in merges:
            content = self.sheet.cell(merge.top, merge.left)
            for row in range(merge.top, min(merge.bottom + 1, len(rows))):
                if merge.left < len(self.sheet.rows[row]):
                    rows[row][merge.left] = content
        return rows

    def _distinct_texts(self, place: int) -> set[str]:
        return {cell for row in islice(self.rows, self.header.after, None) if type(cell := row[place]) is str}

    def _without_missing(self, texts: Iterable[str]) -> list[list[Cell]]:
        """The rows, with nothing where a cell says nothing; `texts` are all that a cell of the sheet says."""
        silent = {text for text in texts if is_missing(text)}
        if not silent:
            return self.rows
        return [[None if type(cell) is str and cell in silent else cell for cell in row] for row in self.rows]

    def _encoding(self, column: Column, texts: Iterable[str]) -> Encoding:
        encoding = detect("\n".join(sorted(text for text in texts if not text.isascii())))
        if encoding in _OLD_ENCODINGS:
            self.notes.append(
                _("Cột “{column}” viết theo bảng mã {encoding}; đã chuyển sang Unicode.").format(
                    column=column.header, encoding=_OLD_ENCODINGS[encoding]
                )
            )
        return encoding

    def _is_blank(self, row: int) -> bool:
        cells = self.rows[row]
        return all(cells[place] is None for place in self.read_places)

    def _lacks_required(self, row: int, but: int | None = None) -> bool:
        """Whether a required column says nothing in the row, apart from the cell at `but`."""
        cells = self.rows[row]
        return any(all(place == but or cells[place] is None for place in places) for places in self.required_places)

    def _may_be_aside(self, row: int, lacking: Set[int]) -> bool:
        """Whether it is worth a closer look if the row is data."""
        if row in lacking or row <= self.header.after + 1:
            return True
        return bool(self.sums) and any(type(cell) is str and cell in self.sums for cell in self.rows[row])

    def _without_column_numbers(self, indices: list[int]) -> Iterator[int]:
        """Leaves out the row “(1) (2) (3)” that forms have below their headings."""
        for position, index in enumerate(indices):
            if position == 0:
                texts = [fold(as_text(cell)) for cell in self.rows[index] if cell is not None]
                if len(texts) > 1 and all(_ORDINAL.fullmatch(text) for text in texts):
                    continue
            yield index

    def _is_aside(self, row: int) -> bool:
        """Rows that are no data: names of groups, sums, the example of our own template. Each leaves a note."""
        first = [(place, cell) for place, cell in enumerate(self.rows[row]) if isinstance(cell, str)]
        for place, text in first[:2]:
            if text in self.sums and self._lacks_required(row, but=place):
                self._note(_("Dòng {row} là dòng cộng “{text}”, không đọc."), row, text)
                return True
        if self._lacks_required(row):
            texts = {normalise(as_text(cell)) for cell in self.rows[row] if cell is not None}
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
            cell = self.rows[row][places[0]]
            if column.example is None or cell is None:
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

    def _without_foot(self, indices: list[int], lacking: Set[int]) -> list[int]:
        """Leaves out signatures and remarks: rows without the required columns after the last good row and a gap."""
        good = [index for index in indices if index not in lacking]
        if not good:
            return indices
        after_gap = next((place for place, index in enumerate(indices) if index > good[-1] + 1), len(indices))
        foot = [index for place, index in enumerate(indices) if place >= after_gap and index > good[-1]]
        if foot and foot[0] > good[-1] + 1:
            self.notes.append(_("Từ dòng {row} trở đi không thuộc bảng, không đọc.").format(row=foot[0] + 1))
            return [index for index in indices if index < foot[0]]
        return indices

    def _read_rows(self, indices: list[int]) -> list[ReadRow]:
        """The rows at those places, read column by column."""
        findings: dict[int, list[Finding]] = {}
        columns = [self._read_column(column, places, indices, findings) for column, places in self.used]
        keys = [column.key for column, _places in self.used]
        return [
            ReadRow(index + 1, dict(zip(keys, values, strict=True)), tuple(findings.get(index, ())))
            for index, values in zip(indices, zip(*columns, strict=True), strict=True)
        ]

    def _read_column(
        self, column: Column, places: tuple[int, ...], indices: list[int], findings: dict[int, list[Finding]]
    ) -> list[Any]:
        """The values of one column, None where there is none; what is wrong goes into `findings`, by row.

        What a cell means is worked out once, however many rows say the same.
        """
        means = _Meanings(lambda cell: self._understood(column, cell))
        missing = Finding(column.header, _("Chưa có {name}.").format(name=column.header), _("Điền ô này."))
        values: list[Any] = []
        for index, cell in zip(indices, self._cells_of(column, places, indices), strict=True):
            value = cell if cell is None or isinstance(cell, Finding) else means[cell.__class__, cell]
            if value is None and column.required:
                value = missing
            if isinstance(value, Finding):
                findings.setdefault(index, []).append(value)
                value = None
            values.append(value)
        return values

    def _cells_of(self, column: Column, places: tuple[int, ...], indices: list[int]) -> Iterable[Cell | Finding]:
        """What the rows say in a column, in Unicode, or what is wrong with a cell before it is looked into."""
        place = places[0]
        is_plain = len(places) == 1 and self.encodings[place] is Encoding.UNICODE
        if is_plain and not any(at == place for _row, at in self.sheet.formulas):
            return [self.rows[index][place] for index in indices]
        return (self._cell_or_finding(column, places, index) for index in indices)

    def _cell_or_finding(self, column: Column, places: tuple[int, ...], row: int) -> Cell | Finding:
        try:
            return self._cell_of(row, places)
        except CellError as error:
            return Finding(column.header, error.message, error.remedy)

    def _understood(self, column: Column, cell: Cell) -> Any:
        """The value of a cell, or what is wrong with it."""
        try:
            return column.parser.parse(cell, self.circumstances)
        except CellError as error:
            return Finding(column.header, error.message, error.remedy)

    def _cell_of(self, row: int, places: tuple[int, ...]) -> Cell:
        """What the row says in a column, in Unicode; several cells under one heading as one. Raises `CellError`."""
        cells = self.rows[row]
        filled = [place for place in places if cells[place] is not None]
        for place in filled:
            if (row, place) in self.sheet.formulas:
                raise CellError(
                    _("Ô {cell} là công thức.").format(cell=cell_name(row + 1, place)),
                    _("Chép cột này rồi dán lại dạng giá trị (Paste Values)."),
                )
        if not filled:
            return None
        if len(filled) == 1:
            return self._in_unicode(cells[filled[0]], filled[0])
        return " ".join(as_text(self._in_unicode(cells[place], place)) for place in filled)

    def _in_unicode(self, cell: Cell, place: int) -> Cell:
        if not isinstance(cell, str) or cell.isascii():
            return cell
        encoding = self.encodings[place]
        if encoding is Encoding.UNICODE:
            return cell
        try:
            return to_unicode(cell, encoding if encoding in _OLD_ENCODINGS else None)
        except LegacyTextError as error:
            raise CellError(words_of(error)) from error


def _mark_doubles(rows: list[ReadRow], layout: Layout) -> Iterable[ReadRow]:
    """Adds a finding to each row that repeats an earlier one in columns that must not repeat."""
    return _with_doubles(rows, layout) if layout.unique else rows


def _with_doubles(rows: list[ReadRow], layout: Layout) -> Iterator[ReadRow]:
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


def dump_rows(rows: Sequence[ReadRow], layout: Layout) -> dict[str, Any]:
    """Rows as JSON: the keys once, then number and values of each row; findings by number of the row."""
    parsers = {column.key: column.parser for column in layout.columns}
    keys = list(dict.fromkeys(key for row in rows for key in row.values))
    columns = [[row.number for row in rows]]
    for key in keys:
        dump = _once_each(parsers[key].dump)
        columns.append([dump(row.values.get(key)) for row in rows])
    findings = {
        str(row.number): [[each.column, each.message, each.remedy] for each in row.findings]
        for row in rows
        if row.findings
    }
    return {"keys": keys, "rows": list(zip(*columns, strict=True)), "findings": findings}


def load_rows(
    stored: Mapping[str, Any] | Sequence[Mapping[str, Any]], layout: Layout, only: Container[int] | None = None
) -> list[ReadRow]:
    """Rows from JSON, as `dump_rows` wrote them; with `only` those of these numbers."""
    if not isinstance(stored, Mapping):
        stored = _in_columns(stored)
    parsers = {column.key: column.parser for column in layout.columns}
    keys, findings = stored["keys"], stored["findings"]
    rows = [row for row in stored["rows"] if only is None or row[0] in only]
    columns = [
        list(map(_once_each(parsers[key].load), (row[at] for row in rows))) for at, key in enumerate(keys, start=1)
    ]
    return [
        ReadRow(
            row[0],
            dict(zip(keys, values, strict=True)),
            tuple(Finding(*finding) for finding in findings.get(str(row[0]), ())),
        )
        for row, values in zip(rows, zip(*columns, strict=True), strict=True)
    ]


def _in_columns(stored: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows as they were kept at first, each with its own keys: `{"n": number, "v": {key: value}, "f": findings}`."""
    keys = list(dict.fromkeys(key for row in stored for key in row["v"]))
    return {
        "keys": keys,
        "rows": [[row["n"], *(row["v"].get(key) for key in keys)] for row in stored],
        "findings": {str(row["n"]): row["f"] for row in stored if row["f"]},
    }


def _once_each(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function, worked out once for each value of a column; nothing stays nothing."""
    known: dict[tuple[type, Any], Any] = {}

    def of(value: Any) -> Any:
        if value is None:
            return None
        asked = value.__class__, value
        if asked not in known:
            known[asked] = function(value)
        return known[asked]

    return of
