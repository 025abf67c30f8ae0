"""Tables as Parquet files. Imported only where one is read or written: pyarrow is an extra, and heavy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from thidua.core.law.errors import LawError


def read_parquet(file: Path) -> tuple[list[str], list[list[object]]]:
    """Names of the columns, and the rows. Raises `LawError`: bad_table; OSError."""
    try:
        table = parquet.read_table(file)
    except pa.ArrowException as error:
        raise LawError("bad_table", {"why": error}, file=str(file)) from None
    return table.column_names, [list(row) for row in zip(*(each.to_pylist() for each in table.columns), strict=True)]


def write_parquet(file: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table of texts. Raises OSError."""
    columns = list(zip(*([str(cell) for cell in row] for row in rows), strict=True)) or [() for _name in head]
    parquet.write_table(pa.table([pa.array(each, pa.string()) for each in columns], names=list(head)), file)
