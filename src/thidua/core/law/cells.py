"""Records in one cell of a table: apart by “;”, their parts by spaces; a part in "…" may hold both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_PIECE: Final = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"(?=\s|;|$)|(?P<word>[^\s;]+)|;')
UNKNOWN: Final = "?"


def read_records(cell: str, parts: int) -> list[list[str | None]]:
    """The parts of each record, at most so many; the last takes the rest of the text, None is not known.

    >>> read_records('A 2020-12-30 ? 12/QĐ Bộ Minh họa; B ? MERIT "5 QĐ"', 5)
    [['A', '2020-12-30', None, '12/QĐ', 'Bộ Minh họa'], ['B', None, 'MERIT', '5 QĐ']]
    """
    records: list[list[str | None]] = []
    pieces: list[re.Match[str]] = []
    for piece in (*_PIECE.finditer(cell), None):
        if piece is not None and piece[0] != ";":
            pieces.append(piece)
        elif pieces:
            told = [_part(each) for each in pieces]
            if len(told) > parts:
                told[parts - 1 :] = [cell[pieces[parts - 1].start() : pieces[-1].end()]]
            records.append(told)
            pieces = []
    return records


def _part(piece: re.Match[str]) -> str | None:
    if piece["quoted"] is not None:
        return piece["quoted"].replace('""', '"')
    return None if piece["word"] == UNKNOWN else piece["word"]


def write_records(records: Sequence[Sequence[str | None]], parts: int) -> str:
    """The cell that `read_records` reads back as these records, each without what is not known at its end."""
    return "; ".join(
        " ".join(_written(each, is_last=at == parts - 1) for at, each in enumerate(_known(record)))
        for record in records
    )


def _known(record: Sequence[str | None]) -> Sequence[str | None]:
    last = max((at for at, each in enumerate(record) if each is not None), default=-1)
    return record[: last + 1]


def _written(part: str | None, *, is_last: bool) -> str:
    if part is None:
        return UNKNOWN
    plain = r'[^\s;"](?:[^;]*[^\s;])?' if is_last else r'[^\s;"][^\s;]*'
    return part if part != UNKNOWN and re.fullmatch(plain, part) else '"{}"'.format(part.replace('"', '""'))
