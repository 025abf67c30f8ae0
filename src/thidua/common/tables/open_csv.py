"""Tables as CSV for anybody: UTF-8 with its mark, and no text of it is a formula where a spreadsheet opens it."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

MARK: Final = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""
LEADS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""


def harmless(text: object) -> str:
    """The text as a cell that no spreadsheet calculates.

    >>> harmless('=HYPERLINK("http://x")')
    '\\'=HYPERLINK("http://x")'
    """
    said = str(text)
    return f"'{said}" if said.lstrip(" \u00a0").startswith(LEADS) else said


def as_meant(text: str) -> str:
    """What a cell that `harmless` wrote was before.

    >>> as_meant("'-"), as_meant("'tis")
    ('-', "'tis")
    """
    return text[1:] if text[:1] == "'" and harmless(text[1:]) == text else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV with the mark of UTF-8; None is an empty cell."""
    told = io.StringIO()
    told.write(MARK)
    writer = csv.writer(told)
    writer.writerow(head)
    writer.writerows(["" if cell is None else harmless(cell) for cell in row] for row in rows)
    return told.getvalue()
