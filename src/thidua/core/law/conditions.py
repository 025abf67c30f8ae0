"""Conditions: small named, cited objects that combine plainly. They judge nothing themselves; `explain` and `bulk` do.

Both interpreters think of two worlds: in the *certain* one only what is recorded counts, in the *possible* one
whatever is
not recorded is as favourable as can be. A condition is MET when it holds in the first, NOT_MET when it fails in the
second, UNKNOWN in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.codes import LeadingPost, Measure, Organiser, Scope, TaskGrade

HISTORY = 60
"""Years that are looked back on; older records count as if they were not there (masks have 64 bits)."""


@dataclass(frozen=True, slots=True)
class GradeMark:
    """A year graded so well or better."""

    least: TaskGrade


@dataclass(frozen=True, slots=True)
class TitleMark:
    """A year with a title."""

    title: str


Mark = GradeMark | TitleMark


@dataclass(frozen=True, slots=True)
class Run:
    """The unbroken years up to the proposal, each with one of the marks; only those after one of the honours `after`,
    and those that were not counted already for the title `counted_once_for` in an earlier year.
    """

    each: tuple[Mark, ...]
    after: tuple[str, ...] = ()
    counted_once_for: str = ""


class WorkKind(StrEnum):
    """Sáng kiến; đề tài, đề án, công trình khoa học và công nghệ."""

    INITIATIVE = "INITIATIVE"
    SCIENTIFIC_WORK = "SCIENTIFIC_WORK"


# --- What can be asked -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaseGrade:
    """The grade of the year in question."""

    least: TaskGrade


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """A title of the year in question."""

    title: str


@dataclass(frozen=True, slots=True)
class MeetsCriteriaOf:
    """The title of the year in question was given, or its criteria are met."""

    award: str


@dataclass(frozen=True, slots=True)
class RunOfYears:
    """At least so many years in the run."""

    run: Run
    years: int


@dataclass(frozen=True, slots=True)
class ConsecutiveTitles:
    """A title so many times running just before; `spaced`: awards may lie up to so many years apart (two times only);
    `counted_once_for`: years that an earlier award of that title rested on do not count again.
    """

    title: str
    times: int
    spaced: int = 1
    counted_once_for: str = ""

    @property
    def run(self) -> Run:
        """The years that are counted, where awards follow one another year by year."""
        return Run((TitleMark(self.title),), counted_once_for=self.counted_once_for)


@dataclass(frozen=True, slots=True)
class CountOfYears:
    """At least so many years of a run bear a mark. `is_window_unstated`: the wording that we hold names no window, so
    what lies before the run is possible, not certain.
    """

    mark: Mark
    times: int
    run: Run
    is_window_unstated: bool = False


@dataclass(frozen=True, slots=True)
class HonourHeld:
    """One of the honours was given, up to the day of judging; ad hoc and thematic ones are no basis."""

    honours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HonourInRun:
    """An honour decided in a year of the run."""

    honour: str
    run: Run
    is_window_unstated: bool = False


@dataclass(frozen=True, slots=True)
class WorksRecognised:
    """At least so many initiatives or scientific works of a scope: in a run, or in the last `years` years (1: the
    year in question). `is_window_unstated` as above.
    """

    kind: WorkKind
    scope: Scope
    times: int
    years: int = 1
    run: Run | None = None
    is_window_unstated: bool = False


@dataclass(frozen=True, slots=True)
class Attested:
    """What only people can judge; the code of an attestation of the year in question."""

    criterion: str


@dataclass(frozen=True, slots=True)
class NotHeld:
    """Chưa có văn bản: nobody can answer from what we hold."""

    reason: str


@dataclass(frozen=True, slots=True)
class ShareWithTitle:
    """The share of a unit's people with a title in the year in question."""

    title: str
    least: Fraction


@dataclass(frozen=True, slots=True)
class ShareGraded:
    """The share of a unit's people graded so well or better."""

    grade: TaskGrade
    least: Fraction


@dataclass(frozen=True, slots=True)
class PeopleWithTitle:
    """At least so many of a unit's people have a title."""

    title: str
    times: int


