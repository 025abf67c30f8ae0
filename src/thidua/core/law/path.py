"""What a subject can reach, when at the earliest, and what must happen each year: the law asked of assumed good years.

The search goes forward year by year: each year is assumed as good as can be, every award whose criteria are then met is
given on the last day of that year, and the next year is asked. Good years never hurt (no criterion asks for a bad one),
so the first year in which a criterion holds is the earliest there is, under these assumptions. Where a year counts for
one award only (setting FIGHTER_YEARS), an award given as early as it can be leaves the most years for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.core.law.awards import Award, Awards, shipped_awards
from thidua.core.law.case import title_counts
from thidua.core.law.certainty import Certainty, Verdict, least
from thidua.core.law.codes import AwardKind, Organiser, Subject, TaskGrade
from thidua.core.law.conditions import (
    AtLeast,
    Attested,
    ByReading,
    Condition,
    Criterion,
    WorkKind,
    WorksRecognised,
    criteria_of,
)
from thidua.core.law.explain import judging
from thidua.core.law.facts import Attestation, Facts, PeopleRecord, RankRecord
from thidua.core.law.general import general_on
from thidua.core.law.outcome import Outcome, Reason, reason
from thidua.core.law.path_needs import Need, needs_of
from thidua.core.law.path_plan import WORKS_OF_A_YEAR, Given, Planner, with_awards, works_of_year
from thidua.core.law.settings import Chosen, chosen

HORIZON = 40
"""Years that are searched."""
GOOD_YEAR = "GOOD_YEAR"
"""The step of a year that is graded excellent, among the codes of awards."""
PEOPLE = 10
"""People of a unit, where nobody recorded how many it has."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """An award and the first year it can be reached, with what was assumed for it; None: not within the horizon.

    `steps`: what must happen, by year: the awards that it stands on, as far as they are not on record, and good years.
    `needs`: what people must recognise, confirm or rank for it and for these awards, as far as it is not on record.
    Without any of it the award is missed in that year.
    """

    award: Award
    year: int | None
    steps: tuple[tuple[int, str], ...]
    grade: Certainty
    blocked: tuple[Reason, ...] = ()
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """What can be reached from a year on, and what that assumes."""

    from_year: int
    law_on: date
    assumptions: tuple[Reason, ...]
    milestones: tuple[Milestone, ...]


def find_path(
    facts: Facts,
    *,
    from_year: int,
    law_on: date,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> Path:
    """The earliest year of every award from `from_year` on, under the text of one law day. Raises `LawError` as
    `assess`.
    """
    book = {key: each for key, each in (awards or shipped_awards()).items() if each.subject is facts.subject}
    codes = _attested_codes(book, law_on)
    answers = chosen(settings or {})
    assumed = good = facts
    years: list[Facts] = []
    given: list[Given] = []
    reached: dict[str, tuple[int, int]] = {}
    last: dict[str, Outcome] = {}
    for year in range(from_year, from_year + HORIZON):
        good = _good_year(good, year, codes)
        years.append(good)
        assumed = _with_works(_good_year(assumed, year, codes), year, answers)
        judge = None
        for award in book.values():
            if award.kind is AwardKind.HONOUR and award.code in reached:
                continue  # it is given once
            if judge is None:
                day = date(year, 12, 31)
                judge = judging(assumed, year=year, law_on=law_on, as_of=day, settings=settings, awards=awards)
            is_met, is_last = judge.is_met(award), year == from_year + HORIZON - 1
            if is_last or (is_met and award.code not in reached):
                last[award.code] = judge.assess(award)
            if not is_met:
                continue
            reached.setdefault(award.code, (year, len(given)))
            if not _is_on_record(facts, award, year, law_on):
                given.append(Given(award, year))
                assumed, judge = with_awards(assumed, given[-1:]), None
    planner = Planner(facts, from_year, years, given, law_on, answers, awards or shipped_awards())
    milestones = tuple(_milestone(award, planner, reached.get(award.code), last[award.code]) for award in book.values())
    assumptions = _assumptions(facts.subject, from_year, law_on)
    return Path(from_year, law_on, (*assumptions, *_recorded(facts, from_year)), milestones)


def _milestone(award: Award, planner: Planner, reached: tuple[int, int] | None, last: Outcome) -> Milestone:
    """An award with the least that it stands on; `reached`: the year, and how many awards were given before it."""
    if reached is None:
        return Milestone(award, None, (), _grade(last), _blocked(last))
    plan = planner.plan(award, *reached)
    steps = [(year, GOOD_YEAR) for year in plan.good_years]
    steps += [(each.year, each.award.code) for each in plan.reached[:-1]]
    return Milestone(
        award,
        reached[0],
        tuple(sorted(steps, key=lambda step: step[0])),
        _grade(last),
        needs=needs_of(
            plan.reached,
            planner.facts,
            from_year=planner.from_year,
            law_on=planner.law_on,
            settings=planner.settings,
            awards=planner.awards,
        ),
    )


def _is_on_record(facts: Facts, award: Award, year: int, law_on: date) -> bool:
    """Whether a title of a year is there already, as one that counts."""
    if award.kind is AwardKind.HONOUR or award.code not in (facts.titles or {}).get(year, ()):
        return False
    return title_counts(award.code, facts.title_basis(year, award.code), general_on(law_on)).certain


def _attested_codes(book: Awards, law_on: date) -> list[str]:
    """What people confirm for any award whose routes are judged for everybody, unless works do as well: these are
    assumed.
    """
    codes = {
        code
        for award in book.values()
        if (version := award.on(law_on)) is not None
        for route in version.routes
        if not route.waits
        for part in route.parts
        for code in _attested_in(part, award.subject)
    }
    return sorted(codes)


def _attested_in(condition: Condition, subject: Subject) -> Iterator[str]:
    """What people must confirm for a condition."""
    if isinstance(condition, Criterion):
        asked = (each.question for each in criteria_of(condition))
        yield from (each.criterion for each in asked if isinstance(each, Attested))
        return
    parts = [each for _code, each in condition.options] if isinstance(condition, ByReading) else condition.parts
    if isinstance(condition, AtLeast) and sum(_is_of_works(each, subject) for each in parts) >= condition.number:
        parts = [each for each in parts if not isinstance(each, Criterion)]
    for part in parts:
        yield from _attested_in(part, subject)


def _is_of_works(condition: Condition, subject: Subject) -> bool:
    """Whether it asks for no more than the initiatives that are assumed in every year."""
    question = condition.question if isinstance(condition, Criterion) else None
    return (
        subject is Subject.INDIVIDUAL
        and isinstance(question, WorksRecognised)
        and question.kind is WorkKind.INITIATIVE
        and question.times <= WORKS_OF_A_YEAR
    )


def _good_year(facts: Facts, year: int, codes: Iterable[str]) -> Facts:
    """The facts with a year as good as can be; what is on record stays, a grade, people and place of the year itself
    too, and what is unknown of the past stays unknown.
    """
    attested = tuple(Attestation(code, year, "—", date(year, 12, 31)) for code in codes)
    common: dict[str, object] = {
        "grades": {year: TaskGrade.EXCELLENT, **(facts.grades or {})},
        "titles": {**(facts.titles or {}), year: (facts.titles or {}).get(year, ())},
        "attested": (*(facts.attested or ()), *attested),
        "honours": facts.honours if facts.honours is not None else (),
        "discipline": facts.discipline if facts.discipline is not None else (),
        "holds": (),
        "incomplete": facts.incomplete - {"discipline", "holds", f"titles.{year}", f"people.{year}.disciplined"},
    }
    if facts.subject is not Subject.INDIVIDUAL:
        recorded = (facts.people or {}).get(year, PeopleRecord())
        common["people"] = {**(facts.people or {}), year: _good_people(recorded)}
        if not _ranked(facts, year):
            common["ranks"] = (*(facts.ranks or ()), RankRecord(year, 1, Organiser.MINISTRY))
    return replace(facts, **common)  # type: ignore[arg-type]


def _with_works(facts: Facts, year: int, answers: Chosen) -> Facts:
    """The facts with as many works in a year as are asked for in one."""
    if facts.subject is not Subject.INDIVIDUAL:
        return facts
    return replace(facts, initiatives=(*(facts.initiatives or ()), *works_of_year(year, answers)))


def _good_people(recorded: PeopleRecord) -> PeopleRecord:
    """The people of a year as good as can be: what is counted stays, what is not counted is assumed."""
    grades = dict(recorded.grades or {})
    counted = (sum(grades.values()), recorded.women or 0, *recorded.titles.values())
    total = recorded.total if recorded.total is not None else max(PEOPLE, *counted)
    rest = total - sum(grades.values())
    if rest > 0:
        grades[TaskGrade.EXCELLENT] = grades.get(TaskGrade.EXCELLENT, 0) + rest
    titles = {"ADVANCED_WORKER": total, "GRASSROOTS_EMULATION_FIGHTER": min(total, 1), **recorded.titles}
    return replace(recorded, total=total, grades=grades, titles=titles, disciplined=recorded.disciplined or {})


def _ranked(facts: Facts, year: int) -> RankRecord | None:
    """The place on record of a year in a cluster or bloc of the ministry, the best; None: not recorded."""
    found = [each for each in facts.ranks or () if (each.year, each.organiser) == (year, Organiser.MINISTRY)]
    return min(found, key=lambda each: each.rank, default=None)


def _recorded(facts: Facts, from_year: int) -> tuple[Reason, ...]:
    """What is on record of years that would otherwise be assumed: it stands, and only the rest is assumed."""
    grades = sorted((facts.grades or {}).items())
    found = [reason("recorded_grade", year=year, grade=grade.value) for year, grade in grades if year >= from_year]
    for year, people in sorted((facts.people or {}).items()):
        if year < from_year:
            continue
        counted, open_ = _counted(people, tells_all_disciplined=facts.tells_all_disciplined(year))
        if counted:
            found.append(reason("recorded_people", year=year, figure=counted))
            if open_:
                found.append(reason("assumed_rest_of_people", year=year, figure=open_))
    for year in sorted({each.year for each in facts.ranks or () if each.year >= from_year}):
        place = _ranked(facts, year)
        if place is not None:
            found.append(reason("recorded_rank", year=year, rank=place.rank))
    return tuple(found)


def _counted(people: PeopleRecord, *, tells_all_disciplined: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which figures of a year are on record, and which are open, at least in part."""
    figures = {
        "total": (people.total is not None, people.total is None),
        "grades": (people.grades is not None, people.grades is None or people.ungraded() > 0),
        "ADVANCED_WORKER": ("ADVANCED_WORKER" in people.titles, "ADVANCED_WORKER" not in people.titles),
        "GRASSROOTS_EMULATION_FIGHTER": (
            "GRASSROOTS_EMULATION_FIGHTER" in people.titles, "GRASSROOTS_EMULATION_FIGHTER" not in people.titles,
        ),
        "disciplined": (people.disciplined is not None, not tells_all_disciplined),
    }  # fmt: skip
    counted, open_ = (tuple(name for name, told in figures.items() if told[at]) for at in (0, 1))
    return counted, open_


def _grade(outcome: Outcome) -> Certainty:
    return least(each.route.grade for each in outcome.routes if each.is_considered)


def _blocked(outcome: Outcome) -> tuple[Reason, ...]:
    """What still stands in the way in the last year that was searched."""
    return tuple(
        why
        for route in outcome.routes
        if route.is_considered
        for finding in route.findings
        if finding.verdict is not Verdict.MET
        for why in finding.because
    )


def _assumptions(subject: Subject, year: int, law_on: date) -> tuple[Reason, ...]:
    of_subject = ("assumed_works",) if subject is Subject.INDIVIDUAL else ("assumed_people", "assumed_rank")
    kinds = ("assumed_titles", *of_subject, "assumed_attested", "assumed_clean", "assumed_awarded")
    return (
        reason("assumed_grade", year=year),
        *(reason(kind) for kind in kinds),
        reason("assumed_law", day=law_on),
    )
