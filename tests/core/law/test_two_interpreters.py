"""The same objects, explained for one and answered for many, say the same: over random histories, regimes, missing
data.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from tests.core.law.case_files import LawCase, all_cases
from thidua.core.law.bulk import OVER, UNDECIDED, WITHIN, answer, preferred, quota, quota_share
from thidua.core.law.case import Case
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import CommendationBasis, LeadingPost, Measure, Scope, Sex, Subject, TaskGrade
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import assess, assess_all, award_for, judging
from thidua.core.law.facts import DisciplineRecord, Facts, HonourRecord, PeopleRecord, PostRecord, WorkRecord
from thidua.core.law.general import general_on
from thidua.core.law.outcome import CriterionFinding, RouteOutcome
from thidua.core.law.settings import chosen


def leaves(route: RouteOutcome) -> Iterator[tuple[str, Verdict]]:
    """The plain criteria of a route in the order of the file, exceptions judged in their place, and the criteria of
    another award in that of the one that asks for them.
    """

    def walk(finding: CriterionFinding) -> Iterator[tuple[str, Verdict]]:
        is_group = finding.parts and not finding.because[0].kind.startswith(("exception", "meets"))
        if is_group:
            for part in finding.parts:
                yield from walk(part)
        else:
            yield finding.criterion, finding.verdict

    for finding in route.findings:
        yield from walk(finding)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_the_cases_come_to_the_same_in_arrays_and_in_short(case: LawCase) -> None:
    facts, as_of = case.facts, case.as_of or case.law_on
    columns = columns_of(
        [facts],
        year=case.year,
        as_of=as_of,
        general=general_on(case.law_on),
        settings=chosen(case.settings),
        subject=case.subject,
    )
    (found,) = answer(columns, law_on=case.law_on, settings=case.settings, codes=[case.award])
    under = None if found.under_held_text is None else Verdict(int(found.under_held_text[0])).name
    in_short = judging(facts, year=case.year, law_on=case.law_on, as_of=as_of, settings=case.settings)

    assert (Verdict(int(found.verdicts[0])).name, under) == (case.verdict, case.under)
    assert in_short.is_met(found.award) == ((case.under or case.verdict) == Verdict.MET.name)


@given(st.data(), st.sampled_from(Subject), random_law.LAW_DAYS, st.integers(2018, 2027), random_law.settings())
@chance(max_examples=60)
def test_one_and_many_agree(
    data: st.DataObject, subject: Subject, law_on: date, year: int, told: dict[str, str]
) -> None:
    some = data.draw(st.lists(random_law.facts(subject), min_size=1, max_size=2))
    as_of = data.draw(st.sampled_from([law_on, date(year, 12, 31), date(year + 1, 3, 1)]))
    columns = columns_of(
        some, year=year, as_of=as_of, general=general_on(law_on), settings=chosen(told), subject=subject
    )
    many = answer(columns, law_on=law_on, settings=told)
    bare = answer(columns, law_on=law_on, settings=told, has_trace=False)
    assert [each.verdicts.tolist() for each in bare] == [each.verdicts.tolist() for each in many]
    for at, facts in enumerate(some):
        one = assess_all(facts, year=year, law_on=law_on, as_of=as_of, settings=told)
        assert [each.award.key for each in one] == [each.award.key for each in many]
        in_short = judging(facts, year=year, law_on=law_on, as_of=as_of, settings=told)
        for outcome, answers in zip(one, many, strict=True):
            assert outcome.verdict == answers.verdicts[at], outcome.award.code
            under = None if answers.under_held_text is None else answers.under_held_text[at]
            assert outcome.under_held_text == under, outcome.award.code
            is_met = (outcome.under_held_text or outcome.verdict) is Verdict.MET
            assert in_short.is_met(outcome.award) == is_met, outcome.award.code
            for route, told_route in zip(outcome.routes, answers.routes, strict=True):
                assert route.verdict == told_route.verdicts[at], (outcome.award.code, route.route.name)
                assert route.is_considered == told_route.is_considered[at]
                traced = [(name, Verdict(int(verdicts[at]))) for name, verdicts in told_route.criteria]
                assert list(leaves(route)) == traced, (outcome.award.code, route.route.name)


# --- years that were counted already ----------------------------------------------------------------------------------

FIGHTER, MINISTERIAL = "GRASSROOTS_EMULATION_FIGHTER", "MINISTERIAL_EMULATION_FIGHTER"


@given(
    st.dictionaries(st.integers(2018, 2025), st.sets(st.sampled_from([FIGHTER, FIGHTER, MINISTERIAL]))),
    st.sets(st.integers(2018, 2025)),
    st.sampled_from(["AGAIN", "ONCE", None]),
    st.sampled_from(["CASE_YEAR", "YEAR_BEFORE", "LAST_DECIDED"]),
)
@chance(max_examples=150)
def test_years_counted_for_one_award_stand_alike_for_one_and_for_many(
    titles: dict[int, set[str]], open_years: set[int], counted: str | None, ends: str
) -> None:
    kept = {year: tuple(sorted(held)) for year, held in sorted(titles.items())}
    in_part = frozenset(f"titles.{year}" for year in open_years & set(kept))
    facts = Facts(Subject.INDIVIDUAL, titles=kept, discipline=(), holds=(), incomplete=in_part)
    told = {"RUN_ENDS": ends, **({"FIGHTER_YEARS": counted} if counted else {})}
    law_on = date(2025, 12, 1)
    general = general_on(law_on)
    columns = columns_of(
        [facts], year=2025, as_of=law_on, general=general, settings=chosen(told), subject=facts.subject
    )
    (many,) = answer(columns, law_on=law_on, settings=told, codes=[MINISTERIAL])
    (one,) = [each for each in assess_all(facts, year=2025, law_on=law_on, settings=told) if each.award == many.award]

    assert list(leaves(one.routes[0])) == [(name, Verdict(int(each[0]))) for name, each in many.routes[0].criteria]


@given(st.sets(st.integers(2018, 2025)), st.sets(st.integers(2018, 2025)))
def test_counted_once_no_year_serves_two_awards(fighter_years: set[int], ministerial_years: set[int]) -> None:
    """Where a run always ends with the year of its award, and all is on record: the three years behind the last one."""
    held = {FIGHTER: fighter_years, MINISTERIAL: ministerial_years}
    titles = {year: tuple(code for code, years in held.items() if year in years) for year in range(2018, 2026)}
    facts = Facts(Subject.INDIVIDUAL, titles=titles, discipline=(), holds=())
    told = {"FIGHTER_YEARS": "ONCE", "RUN_ENDS": "CASE_YEAR"}
    award = award_for(MINISTERIAL, Subject.INDIVIDUAL)
    route = assess(award, facts, year=2025, law_on=date(2025, 12, 1), settings=told).routes[0]
    found = dict(leaves(route))["03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở"]
    fresh = {2023, 2024, 2025} <= fighter_years and not {2023, 2024} & ministerial_years

    assert found is (Verdict.MET if fresh else Verdict.NOT_MET)


# --- what discipline begins anew -------------------------------------------------------------------------------------


@given(
    st.lists(st.builds(WorkRecord, st.integers(2018, 2025), st.sampled_from(Scope)), max_size=3),
    st.sets(st.integers(2018, 2025)),
    st.one_of(
        st.none(), st.dates(date(2018, 1, 1), date(2025, 12, 31)), st.dates(date(2021, 12, 31), date(2021, 12, 31))
    ),
    st.booleans(),
    random_law.LAW_DAYS,
    st.sampled_from(["CASE_YEAR", "ANY_YEAR"]),
)
@chance(max_examples=150)
def test_works_before_the_end_of_discipline_stand_alike_for_one_and_for_many(
    works: list[WorkRecord], fighter: set[int], until: date | None, is_open: bool, law_on: date, window: str
) -> None:
    """In which years works count, for an award that names no window and for one of the year itself."""
    facts = Facts(
        Subject.INDIVIDUAL,
        grades=dict.fromkeys(range(2018, 2026), TaskGrade.GOOD),
        titles={year: (FIGHTER,) if year in fighter else () for year in range(2018, 2026)},
        initiatives=tuple(works),
        scientific_works=(),
        discipline=(DisciplineRecord(Measure.REPRIMAND, date(2017, 1, 1), until),) if until else (),
        holds=(),
        incomplete=frozenset({"discipline"} if is_open else ()),
    )
    told = {"WORKS_WINDOW": window}
    as_of, general = date(2025, 12, 31), general_on(law_on)
    columns = columns_of([facts], year=2025, as_of=as_of, general=general, settings=chosen(told), subject=facts.subject)
    many = answer(columns, law_on=law_on, settings=told)
    one = assess_all(facts, year=2025, law_on=law_on, as_of=as_of, settings=told)

    for outcome, answers in zip(one, many, strict=True):
        for route, told_route in zip(outcome.routes, answers.routes, strict=True):
            traced = [(name, Verdict(int(verdicts[0]))) for name, verdicts in told_route.criteria]
            assert list(leaves(route)) == traced, (outcome.award.code, route.route.name)


@given(st.integers(2018, 2025), st.dates(date(2018, 1, 1), date(2025, 12, 31)))
def test_no_work_counts_that_was_recognised_before_discipline_was_served(recognised: int, until: date) -> None:
    """Under the decree that says so: in the years after the term it does, in the year in which it ends nobody knows."""
    facts = Facts(
        Subject.INDIVIDUAL,
        initiatives=(WorkRecord(recognised, Scope.NATIONAL),),
        discipline=(DisciplineRecord(Measure.WARNING, date(2017, 1, 1), until),),
        holds=(),
    )
    award = award_for(MINISTERIAL, Subject.INDIVIDUAL)
    outcome = assess(award, facts, year=2025, law_on=date(2025, 12, 1), as_of=date(2025, 12, 31))
    found = {name: verdict for name, verdict in leaves(outcome.routes[0]) if name.startswith("Có sáng kiến")}
    counts_from = until.year + 1
    is_lost = recognised < (counts_from if (until.month, until.day) == (12, 31) else until.year)

    assert found.popitem()[1] is (
        Verdict.NOT_MET if is_lost
        else Verdict.MET if recognised >= counts_from and recognised > 2021
        else Verdict.UNKNOWN
    )  # fmt: skip


# --- titles given ad hoc or for a theme ------------------------------------------------------------------------------


BASES = st.sampled_from([None, CommendationBasis.THEMATIC, CommendationBasis.MERIT, CommendationBasis.AD_HOC])
TITLE_SETS = {
    Subject.INDIVIDUAL: ["ADVANCED_WORKER", FIGHTER, MINISTERIAL],
    Subject.COLLECTIVE: ["EXCELLENT_LABOUR_COLLECTIVE", "MINISTRY_EMULATION_FLAG", "GOVERNMENT_EMULATION_FLAG"],
}


@pytest.mark.parametrize("is_good", [True, False], ids=["a good year", "a poor year"])
@pytest.mark.parametrize("law_on", [date(2024, 6, 1), date(2025, 12, 1)], ids=str)
@pytest.mark.parametrize("subject", TITLE_SETS, ids=str)
@given(data=st.data())
@chance(max_examples=40)
def test_titles_with_a_basis_stand_alike_for_one_and_for_many(
    data: st.DataObject, subject: Subject, law_on: date, is_good: bool
) -> None:
    """All that is asked of titles is asked of years with many of them; nothing else stands in the way."""
    in_a_year = st.dictionaries(st.sampled_from(TITLE_SETS[subject]), BASES)
    given_in = data.draw(st.fixed_dictionaries(dict.fromkeys(range(2020, 2026), in_a_year)))
    titles = {year: tuple(given_in.get(year, {})) for year in range(2010, 2026)}
    facts = Facts(
        subject,
        established_on=date(2010, 1, 1) if subject is Subject.COLLECTIVE else None,
        grades=dict.fromkeys(range(2010, 2026), TaskGrade.EXCELLENT)
        | ({} if is_good else {2025: TaskGrade.SATISFACTORY}),
        titles=titles,
        title_bases={year: {code: each for code, each in told.items() if each} for year, told in given_in.items()},
        honours=tuple(HonourRecord(code, date(2018, 6, 1), CommendationBasis.MERIT) for code in random_law.HONOURS),
        initiatives=(WorkRecord(2024, Scope.NATIONAL),) if subject is Subject.INDIVIDUAL else None,
        discipline=(),
        holds=(),
        incomplete=frozenset(data.draw(st.sampled_from([(), ("titles.2022",)]))),
    )
    general = general_on(law_on)
    columns = columns_of([facts], year=2025, as_of=law_on, general=general, settings=chosen({}), subject=subject)
    many = answer(columns, law_on=law_on)
    for outcome, answers in zip(assess_all(facts, year=2025, law_on=law_on), many, strict=True):
        for route, told_route in zip(outcome.routes, answers.routes, strict=True):
            traced = [(name, Verdict(int(verdicts[0]))) for name, verdicts in told_route.criteria]
            assert list(leaves(route)) == traced, (outcome.award.code, route.route.name)


@given(st.data(), random_law.facts(Subject.COLLECTIVE), random_law.LAW_DAYS, st.integers(2018, 2027))
@chance(max_examples=60)
def test_a_basis_that_comes_to_light_contradicts_nothing(
    data: st.DataObject, told: Facts, law_on: date, year: int
) -> None:
    """Of a flag on record: what was met stays met, what was not met stays so."""
    flags = "MINISTRY_EMULATION_FLAG", "GOVERNMENT_EMULATION_FLAG"
    bases = {
        each: {**told.title_bases.get(each, {}), **{
            code: data.draw(st.sampled_from(CommendationBasis))
            for code in codes if code in flags and told.title_basis(each, code) is None
        }}
        for each, codes in (told.titles or {}).items()
    }  # fmt: skip
    before = assess_all(told, year=year, law_on=law_on)
    after = assess_all(replace(told, title_bases=bases), year=year, law_on=law_on)
    for early, late in zip(before, after, strict=True):
        for route, later in zip(early.routes, late.routes, strict=True):
            assert route.verdict in (Verdict.UNKNOWN, later.verdict), (early.award.code, route.route.name)


# --- lists known in part ---------------------------------------------------------------------------------------------


@given(st.data(), st.sampled_from(Subject), random_law.LAW_DAYS, st.integers(2018, 2027), random_law.settings())
@chance(max_examples=100)
def test_a_list_known_in_part_never_contradicts_what_it_lacked(
    data: st.DataObject, subject: Subject, law_on: date, year: int, told: dict[str, str]
) -> None:
    """Whatever lines come to light: what was met stays met, what was not met stays so."""
    part = data.draw(random_law.facts(subject).filter(lambda facts: facts.incomplete))
    more = data.draw(random_law.completions(part))
    as_of = data.draw(st.sampled_from([law_on, date(year, 12, 31), date(year + 1, 3, 1)]))
    before = assess_all(part, year=year, law_on=law_on, as_of=as_of, settings=told)
    after = assess_all(more, year=year, law_on=law_on, as_of=as_of, settings=told)
    for early, late in zip(before, after, strict=True):
        for route, later in zip(early.routes, late.routes, strict=True):
            named = early.award.code, route.route.name
            assert route.is_considered == later.is_considered, named
            for finding, found in zip(route.findings, later.findings, strict=True):
                assert finding.verdict in (Verdict.UNKNOWN, found.verdict), (*named, finding.criterion)
            assert route.verdict in (Verdict.UNKNOWN, later.verdict), named
        assert early.verdict in (Verdict.UNKNOWN, late.verdict), early.award.code
        assert early.under_held_text in (None, Verdict.UNKNOWN, late.under_held_text), early.award.code


@given(st.lists(random_law.RECORDS["posts"], max_size=4), random_law.RECORDS["posts"], st.sampled_from(LeadingPost))
def test_another_post_never_makes_time_in_post_shorter(
    posts: list[PostRecord], more: PostRecord, post: LeadingPost
) -> None:
    def months(some: list[PostRecord]) -> int | None:
        facts = Facts(Subject.INDIVIDUAL, posts=tuple(some))
        return Case(facts, 2025, date(2025, 12, 31), general_on(date(2025, 12, 1)), chosen({})).months_in_post(post)

    assert (months([*posts, more]) or 0) >= (months(posts) or 0)


LEAST_MONTHS = {Sex.MALE: (36, 60, 72, 120), Sex.FEMALE: (24, 40, 48, 80)}


@given(
    st.lists(st.tuples(st.sampled_from(LeadingPost), st.integers(1, 80)), min_size=1, max_size=4),
    st.sampled_from(Sex),
    st.booleans(),
)
@chance(max_examples=80)
def test_a_lower_post_is_asked_only_where_the_time_in_every_higher_one_is_too_short(
    terms: list[tuple[LeadingPost, int]], sex: Sex, is_whole: bool
) -> None:
    end, posts = 12 * 2026, []
    for post, months in terms:  # one after another, the last one up to the day of judging
        first, last = divmod(end - months, 12), divmod(end, 12)
        until = date.fromordinal(date(last[0], last[1] + 1, 1).toordinal() - 1)
        posts.append(PostRecord(post, date(first[0], first[1] + 1, 1), until))
        end -= months
    facts = Facts(
        Subject.INDIVIDUAL,
        sex=sex,
        higher_retirement_age=False,
        posts=tuple(posts),
        incomplete=frozenset() if is_whole else frozenset({"posts"}),
    )
    asked: dict[str, Any] = {"year": 2025, "as_of": date(2025, 12, 31)}
    law_on, told = date(2025, 12, 15), chosen({})
    columns = columns_of([facts], general=general_on(law_on), settings=told, subject=Subject.INDIVIDUAL, **asked)
    (many,) = answer(columns, law_on=law_on, codes=["LABOUR_ORDER_THIRD_CLASS"])
    one = assess(award_for("LABOUR_ORDER_THIRD_CLASS", Subject.INDIVIDUAL), facts, law_on=law_on, **asked)
    (route,) = (each for each in one.routes if each.route.basis is CommendationBasis.CONTRIBUTION)
    (traced,) = (each for each in many.routes if each.route == route.route)
    assert list(leaves(route)) == [(name, Verdict(int(verdicts[0]))) for name, verdicts in traced.criteria]

    (lines,) = (each.parts for each in route.findings if each.criterion == "Thời gian giữ chức vụ")
    held = [sum(months for each, months in terms if each.reaches(post)) for post in LeadingPost]
    enough = [at for at, months in enumerate(held) if months >= LEAST_MONTHS[sex][at]]
    judged_by = {at for at, line in enumerate(lines) if line.verdict is not Verdict.NOT_MET}
    assert judged_by == (set(enough[:1]) if is_whole else {0, 1, 2, 3})


@given(st.data(), st.sampled_from(Subject), random_law.LAW_DAYS, st.integers(2018, 2027))
@chance(max_examples=40)
def test_a_list_known_in_part_without_a_line_is_as_good_as_unknown(
    data: st.DataObject, subject: Subject, law_on: date, year: int
) -> None:
    told = data.draw(random_law.facts(subject))
    names = [each for each in random_law.lists_in(told) if "." not in each]
    unknown = replace(told, **dict.fromkeys(names, None), incomplete=frozenset())
    empty = replace(told, **dict.fromkeys(names, ()), incomplete=frozenset(names))

    def verdicts(facts: Facts) -> list[Verdict]:
        outcomes = assess_all(facts, year=year, law_on=law_on)
        return [route.verdict for outcome in outcomes for route in outcome.routes]

    assert verdicts(empty) == verdicts(unknown)


# --- quotas ----------------------------------------------------------------------------------------------------------


def test_a_quota_takes_the_first_of_each_unit_and_leaves_ties_at_the_limit_to_people() -> None:
    units = np.array([0] * 20 + [1] * 10)
    base = np.ones(30, np.bool_)
    eligible = np.zeros(30, np.bool_)
    eligible[[0, 1, 2, 3, 20, 21]] = True
    priority = np.zeros(30, np.int64)
    priority[[0, 1, 2, 3]] = [9, 7, 7, 7]
    priority[[20, 21]] = [5, 4]

    found = quota(eligible, base, units, Fraction(15, 100), priority)

    # 15 % of 20 is three: the first is within, three equals share two places; 15 % of 10 is one.
    assert [int(each) for each in found[[0, 1, 2, 3]]] == [WITHIN, UNDECIDED, UNDECIDED, UNDECIDED]
    assert [int(each) for each in found[[20, 21]]] == [WITHIN, OVER]
    assert int(found[4]) == OVER


def test_women_come_first_among_equals_from_the_decree_on() -> None:
    def first(law_on: date, *people: Facts) -> list[bool]:
        subject = people[0].subject
        general, told = general_on(law_on), chosen({})
        columns = columns_of(people, year=2025, as_of=law_on, general=general, settings=told, subject=subject)
        return preferred(columns, law_on).tolist()

    persons = [Facts(Subject.INDIVIDUAL, sex=each) for each in (Sex.FEMALE, Sex.MALE, None)]
    units = [Facts(Subject.COLLECTIVE, people={2025: PeopleRecord(10, women)}) for women in (7, 6, None)]
    assert first(date(2025, 7, 1), *persons) == [True, False, False]
    assert first(date(2025, 6, 30), *persons) == [False, False, False]
    assert first(date(2025, 7, 1), *units) == [True, False, False]
    everybody = np.ones(3, np.bool_)
    places = quota(
        everybody, everybody, np.zeros(3, np.int64), Fraction(1, 3), np.zeros(3), everybody & [True, False, False]
    )
    assert places.tolist() == [WITHIN, OVER, OVER]


def test_a_quota_is_taken_from_the_text_of_the_day() -> None:
    assert quota_share("GRASSROOTS_EMULATION_FIGHTER", date(2023, 12, 31)) == Fraction(15, 100)
    assert quota_share("GRASSROOTS_EMULATION_FIGHTER", date(2024, 1, 1)) is None
    assert quota_share("GOVERNMENT_EMULATION_FLAG", date(2023, 12, 31)) == Fraction(20, 100)
    assert quota_share("ADVANCED_WORKER", date(2023, 12, 31)) is None


def test_without_an_order_a_quota_that_is_too_small_decides_nobody() -> None:
    units, base = np.zeros(20, np.int64), np.ones(20, np.bool_)
    eligible = np.zeros(20, np.bool_)
    eligible[:3] = True

    assert set(quota(eligible, base, units, Fraction(15, 100))[:3].tolist()) == {WITHIN}
    eligible[3] = True
    assert set(quota(eligible, base, units, Fraction(15, 100))[:4].tolist()) == {UNDECIDED}
    assert set(quota(eligible, ~base, units, Fraction(15, 100))[:4].tolist()) == {OVER}


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans(), st.integers(0, 4)), max_size=40))
def test_a_quota_never_gives_more_places_than_there_are(rows: list[tuple[int, bool, bool, int]]) -> None:
    units = np.array([each[0] for each in rows], np.int64)
    eligible = np.array([each[1] for each in rows], np.bool_)
    base = np.array([each[2] for each in rows], np.bool_)
    priority = np.array([each[3] for each in rows], np.int64)
    found = quota(eligible, base, units, Fraction(1, 2), priority)
    for unit in set(units.tolist()):
        here = units == unit
        room = int((base & here).sum()) // 2
        assert int((found[here] == WITHIN).sum()) <= room
        assert int((found[here & eligible] != OVER).sum()) >= min(room, int((eligible & here).sum()))
