"""A path asks for the least: with all of it the award is met in that year, without any single part of it it is not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from thidua.core.law.awards import Award
from thidua.core.law.codes import AwardKind, CommendationBasis, Measure, Organiser, Subject, TaskGrade
from thidua.core.law.conditions import (
    Attested,
    PeopleWithTitle,
    Question,
    ShareGraded,
    ShareWithTitle,
    WorkKind,
    WorksRecognised,
)
from thidua.core.law.explain import judging
from thidua.core.law.facts import (
    Attestation,
    DisciplineRecord,
    Facts,
    HonourRecord,
    PeopleRecord,
    RankRecord,
    WorkRecord,
)
from thidua.core.law.facts_file import read_facts
from thidua.core.law.path import GOOD_YEAR, Milestone, find_path
from thidua.core.law.path_needs import Need, NeedKind

LAW_ON = date(2026, 9, 30)
ANSWERS = {"FIGHTER_YEARS": "AGAIN"}
FIGHTER, MINISTERIAL = "GRASSROOTS_EMULATION_FIGHTER", "MINISTERIAL_EMULATION_FIGHTER"


def milestones(facts: Facts, from_year: int = 2026, **told: str) -> dict[str, Milestone]:
    found = find_path(facts, from_year=from_year, law_on=LAW_ON, settings={**ANSWERS, **told})
    return {each.award.code: each for each in found.milestones}


def given_on_the_way(milestone: Milestone) -> list[tuple[int, str]]:
    return [(year, what) for year, what in milestone.steps if what != GOOD_YEAR]


def works_of(milestone: Milestone) -> list[tuple[int, int, int | None]]:
    """Year, how many, since when."""
    return [(each.year, each.number, each.since) for each in milestone.needs if each.kind is NeedKind.WORKS]


# --- honours on record ------------------------------------------------------------------------------------------------

HOA = read_facts("""
subject: individual
employed_since: 2005-01-01
grades: {2021: EXCELLENT, 2022: EXCELLENT, 2023: EXCELLENT, 2024: EXCELLENT, 2025: EXCELLENT}
titles: {2021: [], 2022: [], 2023: [], 2024: [], 2025: []}
honours:
- {code: MINISTRY_CERTIFICATE_OF_MERIT, decided_on: 2020-06-30, basis: MERIT}
- {code: PRIME_MINISTER_CERTIFICATE_OF_MERIT, decided_on: 2020-12-30, basis: MERIT}
- {code: LABOUR_ORDER_THIRD_CLASS, decided_on: 2021-12-30, basis: MERIT}
initiatives: []
scientific_works: []
discipline: []
holds: []
""")


def test_honours_on_record_are_not_asked_for_again() -> None:
    order = milestones(HOA)["LABOUR_ORDER_SECOND_CLASS"]

    assert order.year == 2028
    assert given_on_the_way(order) == [(2026, FIGHTER), (2027, FIGHTER), (2028, FIGHTER), (2028, MINISTERIAL)]
    assert works_of(order) == [(2028, 1, 2026)]


def test_an_honour_that_is_not_on_record_is_asked_for() -> None:
    order = milestones(replace(HOA, honours=HOA.honours[:2]))["LABOUR_ORDER_THIRD_CLASS"]
    without = milestones(replace(HOA, honours=HOA.honours[:1]))["LABOUR_ORDER_THIRD_CLASS"]

    assert (order.year, given_on_the_way(order)) == (2028, [(year, FIGHTER) for year in (2026, 2027, 2028)])
    assert without.year == 2033
    assert (2028, "PRIME_MINISTER_CERTIFICATE_OF_MERIT") in given_on_the_way(without)


def test_a_title_is_asked_for_no_more_often_than_it_counts() -> None:
    """Three times in the five years after the certificate: not in every one of them, and none before."""
    certificate = milestones(replace(HOA, honours=()))["PRIME_MINISTER_CERTIFICATE_OF_MERIT"]

    assert certificate.year == 2031
    assert given_on_the_way(certificate) == [
        (2026, "MINISTRY_CERTIFICATE_OF_MERIT"), (2027, FIGHTER), (2028, FIGHTER), (2029, FIGHTER),
    ]  # fmt: skip


def test_the_ministerial_title_is_asked_for_in_the_one_year_in_which_it_counts() -> None:
    beginner = replace(HOA, honours=(), grades={}, titles={}, employed_since=date(2026, 1, 1))
    order = milestones(beginner)["LABOUR_ORDER_SECOND_CLASS"]

    third = next(year for year, what in order.steps if what == "LABOUR_ORDER_THIRD_CLASS")
    assert [year for year, what in order.steps if what == MINISTERIAL] == [third + 1]


def test_a_title_on_record_of_the_first_year_is_no_step() -> None:
    fighter = replace(HOA, grades={**HOA.grades, 2026: TaskGrade.EXCELLENT}, titles={**HOA.titles, 2026: (FIGHTER,)})
    assert given_on_the_way(milestones(fighter)[MINISTERIAL]) == [(2027, FIGHTER), (2028, FIGHTER)]
    assert 2026 not in {year for year, _what in milestones(fighter)[MINISTERIAL].steps}


def test_a_year_that_cannot_count_need_not_be_good() -> None:
    term = DisciplineRecord(Measure.WARNING, date(2025, 3, 1), date(2026, 2, 28))
    fighter = milestones(replace(HOA, discipline=(term,)))[MINISTERIAL]

    assert fighter.year == 2029
    assert [year for year, what in fighter.steps if what == GOOD_YEAR] == [2027, 2028, 2029]


# --- works ------------------------------------------------------------------------------------------------------------


def test_works_are_asked_for_from_the_first_year_of_the_path_on() -> None:
    """The window of the title goes back to 2025; of that year it is known that there is none."""
    assert works_of(milestones(HOA)[MINISTERIAL]) == [(2028, 1, 2026)]


def test_works_of_a_run_are_asked_for_in_a_year_of_the_run() -> None:
    """Where runs end with the year before, an initiative of the year itself is none of “those years”."""
    told = {"RUN_ENDS": "YEAR_BEFORE", "INITIATIVES_OF_MINISTRY_CERTIFICATE": "BOTH"}
    certificate = milestones(replace(HOA, honours=(), grades={}, titles={}), **told)["MINISTRY_CERTIFICATE_OF_MERIT"]

    assert certificate.year == 2028
    assert works_of(certificate) == [(2027, 2, None)]


def test_a_work_of_a_wider_scope_spares_the_narrower_one_of_the_same_year() -> None:
    facts = replace(HOA, titles={**HOA.titles, 2024: (FIGHTER,), 2025: (FIGHTER, MINISTERIAL)})
    national = milestones(facts)["NATIONAL_EMULATION_FIGHTER"]

    assert national.year == 2026
    assert [each.criterion.question.scope.value for each in national.needs if each.kind is NeedKind.WORKS] == [
        "NATIONAL"
    ]


# --- on random histories ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    """What of a path is done."""

    milestone: Milestone
    steps: tuple[tuple[int, str], ...]
    needs: tuple[Need, ...]

    def without_each(self) -> list["Done"]:
        """All of it but one thing, for each thing."""
        steps = [replace(self, steps=_left(self.steps, at)) for at in range(len(self.steps))]
        return [
            *steps,
            *(replace(self, needs=each) for at in range(len(self.needs)) for each in _fewer(self.needs, at)),
        ]


def _left(things: tuple, at: int) -> tuple:
    return (*things[:at], *things[at + 1 :])


def _fewer(needs: tuple[Need, ...], at: int) -> list[tuple[Need, ...]]:
    one = [replace(needs[at], number=needs[at].number - 1)] if needs[at].number > 1 else []
    return [(*needs[:at], *one, *needs[at + 1 :])]


def counted(people: PeopleRecord, question: Question) -> PeopleRecord:
    """The people of a year with the one figure that is asked for: ten of ten."""
    match question:
        case ShareWithTitle() | PeopleWithTitle():
            return replace(people, total=10, titles={**people.titles, question.title: 10})
        case ShareGraded():
            return replace(people, total=10, grades={TaskGrade.EXCELLENT: 10})
        case _:
            return replace(people, disciplined={})


def lived(facts: Facts, from_year: int, done: Done) -> Facts:
    """The record of whoever did this and no more, but for titles and honours: other years were poor."""
    years = range(from_year, (done.milestone.year or 0) + 1)
    good = {year for year, what in done.steps if what == GOOD_YEAR}
    works: dict[WorkKind, list[WorkRecord]] = {kind: [] for kind in WorkKind}
    attested, ranks, people = [], [], dict(facts.people or {})
    for need in done.needs:
        question = need.criterion.question
        if isinstance(question, WorksRecognised):
            works[question.kind] += [WorkRecord(need.year, question.scope)] * need.number
        if isinstance(question, Attested):
            attested.append(Attestation(question.criterion, need.year, "Trần Thị Bình", date(need.year, 12, 31)))
        if need.kind is NeedKind.RANK:
            ranks.append(RankRecord(need.year, 1, Organiser.MINISTRY))
        if need.kind is NeedKind.PEOPLE:
            people[need.year] = counted(people.get(need.year, PeopleRecord()), question)
    known = {f"titles.{year}" for year in years} | {f"people.{year}.disciplined" for year in years}
    return replace(
        facts,
        grades={
            **{year: TaskGrade.EXCELLENT if year in good else TaskGrade.UNSATISFACTORY for year in years},
            **(facts.grades or {}),
        },
        titles={**dict.fromkeys(years, ()), **(facts.titles or {})},
        honours=facts.honours or (),
        discipline=facts.discipline or (),
        holds=(),
        initiatives=(*(facts.initiatives or ()), *works[WorkKind.INITIATIVE]),
        scientific_works=(*(facts.scientific_works or ()), *works[WorkKind.SCIENTIFIC_WORK]),
        attested=(*(facts.attested or ()), *attested),
        ranks=(*(facts.ranks or ()), *ranks) if facts.subject is Subject.COLLECTIVE else None,
        people=people if facts.subject is Subject.COLLECTIVE else None,
        incomplete=facts.incomplete - {"discipline", "holds", *known},
    )


def awarded(facts: Facts, award: Award, year: int) -> Facts:
    """The record with an award of the last day of a year."""
    if award.kind is AwardKind.HONOUR:
        honour = HonourRecord(award.code, date(year, 12, 31), CommendationBasis.MERIT)
        return replace(facts, honours=(*(facts.honours or ()), honour))
    titles, bases = dict(facts.titles or {}), dict(facts.title_bases)
    titles[year] = tuple(dict.fromkeys((*titles[year], award.code)))
    bases[year] = {**bases.get(year, {}), award.code: CommendationBasis.MERIT}
    return replace(facts, titles=titles, title_bases=bases)


def reaches(
    facts: Facts, from_year: int, done: Done, book: dict[str, Award], is_met: Callable[[Facts, Award, int], bool]
) -> bool:
    """Whether the award is met in its year: what the path puts before it is given where it is met itself."""
    record = lived(facts, from_year, done)
    for year, code in (each for each in done.steps if each[1] != GOOD_YEAR):
        if is_met(record, book[code], year):
            record = awarded(record, book[code], year)
    return is_met(record, done.milestone.award, done.milestone.year or 0)


def judged(told: dict[str, str]) -> Callable[[Facts, Award, int], bool]:
    def is_met(facts: Facts, award: Award, year: int) -> bool:
        return judging(facts, year=year, law_on=LAW_ON, as_of=date(year, 12, 31), settings=told).is_met(award)

    return is_met


def require_least(
    facts: Facts, from_year: int, told: dict[str, str], found: Sequence[Milestone], at: Milestone
) -> None:
    book = {each.award.code: each.award for each in found}
    done = Done(at, at.steps, at.needs)
    assert reaches(facts, from_year, done, book, judged(told)), at.award.code
    for fewer in done.without_each():
        lacking = set(done.steps) - set(fewer.steps), [each.told() for each in done.needs if each not in fewer.needs]
        assert not reaches(facts, from_year, fewer, book, judged(told)), (at.award.code, lacking)


@given(st.data(), st.sampled_from([Subject.INDIVIDUAL, Subject.INDIVIDUAL, Subject.COLLECTIVE]), random_law.settings())
@chance(max_examples=25)
def test_nothing_of_a_path_can_be_spared(data: st.DataObject, subject: Subject, told: dict[str, str]) -> None:
    facts = data.draw(random_law.facts(subject))
    if subject is Subject.COLLECTIVE:
        facts = replace(facts, people={year: each for year, each in (facts.people or {}).items() if year < 2026})
    found = find_path(facts, from_year=2026, law_on=LAW_ON, settings=told).milestones
    reached = [each for each in found if each.year is not None]
    assume(reached)
    require_least(facts, 2026, told, found, data.draw(st.sampled_from(reached)))


@pytest.mark.parametrize("told", [ANSWERS, {}, {"FIGHTER_YEARS": "ONCE", "TWICE_MINISTERIAL": "SUCCESSIVE_AWARDS"}])
def test_nothing_can_be_spared_of_the_whole_way_of_a_beginner(told: dict[str, str]) -> None:
    beginner = replace(HOA, honours=(), grades={}, titles={}, employed_since=date(2026, 1, 1))
    found = find_path(beginner, from_year=2026, law_on=LAW_ON, settings=told).milestones
    for each in found:
        if each.year is not None:
            require_least(beginner, 2026, told, found, each)
