"""What is recorded of a person, a unit or a household. What is not recorded is None and stays unknown; () is a known
none.

Years are calendar years of emulation, days are inclusive. An initiative or a scientific work stands in the year it was
recognised in, with the widest scope in which its effect and influence were recognised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
    """An honour received. `decided_on` or `basis` None: not known."""

    code: str
    decided_on: date | None = None
    basis: CommendationBasis | None = None
    number: str = ""


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
    """How many were graded so; a grade that is missing counts nobody."""
    titles: Mapping[str, int] = field(default_factory=dict)
    """How many hold a title; a title that is missing is not known."""
    disciplined: Mapping[Measure, int] | None = None
    """How many were disciplined so; a measure that is missing counts nobody."""


@dataclass(frozen=True, slots=True)
class RankRecord:
    """The place of a unit in a cluster or bloc in one year."""

    year: int
    rank: int
    organiser: Organiser


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is recorded of one subject."""

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

    def disciplined_in_post(self) -> tuple[DisciplineRecord, ...] | None:
        """Measures that began while a leading post was held; None where posts or measures are not known."""
        posts = self.posts
        if posts is None or self.discipline is None:
            return None
        return tuple(each for each in self.discipline if any(post.lasts_on(each.since) for post in posts))
