"""How far a word that many books are complete counts for one of them, and what takes a book out of it. Pure functions.

It counts as if it had been said in the book itself on its day (`reading.last_told`), until a line comes to be recorded
that was missing then: the word was wrong of that book, and nobody knows what else is missing. A line from before that a
correction moves into that time was missing there, too: that is kept (`models.ReopenedTelling`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final, NamedTuple, Protocol

from thidua.core.law.codes import TITLE_CODES
from thidua.records.enums import EntryKind

_TITLES: Final = frozenset(TITLE_CODES)


class SharedSpan(NamedTuple):
    """Years of one kind that a telling which stands tells in full; `said_on` is the day up to which it speaks."""

    telling: int
    kind: str
    from_year: int | None
    said_on: date
    said_at: datetime
    last_post: int

    @property
    def to_year(self) -> int:
        """The last year that it reaches into."""
        return self.said_on.year


class ToldYears(Protocol):
    """Years of a kind that somebody said are told in full, of one book or of many."""

    @property
    def kind(self) -> str: ...
    @property
    def from_year(self) -> int | None: ...
    @property
    def to_year(self) -> int: ...
    @property
    def said_on(self) -> date: ...


class PlacedLine(NamedTuple):
    """Where a line stands in its book: its list, its year, the first day that it may be of. None is not known."""

    kind: str
    year: int | None
    begun: date | None


class RecordedLine(NamedTuple):
    """A line of a book: what it is about, and when it came to be recorded. None is not known."""

    kind: str
    year: int | None
    begun: date | None
    """The first day that its decision, or the first day of a post, may be."""
    recorded_at: datetime | None
    """None of a post."""
    post: int = 0
    """The id of a post: they are numbered as they come."""


def kind_of_award(law_code: str | None) -> EntryKind:
    """Of which list an award is a line."""
    return EntryKind.TITLE if law_code in _TITLES else EntryKind.HONOUR


def is_reopened_by(span: SharedSpan, line: RecordedLine) -> bool:
    """Whether a line that came later belongs to what was said to be complete."""
    came_later = line.post > span.last_post if line.recorded_at is None else line.recorded_at > span.said_at
    return came_later and is_told_of(span, line)


def is_told_of(span: ToldYears, line: PlacedLine | RecordedLine) -> bool:
    """Whether a telling speaks of a line. Of a title its year decides (of the year in which it was said the day, too),
    of anything else the year or the day, whichever may lie in the time told of.
    """
    if line.kind != span.kind:
        return False
    first = span.from_year or 0
    came_after = line.begun is not None and line.begun > span.said_on
    if span.kind == EntryKind.TITLE:
        is_decided_after = line.year == span.said_on.year and came_after
        return line.year is not None and first <= line.year <= span.to_year and not is_decided_after
    if came_after:
        return False
    years = [year for year in (line.year, line.begun.year if line.begun else None) if year is not None]
    return not years or (max(years) >= first and min(years) <= span.to_year)


def standing_spans(spans: Iterable[SharedSpan], lines: Collection[RecordedLine]) -> list[SharedSpan]:
    """The spans that no line of the book has reopened."""
    return [span for span in spans if not any(is_reopened_by(span, line) for line in lines)]
