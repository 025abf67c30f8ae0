"""What a subject can reach, when at the earliest, and what must happen each year: the law asked of assumed good years.

The search goes forward year by year: each year is assumed as good as can be, every award whose criteria are then met is
given on the last day of that year, and the next year is asked. Good years never hurt (no criterion asks for a bad one),
so the first year in which a criterion holds is the earliest there is, under these assumptions. Where a year counts for
one award only (setting FIGHTER_YEARS), an award given as early as it can be leaves the most years for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.core.law.awards import Award, Awards, Route, shipped_awards
from thidua.core.law.certainty import Certainty, Verdict, least
from thidua.core.law.codes import AwardKind, CommendationBasis, Organiser, Scope, Subject, TaskGrade
from thidua.core.law.conditions import (
    Attested,
    ConsecutiveTitles,
    CountOfYears,
    HonourHeld,
    HonourInRun,
    MeetsCriteriaOf,
    Question,
    Run,
    RunOfYears,
    TitleHeld,
    TitleMark,
    WorksRecognised,
)
from thidua.core.law.explain import judging
from thidua.core.law.facts import Attestation, Facts, HonourRecord, PeopleRecord, RankRecord, WorkRecord
from thidua.core.law.outcome import Outcome, Reason, reason
from thidua.core.law.path_needs import Need, Reached, needs_of

HORIZON = 40
"""Years that are searched."""
GOOD_YEAR = "GOOD_YEAR"
"""The step of a year that is graded excellent, among the codes of awards."""
PEOPLE = 10
"""People of a unit, where nobody recorded how many it has."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """An award and the first year it can be reached, with what was assumed for it; None: not within the horizon.

    `steps`: what must happen, by year: the awards that come before it and good years. `needs`: what people must
    recognise, confirm or rank for it and for these awards, as far as it is not on record.
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
    assumed = facts
    reached: dict[str, int] = {}
    given: dict[str, list[int]] = {}
    worlds: list[Reached] = []
    last: dict[str, Outcome] = {}
    met: dict[str, Route] = {}
    codes = _attested_codes(book, law_on)
    for year in range(from_year, from_year + HORIZON):
        assumed = _good_year(assumed, year, codes)
        judge = None
        for award in book.values():
            if award.kind is AwardKind.HONOUR and award.code in reached:
                continue  # it is given once
            if judge is None:
                day = date(year, 12, 31)
                judge = judging(assumed, year=year, law_on=law_on, as_of=day, settings=settings, awards=awards)
            route, is_last = judge.route_met(award), year == from_year + HORIZON - 1
            if is_last or (route is not None and award.code not in reached):
                last[award.code] = judge.assess(award)
            if route is None:
                continue
            if award.code not in reached:
                reached[award.code], met[award.code] = year, route
            given.setdefault(award.code, []).append(year)
            worlds.append(Reached(award, year, assumed, route))
            assumed, judge = _given(assumed, award, year), None
    milestones = tuple(
        Milestone(
            award,
            reached.get(award.code),
            _steps(award, reached, given, met, from_year, facts.grades or {}),
            _grade(last[award.code]),
            () if award.code in reached else _blocked(last[award.code]),
            needs_of(
                _on_the_way(award.code, reached, met, worlds),
                facts,
                law_on=law_on,
                settings=settings,
                awards=awards or shipped_awards(),
            ),
        )
        for award in book.values()
    )
    assumptions = _assumptions(facts.subject, from_year, law_on)
    return Path(from_year, law_on, (*assumptions, *_recorded(facts, from_year)), milestones)


