"""Books that lists write into: those that are open, and those that are opened for it."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.common.tables.ledger import Ledger
from thidua.records.models import RecordBook


def open_books(agency: int, whose: str, wanted: Iterable[int], ledger: Ledger) -> dict[int, int]:
    """The book of each person or unit (`whose`); opened where nothing was written yet."""
    books: dict[int, int] = dict(RecordBook.objects.filter(**{f"{whose}__agency": agency}).values_list(whose, "pk"))
    opened = [(each,) for each in sorted(set(wanted) - books.keys())]
    ids = ledger.add(RecordBook, (f"{whose}_id",), opened, agency_id=agency)
    books.update(zip((each for (each,) in opened), ids, strict=True))
    return books
