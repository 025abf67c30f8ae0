"""General rules beside the criteria: maternity leave counts and lowers nothing; whom the end of a unit concerns."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from tests.core.law.case_files import FOLDER, all_cases, findings
from thidua.core.law.bulk import UNDECIDED, WITHIN, preferred, quota
from thidua.core.law.codes import Scope, Sex, Subject, TaskGrade
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import assess, assess_all, award_for
from thidua.core.law.facts import Facts, PeopleRecord, WorkRecord
from thidua.core.law.general import general_on, shipped_rules
from thidua.core.law.plain import plain_outcome
from thidua.core.law.regimes import regime_on
from thidua.core.law.settings import chosen
from thidua.core.law.wording import say_all
from thidua.core.plain import read_plain

BEFORE, FROM = date(2025, 6, 30), date(2025, 7, 1)
"""The day before and the first day of Decree 152/2025/NĐ-CP."""
CERTIFICATE = "PRIME_MINISTER_CERTIFICATE_OF_MERIT"
ON_LEAVE = Facts(
    Subject.INDIVIDUAL,
    employed_since=date(2015, 1, 1),
    grades=dict.fromkeys(range(2015, 2026), TaskGrade.GOOD),
    maternity_leave=(2021,),
)


EQUALS = read_plain((FOLDER.parent / "equals.yaml").read_text(encoding="utf-8"))[0]


@pytest.mark.parametrize("case", EQUALS, ids=lambda case: case["name"])
def test_who_comes_first_among_equals(case: dict[str, Any]) -> None:
    law_on, subject, size = date.fromisoformat(case["law_on"]), Subject(case["subject"]), len(case["equals"])
    equals = [
        Facts(subject, sex=Sex(told["sex"]) if told["sex"] else None)
        if subject is Subject.INDIVIDUAL
        else Facts(subject, people={2025: PeopleRecord(**{key: int(number) for key, number in told.items()})})
        for told in case["equals"].values()
    ]
    columns = columns_of(
        equals, year=2025, as_of=law_on, general=general_on(law_on), settings=chosen({}), subject=subject
    )
    everybody, alike = np.ones(size, np.bool_), np.zeros(size, np.int64)
    share = Fraction(int(case["places"]), size)
    found = quota(everybody, everybody, alike, share, alike, preferred(columns, law_on)).tolist()

    names = {
        place: [name for name, at in zip(case["equals"], found, strict=True) if at == place]
        for place in (WITHIN, UNDECIDED)
    }
    assert names == {WITHIN: case["within"], UNDECIDED: case["open"]}


def test_the_rules_that_are_no_condition_have_cases_the_day_before_and_the_first_day_of_each_text() -> None:
    told = {(case.rule, case.law_on) for case in all_cases()}
    told |= {("G9", date.fromisoformat(case["law_on"])) for case in EQUALS}
    lacking = [
        (code, day)
        for code in ("G4", "G8", "G9", "G11", "S1", "S9")
        for version in shipped_rules()[code].versions
        for day in (version.since - timedelta(days=1), version.since)
        if regime_on(day) is not None and (code, day) not in told
    ]
    assert lacking == []


def told_of_leave(code: str, facts: Facts, law_on: date) -> list[str]:
    """The criteria that say that the leave counts."""
    outcome = assess(award_for(code, Subject.INDIVIDUAL), facts, year=2025, law_on=law_on)
    return [
        each.criterion for each in findings(outcome) for why in each.because if why.kind == "leave_counts"
    ]  # fmt: skip


def test_where_years_are_counted_the_leave_in_them_counts_and_its_article_is_named() -> None:
    said = [
        say_all(each.because)
        for each in findings(assess(award_for(CERTIFICATE, Subject.INDIVIDUAL), ON_LEAVE, year=2025, law_on=FROM))
        if any(why.kind == "leave_counts" for why in each.because)
    ]
    assert said
    assert all("năm 2021: được tính để xét (khoản 5 Điều 4 của 152/2025/NĐ-CP)" in each for each in said)


@pytest.mark.parametrize(
    ("used_for", "law_on", "is_told"),
    [
        (("GRASSROOTS_EMULATION_FIGHTER",), date(2024, 1, 1), True),
        (("GRASSROOTS_EMULATION_FIGHTER",), date(2023, 12, 31), False),  # the day before the text that says so
        ((), date(2024, 1, 1), False),
    ],
)
def test_a_work_on_which_an_award_rests_already_is_told_and_changes_no_verdict(
    used_for: tuple[str, ...], law_on: date, is_told: bool
) -> None:
    work = WorkRecord(2023, Scope.MINISTRY, used_for)
    facts = replace(ON_LEAVE, initiatives=(work,))
    outcome, unused = (
        assess(award_for(CERTIFICATE, Subject.INDIVIDUAL), each, year=2023, law_on=law_on)
        for each in (facts, replace(facts, initiatives=(replace(work, used_for=()),)))
    )
    told = [each for each in outcome.notes if each.kind == "used_once"]
    assert bool(told) is is_told
    assert (
        say_all(told, "notes").startswith("Sáng kiến, công trình năm 2023 đã dùng cho Chiến sĩ thi đua cơ sở")
        is is_told
    )
    assert (outcome.verdict, outcome.routes) == (unused.verdict, unused.routes)


@pytest.mark.parametrize(
    ("code", "leave", "law_on", "is_told"),
    [
        (CERTIFICATE, (2021,), FROM, True),
        (CERTIFICATE, (2021,), BEFORE, False),  # the text of that day is not held
        (CERTIFICATE, (2020,), FROM, False),  # not among the five years that are asked for
        (CERTIFICATE, None, FROM, False),
        ("ADVANCED_WORKER", (2025,), FROM, True),  # the year in question
    ],
)
def test_leave_is_told_where_its_years_are_looked_at(
    code: str, leave: tuple[int, ...] | None, law_on: date, is_told: bool
) -> None:
    assert bool(told_of_leave(code, replace(ON_LEAVE, maternity_leave=leave), law_on)) is is_told


@given(random_law.facts(Subject.INDIVIDUAL), st.lists(random_law.YEARS).map(tuple), random_law.LAW_DAYS)
@chance(max_examples=30)
def test_leave_changes_no_verdict(facts: Facts, leave: tuple[int, ...], law_on: date) -> None:
    with_leave, without = (
        [each.verdict for each in assess_all(replace(facts, maternity_leave=years), year=2025, law_on=law_on)]
        for years in (leave, None)
    )
    assert with_leave == without


def test_a_finding_names_the_question_that_a_text_leaves_open() -> None:
    outcome = assess(award_for("MINISTRY_CERTIFICATE_OF_MERIT", Subject.INDIVIDUAL), ON_LEAVE, year=2025, law_on=FROM)
    waiting = [each for route in plain_outcome(outcome)["routes"] for each in route["findings"]]
    named = set()
    while waiting:
        each = waiting.pop()
        named.add(each.get("setting"))
        waiting += each.get("parts", ())
    assert named == {None, "INITIATIVES_OF_MINISTRY_CERTIFICATE"}


def test_the_end_of_a_unit_is_asked_of_collectives_alone() -> None:
    asked = {
        subject: [
            each.criterion
            for outcome in assess_all(Facts(subject), year=2025, law_on=date(2025, 12, 1))
            for route in outcome.routes
            for each in route.findings
            if each.criterion == "Tập thể không phải cơ quan, đơn vị đã giải thể sau sắp xếp"
        ]
        for subject in Subject
    }
    assert {subject for subject, found in asked.items() if found} == {Subject.COLLECTIVE}
