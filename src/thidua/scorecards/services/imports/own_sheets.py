"""A bloc's own sheet of self-scores: its columns are found by the codes of the table and by what stands over them.

Only a column of codes and one of points or figures are needed; whatever else the sheet has is left aside. What could be
two things is refused with the names of both.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from thidua.common.tables.cells import Cell, as_text, column_letters, is_missing
from thidua.common.tables.errors import WorkbookError
from thidua.common.tables.headers import FIRST_ROWS, Header, Heading
from thidua.common.tables.layouts import Column, Layout, normal_heading
from thidua.common.tables.parsers import Text
from thidua.common.tables.reading import Finding, ReadRow, ReadTable, read_under
from thidua.common.tables.workbooks import Sheet, Workbook
from thidua.core.vietnam.names import normalise
from thidua.scorecards.services.imports.sums import Standing, SumRow, figure_of, words_of_sum

FEWEST: Final = 2
"""Codes of the table that a column must hold to be the column of codes."""
MOST_LINES: Final = 3
OWN: Final = ("tu cham", "tu danh gia", "tu xep", "don vi cham")
PLAIN: Final = frozenset(
    {"diem", "ket qua", "so lieu", "tra loi", "diem dat", "diem dat duoc", "dat duoc", "ket qua thuc hien", "so diem"}
)
OTHERS: Final = ("toi da", "diem chuan", "thang diem", "tham dinh", "cham cheo", "hoi dong", "khoi cham", "cham lai")
PROOF: Final = ("minh chung", "giai trinh")

CODES = Column("item", "Mục", Text(40), required=True)
FIGURES = Column("answer", "Tự chấm", Text(2000))
WORDS = Column("claim", "Giải trình, minh chứng", Text(5000, lines=True))
LAYOUT = Layout("phieu-cua-khoi", "PHIẾU CỦA KHỐI", (CODES, FIGURES, WORDS))


def as_code(text: str) -> str:
    """A code as it is compared; “a” and “A” are two codes.

    >>> as_code(" II. "), as_code("(a1)")
    ('II', 'a1')
    """
    return normalise(text).strip(" .):(-")


@dataclass(frozen=True, slots=True)
class _Found:
    """One sheet with the place of its codes and the row of the first of them."""

    sheet: Sheet
    place: int
    first: int


Comparing = Callable[[Sequence[Standing], Sequence[SumRow]], Iterable[str]]
"""From the rows of items and those of sums, both with their figures, to what does not add up, in words."""


def read_own_sheet(
    workbook: Workbook, codes: Iterable[str], branches: Iterable[str], today: date, compare: Comparing
) -> ReadTable | None:
    """The rows of the first sheet with a column of codes; None when none has one. Raises `WorkbookError`.

    `codes` are all that a row may be called by; of `branches` no figure is read, they are sums. Where the figures are
    points the sums are held against them (`compare`).
    """
    known, sums = {as_code(each) for each in codes}, {as_code(each) for each in branches}
    for sheet in workbook.sheets:
        found = _codes_in(sheet, known)
        if found is None:
            continue
        header = _header_of(found)
        table = read_under(workbook, sheet, header, LAYOUT, today=today)
        figures = next(each for each in header.headings if each.column is FIGURES)
        rows = tuple(_kept(table.rows, sheet, found.place, known, sums, figures.text))
        told = compare(*_standing(found, header, known, figures.index)) if says_points(figures.text) else ()
        notes = (*_taken_for(header), *table.notes, *told)
        return replace(table, rows=rows, notes=notes)
    return None


def says_points(heading: str) -> bool:
    """Whether a heading says that points stand under it; under others may stand figures of any kind."""
    return _is_of(heading, ("diem", "cham"))


def _standing(found: _Found, header: Header, known: set[str], figures: int) -> tuple[list[Standing], list[SumRow]]:
    """The rows of items and the rows of sums, each with what stands in the column of figures."""
    items: list[Standing] = []
    sums: list[SumRow] = []
    for row in range(header.after, len(found.sheet.rows)):
        cells = found.sheet.rows[row]
        code, figure = as_code(as_text(found.sheet.cell(row, found.place))), figure_of(found.sheet.cell(row, figures))
        if code in known:
            items.append(Standing(row + 1, code, figure))
        elif words := words_of_sum(cells):
            sums.append(SumRow(row + 1, normalise(words), figure))
    return items, sums


def _codes_in(sheet: Sheet, known: set[str]) -> _Found | None:
    """Where the codes stand: the column that holds most of them."""
    seen: dict[int, dict[str, int]] = {}
    for row, cells in enumerate(sheet.rows):
        if _numbers_columns(cells):
            continue
        for place, cell in enumerate(cells):
            code = as_code(as_text(cell)) if not is_missing(cell) else ""
            if code in known:
                seen.setdefault(place, {}).setdefault(code, row)
    counts = sorted(((len(rows), place) for place, rows in seen.items()), reverse=True)
    if not counts or counts[0][0] < FEWEST:
        return None
    most, place = counts[0]
    equals = sorted(other for count, other in counts if count == most)
    if len(equals) > 1:
        raise WorkbookError(
            "two_code_columns",
            _("Trang tính “{sheet}”: các cột {columns} đều giống cột mã tiêu chí.").format(
                sheet=sheet.name, columns=", ".join(column_letters(each) for each in equals)
            ),
            _("Giữ lại một cột mã rồi gửi lại."),
        )
    return _Found(sheet, place, min(seen[place].values()))


def _numbers_columns(cells: list[Cell]) -> bool:
    """Whether the row only numbers the columns: (1), (2), (3)."""
    texts = [as_text(cell) for cell in cells if not is_missing(cell)]
    return (
        len(texts) > 2
        and all(re.fullmatch(r"\(?\d{1,2}\)?", text.strip()) for text in texts)
        and ([int(re.sub(r"\D", "", text)) for text in texts] == list(range(1, len(texts) + 1)))
    )


def _header_of(found: _Found) -> Header:
    """The headings over the codes: one line or several, that name one column of own points or figures."""
    candidates = [
        header
        for lines in range(1, MOST_LINES + 1)
        for row in range(max(0, min(found.first, FIRST_ROWS) - lines + 1))
        for header in [_read(found, row, lines)]
    ]
    best = max(candidates, key=partial(_likeness, found.place), default=None)
    figures = _figures(best, found.place) if best is not None else []
    if best is None or not figures:
        raise _no_figures(found, best)
    if len(figures) > 1:
        raise WorkbookError(
            "two_figure_columns",
            _("Chưa rõ cột nào là điểm tự chấm: {columns}.").format(
                columns=", ".join(_called(each) for each in figures)
            ),
            _("Chỉ giữ một cột, hoặc đặt tên cột cần đọc là “Tự chấm” và đổi tên cột kia, rồi gửi lại."),
        )
    proofs = [each for each in best.headings if _is_of(each.text, PROOF)][:1]
    taken = {figures[0].index: FIGURES, found.place: CODES, **{each.index: WORDS for each in proofs}}
    headings = [replace(each, column=taken.pop(each.index, None)) for each in best.headings]
    headings += [Heading(place, "", column) for place, column in taken.items()]
    return replace(best, headings=tuple(headings))


def _read(found: _Found, row: int, lines: int) -> Header:
    sheet = found.sheet
    width = max(len(sheet.rows[each]) for each in range(row, row + lines))
    headings: list[Heading] = []
    for index in range(width):
        texts = [normalise(as_text(_cell_of(sheet, each, index))[:300]) for each in range(row, row + lines)]
        said = list(dict.fromkeys(text for text in texts if text))
        if said:
            headings.append(Heading(index, " – ".join(said), None))
    return Header(row, row + lines, tuple(headings))


def _cell_of(sheet: Sheet, row: int, column: int) -> Cell:
    """The cell; of merged ones, what stands in the first."""
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return sheet.cell(merge.top, merge.left)
    return sheet.cell(row, column)


def _likeness(place: int, header: Header) -> tuple[bool, bool, bool, int, int]:
    """How much some rows look like the headings: over the codes too, one column of figures, many, close below."""
    figures = _figures(header, place)
    is_over_codes = any(each.index == place for each in header.headings)
    return is_over_codes, len(figures) == 1, bool(figures), len(header.headings), header.row


def _figures(header: Header, place: int) -> list[Heading]:
    """The headings that may stand over own points or figures: those that say so, else those that may be read so."""
    free = [each for each in header.headings if each.index != place and not _is_of(each.text, (*OTHERS, *PROOF))]
    own = [each for each in free if _is_of(each.text, OWN)]
    return own or [each for each in free if normal_heading(each.text) in PLAIN]


def _is_of(text: str, words: Iterable[str]) -> bool:
    said = normal_heading(text)
    return any(each in said for each in words)


def _no_figures(found: _Found, header: Header | None) -> WorkbookError:
    letters = column_letters(found.place)
    if header is None or not header.headings:
        message = _("Trang tính “{sheet}” có mã tiêu chí ở cột {column} nhưng không có dòng tiêu đề phía trên.")
        return WorkbookError(
            "no_header",
            message.format(sheet=found.sheet.name, column=letters),
            _("Thêm dòng tiêu đề, đặt tên cột điểm là “Tự chấm”, rồi gửi lại."),
        )
    message = _("Trang tính “{sheet}” có mã ở cột {column} nhưng chưa rõ cột nào là điểm tự chấm. Các cột: {names}.")
    names = ", ".join(f"“{each.text[:40]}”" for each in header.headings[:12])
    return WorkbookError(
        "no_figures",
        message.format(sheet=found.sheet.name, column=letters, names=names),
        _("Đặt tên cột cần đọc là “Tự chấm” rồi gửi lại."),
    )


def _called(heading: Heading) -> str:
    return f"{column_letters(heading.index)} “{heading.text[:60]}”" if heading.text else column_letters(heading.index)


def _taken_for(header: Header) -> Iterator[str]:
    """What each column that is read was taken for."""
    words = {
        CODES.key: _("Cột {column} được hiểu là mã tiêu chí."),
        FIGURES.key: _("Cột {column} được hiểu là điểm, số liệu tự chấm."),
        WORDS.key: _("Cột {column} được hiểu là giải trình, minh chứng."),
    }
    for key, says in words.items():
        for heading in header.headings:
            if heading.column is not None and heading.column.key == key:
                yield says.format(column=_called(heading))


def _kept(
    rows: Iterable[ReadRow], sheet: Sheet, place: int, known: set[str], sums: set[str], heading: str
) -> Iterator[ReadRow]:
    """The rows that say something of an item, each with the heading its figure stands under (as `name`)."""
    first: dict[str, int] = {}
    for row in rows:
        code, cells = as_code(row.values.get("item") or ""), sheet.rows[row.number - 1]
        says = row.values.get("answer") is not None or row.values.get("claim") is not None
        if code in sums or (not code and not says) or (code not in known and words_of_sum(cells)):
            continue
        findings = [each for each in row.findings if code or each.column == CODES.header]
        if code in known and says:
            before = first.setdefault(code, row.number)
            if before != row.number:
                findings.append(
                    Finding(CODES.header, _("Trùng mã với dòng {row}.").format(row=before), _("Giữ lại một dòng."))
                )
            if _has_lost_a_zero(sheet.cell(row.number - 1, place), known):
                findings.append(
                    Finding(
                        CODES.header,
                        _("Ô mã là số nên không phân biệt được {code} và {code}0.").format(code=code),
                        _("Định dạng cột mã là chữ (Text) rồi nhập lại mã."),
                    )
                )
        elif code not in known and isinstance(sheet.cell(row.number - 1, place), date):
            findings.append(
                Finding(
                    CODES.header,
                    _("Ô mã là một ngày: Excel đã tự đổi mã thành ngày."),
                    _("Định dạng cột mã là chữ (Text) rồi nhập lại mã."),
                )
            )
        yield ReadRow(row.number, _values(row.values, heading), tuple(findings))


def _values(values: Mapping[str, object], heading: str) -> dict[str, object]:
    return {"item": None, "answer": None, "claim": None, **values, "name": heading, "question": None, "apart": None}


def _has_lost_a_zero(cell: Cell, known: set[str]) -> bool:
    """1.1 typed as a number may have been 1.10."""
    return isinstance(cell, float) and not cell.is_integer() and f"{as_code(as_text(cell))}0" in known
