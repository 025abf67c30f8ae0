"""The sums that a bloc's own sheet of self-scores writes itself, held against the points that stand over them.

Nothing is taken from a sum: branches and totals are what the table makes of its items. A sum that does not give what it
adds up is told beside the preview, so that whoever brings the sheet looks again before he takes it in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import number
from thidua.common.tables.cells import Cell, is_missing
from thidua.common.tables.sums import is_sum, sum_of
from thidua.core.scoring.numbers import exact_sum, round_half_up
from thidua.core.scoring.scheme import ROOT, ScoreItem, ScoringScheme
from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.numbers import parse_decimal

SAME: Final = 6
"""Decimals in which two figures are compared: Excel's own sums differ in the fifteenth."""
MOST_CODES: Final = 5
"""Items that a note names."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row that adds others up: its number in the sheet, its words, what it gives (None: nothing readable)."""

    number: int
    words: str
    figure: Fraction | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of an item: its number in the sheet, the address of the item, its figure."""

    number: int
    item: str
    figure: Fraction | None


def words_of_sum(cells: Sequence[Cell]) -> str:
    """The words by which a row says that it adds others up; empty where none do."""
    return next((each for each in cells if isinstance(each, str) and not is_missing(each) and is_sum(each)), "")


def figure_of(cell: Cell) -> Fraction | None:
    """The points in a cell; None where it holds no number."""
    if isinstance(cell, bool) or is_missing(cell):
        return None
    if isinstance(cell, int | float):
        return round_half_up(Fraction(str(cell)), SAME)
    try:
        return parse_decimal(cell, kind="score") if isinstance(cell, str) else None
    except NumberError:
        return None


def told_sums(table: ScoringScheme, items: Sequence[Standing], sums: Sequence[SumRow]) -> Iterator[str]:
    """A note for each sum that cannot stand: of a branch, of the rows “Cộng” and “Tổng cộng”."""
    figures = {each.item: each.figure for each in reversed(items) if each.figure is not None}
    for each in items:
        branch = table.item(each.item)
        if branch is None or not branch.parts or each.figure is None:
            continue
        made = _made_of(branch, figures)
        if made is not None and made != each.figure:
            yield _("Dòng {row}, mục {item} ghi {given}; cộng các mục con trong phiếu được {sum}.").format(
                row=each.number, item=each.item, given=number(each.figure), sum=number(made)
            )
    for at, each_sum in enumerate(sums):
        if each_sum.figure is not None:
            yield from _of_row(table, items, figures, each_sum, is_last=at == len(sums) - 1)


def _of_row(
    table: ScoringScheme,
    items: Sequence[Standing],
    figures: Mapping[str, Fraction],
    row: SumRow,
    *,
    is_last: bool,
) -> Iterator[str]:
    """One row of a sum. A row that names a branch, or stands after its last item, may be that branch's; the last of the
    sheet is the whole's."""
    assert row.figure is not None
    before = [each.item for each in items if each.number < row.number]
    code = sum_of(row.words)
    named = [each for each in table.root.walk() if each.parts and code and each.code.casefold() == code]
    around = [each for each in table.root.parts if before and any(part.code == before[-1] for part in each.walk())]
    meant = named if len(named) == 1 else [table.root, *around] if is_last else [*around, table.root]
    sums = {each.code: _made_of(each, figures) for each in meant}
    if row.figure in sums.values():
        return
    first = meant[0]
    made = sums[first.code]
    words = {"row": row.number, "words": row.words[:60], "given": number(row.figure)}
    if made is None:
        lacking = ", ".join(list(_lacking(first, figures))[:MOST_CODES])
        yield _("Dòng {row} “{words}” ghi {given}; chưa đối chiếu được vì phiếu chưa có điểm mục {items}.").format(
            **words, items=lacking
        )
    elif first.code == ROOT:
        yield _("Dòng {row} “{words}” ghi {given}; cộng các mục trong phiếu được {sum}. Xem lại phiếu.").format(
            **words, sum=number(made)
        )
    else:
        yield _("Dòng {row} “{words}” ghi {given}; cộng mục {item} được {sum}. Xem lại phiếu.").format(
            **words, item=first.code, sum=number(made)
        )


def _made_of(branch: ScoreItem, figures: Mapping[str, Fraction]) -> Fraction | None:
    """What the parts of a branch add up to by what the sheet says; None while the sheet lacks one of them."""
    found = [_value(part, figures) for part in branch.parts]
    known = [each for each in found if each is not None]
    return exact_sum(known) if len(known) == len(found) else None


def _value(item: ScoreItem, figures: Mapping[str, Fraction]) -> Fraction | None:
    """An item's own figure; a branch without one is the sum of its parts."""
    if item.code in figures:
        return figures[item.code]
    return _made_of(item, figures) if item.parts else None


def _lacking(branch: ScoreItem, figures: Mapping[str, Fraction]) -> Iterator[str]:
    for part in branch.parts:
        if part.code in figures:
            continue
        if part.parts:
            yield from _lacking(part, figures)
        else:
            yield part.code
