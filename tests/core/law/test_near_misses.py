"""What is missed by a year or two: exactly the one criterion that counts years, and the same for one and for many."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from tests.core.law.case_files import all_cases
from thidua.core.law.bulk import answer
from thidua.core.law.codes import CommendationBasis, Measure, Scope, Subject, TaskGrade
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import assess as assess_one
from thidua.core.law.explain import assess_all, award_for
from thidua.core.law.facts import Attestation, DisciplineRecord, Facts, HonourRecord, WorkRecord
from thidua.core.law.general import general_on
from thidua.core.law.near import Lack, NearMiss, lowered_routes, near_miss, near_misses
from thidua.core.law.settings import chosen

LAW_ON = date(2025, 12, 1)
FLAG = "Cờ thi đua của bộ, ban, ngành, tỉnh"
MINISTERIAL = "MINISTERIAL_EMULATION_FIGHTER"
CERTIFICATE = "PRIME_MINISTER_CERTIFICATE_OF_MERIT"
AFTER_CERTIFICATE = "Sau đó có 05 năm trở lên liên tục hoàn thành tốt nhiệm vụ trở lên, tính đến thời điểm đề nghị"


def person(given_on: date | None, fighter_years: tuple[int, ...] = (2022, 2023, 2024)) -> Facts:
    """Good years since 2015; a ministry certificate on a day, and the title of some years."""
    years = range(2015, 2026)
    honours = (
        () if given_on is None else (HonourRecord("MINISTRY_CERTIFICATE_OF_MERIT", given_on, CommendationBasis.MERIT),)
    )
    return Facts(
        Subject.INDIVIDUAL, employed_since=date(2015, 1, 1), grades=dict.fromkeys(years, TaskGrade.GOOD),
        titles={year: ("GRASSROOTS_EMULATION_FIGHTER",) if year in fighter_years else () for year in years},
        honours=honours, initiatives=(), scientific_works=(), discipline=(), holds=(), attested=(), posts=(),
    )  # fmt: skip


def near(facts: Facts, code: str = CERTIFICATE) -> NearMiss | None:
    outcome = assess_one(award_for(code, Subject.INDIVIDUAL), facts, year=2025, law_on=LAW_ON)
    return near_miss(outcome, facts)


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        (person(date(2020, 6, 1)), None),  # five years after it: met
        (person(date(2021, 6, 1)), 1),
        (person(date(2022, 6, 1), (2023, 2024, 2025)), 2),
        (
            person(date(2023, 6, 1), (2023, 2024, 2025)),
            None,
        ),  # two years after it, and a title too few: two things fail
        (person(None), None),  # no certificate: not a matter of years
    ],
    ids=["met", "one year", "two years", "two things", "no certificate"],
)
def test_years_after_the_certificate(facts: Facts, years: int | None) -> None:
    expected = None if years is None else NearMiss(years, Lack.YEARS, AFTER_CERTIFICATE, is_open=False)
    assert near(facts) == expected


def test_times_are_said_as_times() -> None:
    found = near(person(date(2019, 6, 1), (2022, 2023)))

    assert found == NearMiss(
        1, Lack.TIMES, "Trong thời gian đó có 03 lần được tặng danh hiệu Chiến sĩ thi đua cơ sở", is_open=False
    )


def test_one_criterion_that_can_be_read_in_several_ways_is_lowered_in_all_of_them() -> None:
    """Two titles running and nobody chose how years are counted: one is lacking, whatever the answer."""
    facts = replace(person(None, (2024, 2025)), initiatives=(WorkRecord(2024, Scope.MINISTRY),))
    lacks = NearMiss(1, Lack.TIMES, "03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở", is_open=False)

    assert near(facts, "MINISTERIAL_EMULATION_FIGHTER") == lacks
    titles = {**(facts.titles or {}), 2024: ("GRASSROOTS_EMULATION_FIGHTER", "MINISTERIAL_EMULATION_FIGHTER")}
    again = replace(facts, titles=titles)  # the year 2024 may be counted already
    assert near(again, "MINISTERIAL_EMULATION_FIGHTER") == replace(lacks, is_open=True)


@pytest.mark.parametrize(("recognised", "is_near"), [(2022, False), (2023, True)])
def test_a_work_before_discipline_was_served_makes_nobody_near(recognised: int, is_near: bool) -> None:
    """One title is lacking; the initiative counts only where it was recognised after the term."""
    reprimand = DisciplineRecord(Measure.REPRIMAND, date(2022, 1, 10), date(2022, 12, 31))
    in_combat = Attestation(f"{MINISTERIAL}.COMBAT", 2025, "Lê Văn Cường", LAW_ON, holds=False)
    facts = replace(
        person(None, (2024, 2025)), initiatives=(WorkRecord(recognised, Scope.MINISTRY),), discipline=(reprimand,),
        attested=(in_combat,),
    )  # fmt: skip
    assert (near(facts, MINISTERIAL) is not None) == is_near


@pytest.mark.parametrize(
    ("basis", "years"), [(CommendationBasis.THEMATIC, 1), (CommendationBasis.MERIT, None), (None, None)]
)
def test_a_flag_given_for_a_theme_is_the_one_that_is_lacking(
    basis: CommendationBasis | None, years: int | None
) -> None:
    """Two flags, of which one counts: one is lacking. Where its basis is not known nothing is missed yet."""
    case = next(
        each for each in all_cases()
        if each.file == "labour_order_third_collective" and "Cờ thứ hai tặng theo công trạng" in each.name
    )  # fmt: skip
    flag = "MINISTRY_EMULATION_FLAG"
    bases = {**case.facts.title_bases, 2024: {flag: basis} if basis else {}}
    facts = replace(case.facts, title_bases=bases)
    outcome = assess_one(award_for(case.award, Subject.COLLECTIVE), facts, year=2025, law_on=date(2025, 12, 15))
    found = near_miss(outcome, facts)

    assert found == (None if years is None else NearMiss(years, Lack.TIMES, f"02 {FLAG}", is_open=False))


def test_nothing_is_lowered_to_nothing() -> None:
    for key in (CERTIFICATE, "MINISTRY_CERTIFICATE_OF_MERIT", "NATIONAL_EMULATION_FIGHTER"):
        for each in lowered_routes(award_for(key, Subject.INDIVIDUAL), LAW_ON):
            assert 1 <= each.years <= 3
            asked = [c.question for c in each.route.criteria if c.name == each.criterion]
            assert all(getattr(question, "years", 1) >= 1 for question in asked)


@given(st.data(), st.sampled_from(Subject), random_law.LAW_DAYS, st.integers(2018, 2027), random_law.settings())
@chance(max_examples=40)
def test_one_and_many_agree(
    data: st.DataObject, subject: Subject, law_on: date, year: int, told: dict[str, str]
) -> None:
    some = data.draw(st.lists(random_law.facts(subject), min_size=1, max_size=2))
    columns = columns_of(
        some, year=year, as_of=law_on, general=general_on(law_on), settings=chosen(told), subject=subject
    )
    many = answer(columns, law_on=law_on, settings=told, has_trace=False)
    for answers in many:
        found = near_misses(columns, answers, law_on=law_on, settings=told)
        for at, facts in enumerate(some):
            outcome = assess_one(answers.award, facts, year=year, law_on=law_on, settings=told)
            assert near_miss(outcome, facts, settings=told) == found.of(at), answers.award.code
    assert len(many) == len(assess_all(some[0], year=year, law_on=law_on))
