"""“Thiếu … năm; sớm nhất là năm …”: the year is never too early, and none is told where none is known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from thidua.core.law.awards import Award, Awards, Route, shipped_awards
from thidua.core.law.codes import Measure, Subject, TaskGrade
from thidua.core.law.conditions import ConsecutiveTitles, Criterion, RunOfYears, criteria_of
from thidua.core.law.explain import assess, award_for
from thidua.core.law.facts import DisciplineRecord, Facts
from thidua.core.law.facts_file import read_facts
from thidua.core.law.outcome import CriterionFinding, Outcome
from thidua.core.law.path import find_path
from thidua.core.law.wording import say_reason

LAW_ON = date(2026, 9, 30)
ANSWERS = {"FIGHTER_YEARS": "AGAIN", "TWICE_MINISTERIAL": "CONSECUTIVE_YEARS"}
HOA = read_facts("""
subject: individual
employed_since: 2005-01-01
grades: {2021: EXCELLENT, 2022: EXCELLENT, 2023: EXCELLENT, 2024: EXCELLENT}
titles: {2021: [], 2022: [GRASSROOTS_EMULATION_FIGHTER], 2023: [GRASSROOTS_EMULATION_FIGHTER], 2024: []}
honours: [{code: MINISTRY_CERTIFICATE_OF_MERIT, decided_on: 2022-06-30, basis: MERIT}]
initiatives: []
scientific_works: []
discipline: []
holds: []
""")
WARNED = replace(HOA, discipline=(DisciplineRecord(Measure.WARNING, date(2024, 3, 1), date(2026, 2, 28)),))
FIGHTER, PRIME, MINISTERIAL = (
    "GRASSROOTS_EMULATION_FIGHTER",
    "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "MINISTERIAL_EMULATION_FIGHTER",
)
NATIONAL = "NATIONAL_EMULATION_FIGHTER"


def needs(code: str, facts: Facts, year: int = 2024, **told: str) -> list[str]:
    """What is needed of years."""
    award = award_for(code, facts.subject)
    outcome = assess(award, facts, year=year, law_on=LAW_ON, settings={**ANSWERS, **told})
    return [
        say_reason(need, "needs")
        for route in outcome.routes
        for finding in all_of(route.findings)
        for need in finding.needs
        if need.kind in ("need_years", "need_years_after", "need_more_years")
    ]


def all_of(found: tuple[CriterionFinding, ...]) -> Iterator[CriterionFinding]:
    for each in found:
        yield each
        yield from all_of(each.parts)


def earliest(code: str, facts: Facts, from_year: int = 2025) -> int | None:
    found = find_path(facts, from_year=from_year, law_on=LAW_ON, settings=ANSWERS).milestones
    return next(each.year for each in found if each.award.code == code)


def test_good_years_on_record_count() -> None:
    assert needs(PRIME, HOA) == ["Thiếu 3 năm; sớm nhất là năm 2027 nếu các năm tới đều đạt."]
    assert needs(MINISTERIAL, HOA) == ["Thiếu 3 năm; sớm nhất là năm 2027 nếu các năm tới đều đạt."]
    assert (earliest(PRIME, HOA), earliest(MINISTERIAL, HOA)) == (2027, 2027)


def test_years_of_a_term_of_discipline_do_not_count() -> None:
    """The year in which the term ends on 28 February is left open, so that the first certain one is 2027."""
    assert needs(PRIME, WARNED) == ["Thiếu 5 năm; sớm nhất là năm 2031 nếu các năm tới đều đạt."]
    assert needs(MINISTERIAL, WARNED) == ["Thiếu 3 năm; sớm nhất là năm 2029 nếu các năm tới đều đạt."]
    assert (earliest(PRIME, WARNED), earliest(MINISTERIAL, WARNED)) == (2031, 2029)


def test_a_term_that_ends_with_the_year_leaves_the_next_one() -> None:
    ended = replace(WARNED, discipline=(DisciplineRecord(Measure.WARNING, date(2024, 3, 1), date(2025, 12, 31)),))
    assert needs(PRIME, ended) == ["Thiếu 5 năm; sớm nhất là năm 2030 nếu các năm tới đều đạt."]


def test_no_year_is_told_while_a_term_has_no_end() -> None:
    open_ = replace(WARNED, discipline=(DisciplineRecord(Measure.WARNING, date(2024, 3, 1), None),))
    assert needs(PRIME, open_) == ["Thiếu 5 năm."]


def test_no_year_is_told_while_the_honour_is_lacking_after_which_years_count() -> None:
    assert needs(PRIME, replace(HOA, honours=())) == [
        "Thiếu 5 năm, chỉ tính từ sau khi được tặng Bằng khen của bộ, ban, ngành, tỉnh.",
    ]


def test_no_year_is_told_of_a_title_that_takes_several_years_itself() -> None:
    assert needs(NATIONAL, HOA) == ["Thiếu 2 năm."]
    assert earliest(NATIONAL, HOA) == 2028


def test_a_poor_year_on_record_after_the_year_in_question_breaks_the_run() -> None:
    assert needs(PRIME, HOA, year=2023) == ["Thiếu 4 năm; sớm nhất là năm 2027 nếu các năm tới đều đạt."]
    poor = replace(HOA, grades={**(HOA.grades or {}), 2024: TaskGrade.SATISFACTORY})
    assert needs(PRIME, poor, year=2023) == ["Thiếu 4 năm; sớm nhất là năm 2029 nếu các năm tới đều đạt."]
    assert earliest(PRIME, poor) == 2029


def test_a_year_that_has_begun_may_still_bear_its_title() -> None:
    """That there is no title of 2025 on record says nothing while the year is not over; a poor grade does."""
    begun = replace(HOA, titles={**(HOA.titles or {}), 2024: (FIGHTER,), 2025: ()})
    poor = replace(begun, grades={**(HOA.grades or {}), 2025: TaskGrade.SATISFACTORY})

    assert needs(MINISTERIAL, begun, year=2023) == ["Thiếu 1 năm; sớm nhất là năm 2024 nếu các năm tới đều đạt."]
    assert needs(MINISTERIAL, replace(begun, titles={**begun.titles, 2023: ()})) == [
        "Thiếu 2 năm; sớm nhất là năm 2026 nếu các năm tới đều đạt.",
    ]
    assert needs(MINISTERIAL, replace(poor, titles={**begun.titles, 2023: ()})) == [
        "Thiếu 2 năm; sớm nhất là năm 2028 nếu các năm tới đều đạt.",
    ]


def test_where_runs_end_with_the_year_before_the_award_comes_a_year_later() -> None:
    assert needs(PRIME, HOA, RUN_ENDS="YEAR_BEFORE") == ["Thiếu 4 năm; sớm nhất là năm 2028 nếu các năm tới đều đạt."]


# --- on random histories ---------------------------------------------------------------------------------------------


def runs_of(award: Award) -> list[Criterion]:
    """The criteria that ask for years running, as far as somebody read them."""
    version = award.on(LAW_ON)
    return [
        each
        for route in (version.routes if version else ())
        for part in route.parts
        for each in criteria_of(part)
        if each.grade.decides
        and (
            isinstance(each.question, RunOfYears)
            or (isinstance(each.question, ConsecutiveTitles) and each.question.spaced == 1)
        )
    ]


def asked_alone(award: Award, criterion: Criterion) -> Award:
    """The award as if it asked for nothing but the criterion."""
    version = award.on(LAW_ON)
    assert version is not None
    first = version.routes[0]
    alone = Route(first.name, first.basis, first.cites, first.grade, (criterion,))
    return replace(award, versions=(replace(version, routes=(alone,)),))


def told_year(outcome: Outcome) -> int | None:
    data = [dict(each.data) for route in outcome.routes for found in route.findings for each in found.needs]
    return next((int(str(each["year"])) for each in data if "missing" in each and "year" in each), None)


SUBJECTS = [Subject.INDIVIDUAL, Subject.INDIVIDUAL, Subject.COLLECTIVE]


@given(st.data(), st.sampled_from(SUBJECTS), random_law.settings(), st.integers(2022, 2025))
@chance(max_examples=40)
def test_no_year_is_told_before_the_first_that_a_path_reaches(
    data: st.DataObject, subject: Subject, told: dict[str, str], year: int
) -> None:
    drawn = data.draw(random_law.facts(subject))
    counted = {each: people for each, people in (drawn.people or {}).items() if people.total is not None}
    if subject is Subject.INDIVIDUAL:
        facts = replace(drawn, employed_since=drawn.employed_since or date(2000, 1, 1))
    else:
        facts = replace(drawn, people=counted)  # how many there are is not guessed
    shipped = [each for each in shipped_awards().values() if each.subject is subject]
    award, criterion = data.draw(st.sampled_from([(each, one) for each in shipped for one in runs_of(each)]))
    alone = asked_alone(award, criterion)
    book: Awards = {**shipped_awards(), alone.key: alone}
    outcome = assess(alone, facts, year=year, law_on=LAW_ON, as_of=date(year, 12, 31), settings=told, awards=book)
    when = told_year(outcome)
    if when is None:
        return
    is_told = year in (facts.grades or {}) and year in (facts.titles or {})
    first = year + 1 if is_told else year  # what nobody recorded of the year in question is taken as good, too
    found = find_path(facts, from_year=min(first, when), law_on=LAW_ON, settings=told, awards=book).milestones
    reached = next(each.year for each in found if each.award.code == award.code)
    assert reached is not None
    assert reached <= when
