"""Finds the row of headings: on any of the first rows, in one line or several, with or without accents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from thidua.common.tables.cells import Cell, as_text, column_letters
from thidua.common.tables.errors import WorkbookError
from thidua.common.tables.layouts import Column, Layout, heading_forms
from thidua.common.tables.workbooks import Sheet
from thidua.core.vietnam.legacy_text import Encoding, to_unicode
from thidua.core.vietnam.names import normalise

FIRST_ROWS: Final = 30
"""Headings are looked for on these rows."""
_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the file: its place, its text, and the column of the layout it is, if any."""

    index: int
    text: str
    column: Column | None


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand (rows from 0, `after` is the first row below them) and what they are."""

    row: int
    after: int
    headings: tuple[Heading, ...]

    @property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Key of each recognised column with its place; with several where one heading is merged over them."""
        places: dict[str, tuple[int, ...]] = {}
        for heading in self.headings:
            if heading.column:
                places[heading.column.key] = (*places.get(heading.column.key, ()), heading.index)
        return places


def find_header(sheet: Sheet, layout: Layout) -> Header | None:
    """The headings of `layout` in `sheet`, or None. Raises `WorkbookError` when one column is there twice."""
    best = best_header(sheet, layout)
    if best is None or any(column.key not in best.places for column in layout.required):
        return None
    _refuse_doubles(sheet, best)
    return best


def best_header(sheet: Sheet, layout: Layout) -> Header | None:
    """The rows that look most like headings, even when some are missing; None when nothing does.

    One line is preferred to two that recognise no more, so that no row of data is taken for a second line.
    """
    known = layout.by_heading()
    grid = _filled_grid(sheet)
    best: Header | None = None
    best_score = 0
    for lines in range(1, _MOST_LINES + 1):
        for row in range(min(len(grid) - lines + 1, FIRST_ROWS)):
            header = _read_header(grid, row, lines, known)
            score = len(header.places)
            if score > best_score:
                best, best_score = header, score
    return best


def missing_columns(layout: Layout, header: Header | None) -> list[Column]:
    """Required columns that the headings lack."""
    places = header.places if header else {}
    return [column for column in layout.required if column.key not in places]


def _filled_grid(sheet: Sheet) -> list[list[Cell]]:
    """The first rows, merged cells repeating their content over the columns they cover."""
    grid = [list(row) for row in sheet.rows[: FIRST_ROWS + _MOST_LINES]]
    for merge in sheet.merges:
        if merge.top >= len(grid):
            continue
        content = sheet.cell(merge.top, merge.left)
        for row in range(merge.top, min(merge.bottom + 1, len(grid))):
            for column in range(merge.left, min(merge.right + 1, len(grid[row]))):
                grid[row][column] = content
    return grid


def _read_header(grid: list[list[Cell]], row: int, lines: int, known: dict[str, Column]) -> Header:
    width = max(len(grid[each]) for each in range(row, row + lines))
    headings = []
    for index in range(width):
        texts: list[str] = []
        for each in range(row, row + lines):
            cell = grid[each][index] if index < len(grid[each]) else None
            text = normalise(as_text(cell)[:300]) if isinstance(cell, str) else ""
            if text and text not in texts:
                texts.append(text)
        if texts:
            column = next((known[form] for form in _forms(texts) if form in known), None)
            headings.append(Heading(index, " – ".join(texts), column))
    return Header(row, row + lines, tuple(headings))


def _forms(texts: list[str]) -> Iterator[str]:
    """What the heading may be compared as: its lowest line, all lines, its upper lines; then in older encodings."""
    candidates = [texts[-1], " ".join(texts), *texts[:-1]]
    for text in candidates:
        yield from heading_forms(text)
    for text in candidates:
        if not text.isascii():
            for encoding in (Encoding.TCVN3, Encoding.VNI):
                yield from heading_forms(to_unicode(text, encoding))


def _refuse_doubles(sheet: Sheet, header: Header) -> None:
    seen: dict[str, Heading] = {}
    for heading in header.headings:
        if heading.column is None:
            continue
        first = seen.setdefault(heading.column.key, heading)
        if first is not heading and not _under_one_heading(sheet, header, first.index, heading.index):
            raise WorkbookError(
                "column_twice",
                _("Trang tính “{sheet}”: cột {first} và cột {second} cùng là “{name}”.").format(
                    sheet=sheet.name,
                    first=column_letters(first.index),
                    second=column_letters(heading.index),
                    name=heading.column.header,
                ),
                _("Giữ lại một cột, đổi tên hoặc xóa cột kia rồi gửi lại."),
            )


def _under_one_heading(sheet: Sheet, header: Header, left: int, right: int) -> bool:
    """Whether one merged heading covers both columns (“Họ và tên” over family name and given name)."""
    return any(
        header.row <= merge.top < header.after and merge.left <= left and right <= merge.right for merge in sheet.merges
    )