def _attested_codes(book: Awards, law_on: date) -> list[str]:
    """What people confirm for any award whose routes are judged for everybody."""
    codes = {
        criterion.question.criterion
        for award in book.values()
        if (version := award.on(law_on)) is not None
        for route in version.routes
        if not route.waits
        for criterion in route.criteria
        if isinstance(criterion.question, Attested)
    }
    return sorted(codes)


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
    if facts.subject is Subject.INDIVIDUAL:
        work = WorkRecord(year, Scope.NATIONAL)
        common["initiatives"] = (*(facts.initiatives or ()), work, work)
    else:
        recorded = (facts.people or {}).get(year, PeopleRecord())
        common["people"] = {**(facts.people or {}), year: _good_people(recorded)}
        if not _ranked(facts, year):
            common["ranks"] = (*(facts.ranks or ()), RankRecord(year, 1, Organiser.MINISTRY))
    return replace(facts, **common)  # type: ignore[arg-type]


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


def _given(facts: Facts, award: Award, year: int) -> Facts:
    """The facts with an award given on the last day of a year."""
    if award.kind is AwardKind.HONOUR:
        record = HonourRecord(award.code, date(year, 12, 31), CommendationBasis.MERIT)
        return replace(facts, honours=(*(facts.honours or ()), record))
    titles = dict(facts.titles or {})
    if award.code not in titles.get(year, ()):
        titles[year] = (*titles.get(year, ()), award.code)
    bases = {**facts.title_bases, year: {**facts.title_bases.get(year, {}), award.code: CommendationBasis.MERIT}}
    return replace(facts, titles=titles, title_bases=bases)


def _steps(
    award: Award,
    reached: Mapping[str, int],
    given: Mapping[str, list[int]],
    met: Mapping[str, Route],
    from_year: int,
    recorded: Mapping[int, TaskGrade],
) -> tuple[tuple[int, str], ...]:
    """Year by year up to the award: an excellent year, unless its grade is on record already, and what is given in it
    that the award stands on.
    """
    if award.code not in reached:
        return ()
    stands_on = _stands_on(award.code, met)
    steps = []
    for year in range(from_year, reached[award.code] + 1):
        if year not in recorded:
            steps.append((year, GOOD_YEAR))
        steps += [(year, code) for code, years in given.items() if code in stands_on and year in years]
    return tuple(steps)


def _on_the_way(
    code: str, reached: Mapping[str, int], met: Mapping[str, Route], worlds: Iterable[Reached]
) -> list[Reached]:
    """The award where it is reached first, and before it each that it stands on, year by year."""
    if code not in reached:
        return []
    year, stands_on = reached[code], _stands_on(code, met)
    return [
        each
        for each in worlds
        if (each.award.code in stands_on and each.year <= year) or (each.award.code, each.year) == (code, year)
    ]


def _stands_on(code: str, met: Mapping[str, Route]) -> frozenset[str]:
    """Titles and honours that the way to an award asks for, and what these ask for in their turn; not the award."""
    found: set[str] = set()
    ahead = [code]
    while ahead:
        route = met.get(ahead.pop())
        asked = {each for criterion in route.criteria for each in _asked_of(criterion.question)} if route else set()
        ahead += sorted(asked - found)
        found |= asked
    return frozenset(found - {code})


def _asked_of(question: Question) -> tuple[str, ...]:
    """The titles and honours that a question asks for."""
    match question:
        case TitleHeld() | ConsecutiveTitles():
            return (question.title,)
        case MeetsCriteriaOf():
            return (question.award,)
        case HonourHeld():
            return question.honours
        case RunOfYears():
            return _asked_of_run(question.run)
        case CountOfYears():
            mark = question.mark
            return (*_asked_of_run(question.run), *((mark.title,) if isinstance(mark, TitleMark) else ()))
        case HonourInRun():
            return (question.honour, *_asked_of_run(question.run))
        case WorksRecognised():
            return _asked_of_run(question.run) if question.run is not None else ()
    return ()


def _asked_of_run(run: Run) -> tuple[str, ...]:
    """Titles that may mark the years of a run, and honours it begins after."""
    return (*(each.title for each in run.each if isinstance(each, TitleMark)), *run.after)


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