@dataclass(frozen=True, slots=True)
class NobodyDisciplined:
    """Nobody of a unit was disciplined so severely or more in the year in question."""

    least: Measure


@dataclass(frozen=True, slots=True)
class RankInBloc:
    """A place in a cluster or bloc in the year in question, this or better."""

    rank: int
    organiser: Organiser


@dataclass(frozen=True, slots=True)
class NotOnHold:
    """Nothing makes the case wait on the day of judging."""


@dataclass(frozen=True, slots=True)
class NotDissolved:
    """A unit that still exists on the day of judging; one of which no end is recorded exists."""


@dataclass(frozen=True, slots=True)
class DisciplineServed:
    """The year in question lies after the terms of all disciplinary measures."""


@dataclass(frozen=True, slots=True)
class EmployedFor:
    """In service for so many months by the end of the year in question."""

    months: int


@dataclass(frozen=True, slots=True)
class ExistedFor:
    """A unit founded at least so many years before the end of the year in question."""

    years: int


@dataclass(frozen=True, slots=True)
class TimeInPost:
    """Months in a leading post or a higher one: from `least` to below `below`; longer is a matter of the next class.
    `too_short_in`: higher posts, each with the months from which it is the one that is judged by, and this one is not.
    """

    post: LeadingPost
    least: int
    below: int
    too_short_in: tuple[tuple[LeadingPost, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NotDisciplinedInPost:
    """No disciplinary measure began while a leading post was held."""


@dataclass(frozen=True, slots=True)
class Retires:
    """Retired on the day of judging, by the day that is recorded; a later one alone tells of no notice."""


@dataclass(frozen=True, slots=True)
class IsWoman:
    """Sex as recorded; used to tell when an exception applies."""


@dataclass(frozen=True, slots=True)
class HasHigherRetirementAge:
    """Covered by a higher retirement age; used to tell when an exception applies."""


Question = (
    CaseGrade
    | TitleHeld
    | MeetsCriteriaOf
    | RunOfYears
    | ConsecutiveTitles
    | CountOfYears
    | HonourHeld
    | HonourInRun
    | WorksRecognised
    | Attested
    | NotHeld
    | ShareWithTitle
    | ShareGraded
    | PeopleWithTitle
    | NobodyDisciplined
    | RankInBloc
    | NotOnHold
    | NotDissolved
    | DisciplineServed
    | EmployedFor
    | ExistedFor
    | TimeInPost
    | NotDisciplinedInPost
    | Retires
    | IsWoman
    | HasHigherRetirementAge
)


# --- How they combine ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deviation:
    """An exception, declared under what it excepts: where `when` holds, `then` is asked instead."""

    name: str
    cites: Citations
    grade: Certainty
    when: Condition
    then: Condition


@dataclass(frozen=True, slots=True)
class Criterion:
    """One named, cited question. `is_exclusion`: it only shuts out; from a text that we do not hold it cannot shut
    out for
    certain, but whoever it would not touch passes. Any other criterion that we do not hold leaves everybody UNKNOWN.
    """

    name: str
    cites: Citations
    grade: Certainty
    question: Question
    is_exclusion: bool = False
    exceptions: tuple[Deviation, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part."""

    parts: tuple[Condition, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of the parts; any of: one."""

    number: int
    parts: tuple[Condition, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class ByReading:
    """A text that can be read in several ways: the condition under each answer to a setting."""

    setting: str
    options: tuple[tuple[str, Condition], ...]
    name: str = ""


Condition = Criterion | AllOf | AtLeast | ByReading


def criteria_of(condition: Condition) -> tuple[Criterion, ...]:
    """Every criterion in a condition, exceptions among them, in order."""
    if isinstance(condition, Criterion):
        more = [each for deviation in condition.exceptions for each in criteria_of(deviation.then)]
        return (condition, *more)
    parts = [each for _option, each in condition.options] if isinstance(condition, ByReading) else condition.parts
    return tuple(each for part in parts for each in criteria_of(part))
