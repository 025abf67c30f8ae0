"""One case, read from its facts: which years count and bear a mark, certainly and possibly. The ground of `explain`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from thidua.core.law.awards import titles_given_otherwise
from thidua.core.law.codes import NO_BASIS, CommendationBasis, LeadingPost
from thidua.core.law.conditions import HISTORY, GradeMark, Mark, Run, TitleMark
from thidua.core.law.facts import Attestation, Facts, HonourRecord, WorkRecord
from thidua.core.law.general import General
from thidua.core.law.settings import RUN_ENDS, RUN_STARTS, Chosen

NEVER: Final = 10_000
"""A year that never comes."""
EVER: Final = 0


class Pair(NamedTuple):
    """Whether something holds in the certain and in the possible world."""

    certain: bool
    possible: bool


class Years(NamedTuple):
    """Years of a run, the last first, in both worlds."""

    certain: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(slots=True)
class Case:
    """Facts asked about one year, under the general rules of a law day, on a day of judging."""

    facts: Facts
    year: int
    as_of: date
    general: General
    settings: Chosen
    _runs: dict[Run, Years] = field(default_factory=dict)
    _restart: tuple[int, int] | None = None
    _open_titles: frozenset[int] = field(init=False)
    attested: dict[str, list[Attestation]] = field(init=False)
    """What people said of the year itself, by criterion."""

    def __post_init__(self) -> None:
        self._open_titles = self.facts.open_titles()
        self.attested = {}
        for each in self.facts.attested or ():
            if each.year == self.year:
                self.attested.setdefault(each.criterion, []).append(each)

    @property
    def history(self) -> range:
        """The years that are looked back on, the year in question first."""
        return range(self.year, self.year - HISTORY, -1)

    # --- marks

    def is_before(self, year: int) -> bool:
        """Whether a year lies before service, or before the unit was founded: nothing can have been given then."""
        start = self.facts.employed_since or self.facts.established_on
        return start is not None and year < start.year

    def is_recorded(self, mark: Mark, year: int) -> bool:
        """Whether it is known, at least in part, what grade, or what titles, a year has."""
        if self.is_before(year):
            return True
        kept = self.facts.grades if isinstance(mark, GradeMark) else self.facts.titles
        return kept is not None and year in kept

    def is_open(self, mark: Mark, year: int) -> bool:
        """Whether titles of a year are on record and others may be missing."""
        return isinstance(mark, TitleMark) and year in self._open_titles and not self.is_before(year)

    def bears(self, mark: Mark, year: int) -> Pair:
        """Whether a year bears a mark."""
        if not self.is_recorded(mark, year):
            return Pair(certain=False, possible=True)
        if isinstance(mark, GradeMark):
            grade = (self.facts.grades or {}).get(year)
            holds = grade is not None and grade.reaches(mark.least)
        else:
            found = self.title_on_record(mark.title, year)
            return Pair(found.certain, found.possible or self.is_open(mark, year))
        return Pair(holds, holds)

    def title_on_record(self, title: str, year: int) -> Pair:
        """Whether a title stands on record in a year as one that counts (see `title_counts`)."""
        if title not in (self.facts.titles or {}).get(year, ()):
            return Pair(certain=False, possible=False)
        return title_counts(title, self.facts.title_basis(year, title), self.general)

    def bears_any(self, marks: Iterable[Mark], year: int) -> Pair:
        """Whether a year bears one of several marks."""
        pairs = [self.bears(mark, year) for mark in marks]
        return Pair(any(each.certain for each in pairs), any(each.possible for each in pairs))

    def anchor(self, marks: Iterable[Mark]) -> int:
        """The year that runs end with (setting RUN_ENDS)."""
        match self.settings[RUN_ENDS]:
            case "CASE_YEAR":
                return self.year
            case "YEAR_BEFORE":
                return self.year - 1
        return self.year if any(self.is_recorded(mark, self.year) for mark in marks) else self.year - 1

    # --- discipline

    def restart(self) -> tuple[int, int]:
        """The first year that counts after discipline: certainly, possibly. Where measures may be missing no year is
        certain; those on record weigh all the same.
        """
        if self._restart is None:
            certain, possible = self.restart_on_record()
            self._restart = certain if self.facts.is_whole("discipline") else NEVER, possible
        return self._restart

    def restart_on_record(self) -> tuple[int, int]:
        """The same, as far as measures are on record."""
        certain = possible = EVER
        for each in self.facts.discipline or ():
            if each.since > self.as_of:
                continue
            if each.until is None:
                certain = possible = NEVER
                continue
            ends_with_year = (each.until.month, each.until.day) == (12, 31)
            certain = max(certain, each.until.year + 1)
            possible = max(possible, each.until.year + int(ends_with_year))
        return certain, possible

    def counts(self, year: int) -> Pair:
        """Whether what was achieved in a year counts: it lies after the terms of discipline (G6)."""
        certain, possible = self.restart()
        return Pair(year >= certain, year >= possible if self.general.restart_decides else True)

    # --- honours

    def honours(self, codes: Iterable[str]) -> tuple[tuple[HonourRecord, ...], tuple[HonourRecord, ...]]:
        """Honours on record of some codes decided by the day of judging that are a basis: certainly, possibly."""
        wanted = set(codes)
        certain, possible = [], []
        for each in self.facts.honours or ():
            if each.code not in wanted or (each.decided_on is not None and each.decided_on > self.as_of):
                continue
            if each.basis in NO_BASIS and self.general.basis_decides:
                continue
            possible.append(each)
            if each.basis is not None and each.basis not in NO_BASIS:
                certain.append(each)
        return tuple(certain), tuple(possible)

    def first_years_after(self, codes: tuple[str, ...]) -> tuple[int, int]:
        """The first year of a run after the earliest of some honours: certainly, possibly; NEVER without one. Where
        honours may be missing, one of them may be the earliest.
        """
        if not codes:
            return EVER, EVER
        certain, possible = self.honours(codes)
        step = 0 if self.settings[RUN_STARTS] == "SAME_YEAR" else 1
        dated = [each.decided_on.year + step for each in certain if each.decided_on is not None]
        perhaps = [EVER if each.decided_on is None else each.decided_on.year + step for each in possible]
        first = min(perhaps, default=NEVER) if self.facts.is_whole("honours") else EVER
        return min(dated, default=NEVER), first

    # --- runs

    def last_given(self, title: str) -> tuple[int, int]:
        """The last year before the year in question with a title: certainly, possibly; EVER without one."""
        certain = EVER
        possible = EVER
        for year in range(self.year - 1, self.year - HISTORY, -1):
            bears = self.bears(TitleMark(title), year)
            if bears.possible and possible == EVER:
                possible = year
            if bears.certain:
                certain = year
                break
        return certain, possible

    def first_years_uncounted(self, title: str) -> tuple[int, int]:
        """The first year that no earlier award of a title rests on: certainly, possibly. What such an award counted
        ends with its own year or with the year before (setting RUN_ENDS); where that hangs on what was known then,
        nobody recorded it.
        """
        if not title:
            return EVER, EVER
        given, perhaps = self.last_given(title)
        ends = self.settings[RUN_ENDS]
        certain = perhaps if ends == "YEAR_BEFORE" else perhaps + 1
        return certain, given + 1 if ends == "CASE_YEAR" else given

    def first_years(self, run: Run) -> tuple[int, int]:
        """The first year that a run may have: certainly, possibly."""
        after, uncounted = self.first_years_after(run.after), self.first_years_uncounted(run.counted_once_for)
        return max(after[0], uncounted[0]), max(after[1], uncounted[1])

    def run(self, run: Run) -> Years:
        """The unbroken years that end with the anchor."""
        if run not in self._runs:
            certain_from, possible_from = self.first_years(run)
            certain: list[int] = []
            possible: list[int] = []
            is_certain = True
            anchor = self.anchor(run.each)
            for year in range(anchor, self.year - HISTORY, -1):
                bears, counts = self.bears_any(run.each, year), self.counts(year)
                is_certain = is_certain and bears.certain and counts.certain and year >= certain_from
                if is_certain:
                    certain.append(year)
                if not (bears.possible and counts.possible and year >= possible_from):
                    break
                possible.append(year)
            self._runs[run] = Years(tuple(certain), tuple(possible))
        return self._runs[run]

    def is_dissolved(self) -> bool:
        """Whether the unit no longer exists on the day of judging; without a recorded end it does."""
        day = self.facts.dissolved_on
        return day is not None and day <= self.as_of

    # --- posts

    def months_in_post(self, post: LeadingPost) -> int | None:
        """Whole months on record in a post or a higher one up to the day of judging; several at once count once, and
        those that follow one another without a gap as one time: another post never makes it shorter.
        """
        if self.facts.posts is None:
            return None
        spans = sorted(
            (each.since, min(each.until or self.as_of, self.as_of))
            for each in self.facts.posts
            if each.post.reaches(post) and each.since <= self.as_of
        )
        times: list[tuple[date, date]] = []
        for since, until in spans:
            if times and since.toordinal() <= times[-1][1].toordinal() + 1:
                times[-1] = (times[-1][0], max(times[-1][1], until))
            else:
                times.append((since, until))
        return sum(months_between(since, until) for since, until in times)

    def works(self, records: tuple[WorkRecord, ...]) -> tuple[WorkRecord, ...]:
        """Works of years that are looked back on, none after the year in question."""
        return tuple(each for each in records if self.year - HISTORY < each.year <= self.year)


def title_counts(title: str, basis: CommendationBasis | None, general: General) -> Pair:
    """Whether a title that was given counts for what comes after it: one that was given ad hoc or for a theme does not
    (G4), where the law of the day says so; where the basis is not known, titles that can be given so may not.
    """
    if basis is None:
        return Pair(title not in titles_given_otherwise(), possible=True)
    is_basis = basis not in NO_BASIS
    return Pair(is_basis, is_basis or not general.basis_decides)


def months_between(since: date, until: date) -> int:
    """Whole months from a day to another, both inclusive.

    >>> months_between(date(2025, 7, 1), date(2025, 12, 31))
    6
    >>> months_between(date(2025, 7, 2), date(2025, 12, 31))
    5
    """
    if until < since:
        return 0
    after = date.fromordinal(until.toordinal() + 1)
    months = (after.year - since.year) * 12 + after.month - since.month
    return months - int(after.day < since.day)
