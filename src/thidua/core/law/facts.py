"""What is recorded of a person, a unit or a household. What is not recorded is None and stays unknown; () is a known
none; a list that is named in `incomplete` is known in part: its lines count, and others may be missing.

Years are calendar years of emulation, days are inclusive. An initiative or a scientific work stands in the year it was
recognised in, with the widest scope in which its effect and influence were recognised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from thidua.core.law.codes import (
    CommendationBasis,
    HoldReason,
    LeadingPost,
    Measure,
    Organiser,
    Scope,
    Sex,
    Subject,
    TaskGrade,
)


@dataclass(frozen=True, slots=True)
class HonourRecord:
    """An honour received. `decided_on` or `basis` None: not known; `number` and `issuer` empty: not told. Every issuer
    has numbers of its own.
    """

    code: str
    decided_on: date | None = None
    basis: CommendationBasis | None = None
    number: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """An initiative or a scientific work, recognised; `used_for`: awards that already rested on it."""

    year: int
    scope: Scope
    used_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisciplineRecord:
    """A disciplinary measure; `until`: the last day of its term, None while it has no end."""

    measure: Measure
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """A hold; `until`: the day before a conclusion that there was no violation, None while it lasts."""

    reason: HoldReason
    since: date
    until: date | None

    def lasts_on(self, day: date) -> bool:
        """Whether the case waits on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Attestation:
    """What only people can judge, of one year, confirmed (or denied) by a named person."""

    criterion: str
    year: int
    by: str
    on: date
    holds: bool = True


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A leading post held; `until` None: still held."""

    post: LeadingPost
    since: date
    until: date | None

    def lasts_on(self, day: date) -> bool:
        """Whether it was held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class PeopleRecord:
    """The people of a unit in one year. Numbers that are None are not known."""

    total: int | None = None
    women: int | None = None
    grades: Mapping[TaskGrade, int] | None = None
    """How many were graded so. Of whoever is in none of these numbers the grade is not known."""
    titles: Mapping[str, int] = field(default_factory=dict)
    """How many hold a title; a title that is missing is not known."""
    disciplined: Mapping[Measure, int] | None = None
    """How many were disciplined so; a measure that is missing counts nobody, unless the numbers are named in
    `Facts.incomplete`: then more may have been.
    """

    def graded(self, least: TaskGrade) -> int | None:
        """How many are on record with a grade or a better one; None where no grade is on record."""
        if self.grades is None:
            return None
        return sum(count for grade, count in self.grades.items() if grade.reaches(least))

    def ungraded(self) -> int:
        """Of how many the grade is not on record, as far as it is known how many there are."""
        return max((self.total or 0) - sum((self.grades or {}).values()), 0)


@dataclass(frozen=True, slots=True)
class RankRecord:
    """The place of a unit in a cluster or bloc in one year."""

    year: int
    rank: int
    organiser: Organiser


PARTIAL: Final = ("honours", "initiatives", "scientific_works", "discipline", "holds", "posts", "ranks")
"""Lists that may be known in part; beside them the titles of each year, “titles.2023”, and how many of a unit's people
were disciplined in a year, “people.2023.disciplined”.
"""
TITLES_OF: Final = "titles."
PEOPLE_OF: Final = "people."
DISCIPLINED: Final = ".disciplined"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is recorded of one subject. `incomplete`: names of lists (see `PARTIAL`) that nobody told to be all
    there is; of a list that is None the name says nothing more.
    """

    subject: Subject
    sex: Sex | None = None
    employed_since: date | None = None
    established_on: date | None = None
    dissolved_on: date | None = None
    """The first day on which a unit no longer exists. None: no end is recorded, so it exists."""
    grades: Mapping[int, TaskGrade] | None = None
    titles: Mapping[int, tuple[str, ...]] | None = None
    honours: tuple[HonourRecord, ...] | None = None
    initiatives: tuple[WorkRecord, ...] | None = None
    scientific_works: tuple[WorkRecord, ...] | None = None
    discipline: tuple[DisciplineRecord, ...] | None = None
    holds: tuple[HoldRecord, ...] | None = None
    attested: tuple[Attestation, ...] | None = None
    posts: tuple[PostRecord, ...] | None = None
    maternity_leave: tuple[int, ...] | None = None
    """Years with maternity leave. It counts as any other time (rule G8): it is told, and changes no verdict."""
    retires_on: date | None = None
    higher_retirement_age: bool | None = None
    people: Mapping[int, PeopleRecord] | None = None
    ranks: tuple[RankRecord, ...] | None = None
    incomplete: frozenset[str] = frozenset()
    title_bases: Mapping[int, Mapping[str, CommendationBasis]] = field(default_factory=dict)
    """Year → title → its basis, where it is told. A title stands once in a year; given on two, with the one that
    counts.
    """

    def is_whole(self, name: str) -> bool:
        """Whether a list is recorded and nothing of it may be missing."""
        return getattr(self, name) is not None and name not in self.incomplete

    def title_basis(self, year: int, title: str) -> CommendationBasis | None:
        """On what basis a title of a year was given; None: not known."""
        return self.title_bases.get(year, {}).get(title)

    def open_titles(self) -> frozenset[int]:
        """Years whose titles are known in part."""
        years = {int(each.removeprefix(TITLES_OF)) for each in self.incomplete if each.startswith(TITLES_OF)}
        return frozenset(years & set(self.titles or ()))

    def tells_all_disciplined(self, year: int) -> bool:
        """Whether nobody else of a unit's people can have been disciplined in a year."""
        people = (self.people or {}).get(year)
        is_known = people is not None and people.disciplined is not None
        return is_known and f"{PEOPLE_OF}{year}{DISCIPLINED}" not in self.incomplete

    def disciplined_in_post(self) -> tuple[DisciplineRecord, ...]:
        """Measures on record that began while a leading post on record was held."""
        posts = self.posts or ()
        return tuple(each for each in self.discipline or () if any(post.lasts_on(each.since) for post in posts))

    def is_clear_in_post(self) -> bool:
        """Whether no measure can have begun while a leading post was held; without any measure posts do not matter."""
        if not self.is_whole("discipline"):
            return False
        return not self.discipline or (self.is_whole("posts") and not self.disciplined_in_post())
