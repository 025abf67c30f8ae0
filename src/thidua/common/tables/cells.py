"""One cell as it came out of a workbook."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

from thidua.core.vietnam.names import fold

Cell = str | int | float | bool | date | datetime | None

_MISSING_WORDS: Final = frozenset(
    {
        "",
        "-",
        "--",
        "?",
        "#n/a",
        "#na",
        "#ref!",
        "#value!",
        "#name?",
        "#div/0!",
        "#null!",
        "#num!",
        "chua biet",
        "chua ro",
        "chua co so lieu",
        "khong ro",
        "n/a",
    }
)
_LONGEST_MISSING_WORD: Final = 20


def is_missing(cell: Cell) -> bool:
    """Whether the cell says nothing: empty, a spreadsheet error, or a word for “unknown”. Zero is not missing."""
    if cell is None:
        return True
    if not isinstance(cell, str) or len(cell) > _LONGEST_MISSING_WORD:
        return False
    return _says_nothing(cell)


@lru_cache(maxsize=1 << 15)
def _says_nothing(text: str) -> bool:
    return fold(text) in _MISSING_WORDS


def as_text(cell: Cell) -> str:
    """The cell as a person sees it in the sheet; whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def column_letters(index: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """“C5” for row 5 (counted from 1) and column 2 (counted from 0)."""
    return f"{column_letters(column)}{row}"
