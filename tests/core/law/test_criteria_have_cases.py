"""Every criterion of every award in every version, and every general rule: its cases in the files.

A case that is met, one that is not, one that stays open, where each can be; both sides of each boundary; the first and
the last day of each text; of what people attest also what one confirms and another denies; of an exception, whom it
concerns for certain, whom not, and of whom nobody knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest

from tests.core.law.boundaries import MET, NOT_MET, Side, can_come_to, sides_of
from tests.core.law.case_files import LawCase, all_cases
from thidua.core.law.awards import Award, AwardVersion, Route, shipped_awards
from thidua.core.law.certainty import Certainty, Verdict
from thidua.core.law.codes import CommendationBasis, Subject
from thidua.core.law.conditions import Attested, Condition, Criterion, Deviation, RunOfYears, criteria_of
from thidua.core.law.explain import assess_routes
from thidua.core.law.facts import Facts
from thidua.core.law.general import general_on, shipped_rules
from thidua.core.law.regimes import regime_on, shipped_regimes


@dataclass(frozen=True)
class Asked:
    """A criterion as it stands in a text: of what, from which day to which, and the cases of that time."""

    of: str
    since: date
    until: date | None
    criterion: Criterion
    cases: tuple[LawCase, ...]

    def holds_on(self, day: date) -> bool:
        """Whether the text is that of a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_disputed(self, case: LawCase) -> bool:
        """Whether in a case one confirms and one denies what people attest."""
        said = case.facts.attested or ()
        code = getattr(self.criterion.question, "criterion", "")
        return {each.holds for each in said if each.criterion == code} == {True, False}

    def __str__(self) -> str:
        return f"{self.of} from {self.since:%d/%m/%Y}: “{self.criterion.name}”"


def alone(condition: Condition, case: LawCase, facts: Facts) -> Verdict:
    """How a condition stands by itself in a case whose subject is on no hold."""
    route = Route("", CommendationBasis.AD_HOC, (), Certainty.VERIFIED, (condition,))
    (found,) = assess_routes(
        [route], facts, year=case.year, law_on=case.law_on, as_of=case.as_of, settings=case.settings
    )
    return found


def asks_only_whom_it_concerns(criterion: Criterion, within: Iterable[Criterion]) -> bool:
    """Whether it is asked by an exception of whoever meets it already, so that nobody fails it."""
    return any(
        exception.then is criterion
        and isinstance(exception.when, Criterion)
        and exception.when.question == criterion.question
        for one in within
        for exception in one.exceptions
    )


def stated(asked: Asked) -> list[tuple[LawCase, Verdict]]:
    """The cases that tell how the criterion stands, in which it does stand so by itself."""
    found = []
    for case in asked.cases:
        told = {verdict for name, verdict in case.stands.items() if asked.criterion.name.startswith(name)}
        if told and (verdict := alone(asked.criterion, case, case.facts)).name in told:
            found.append((case, verdict))
    return found


def lacking(asked: Asked, within: tuple[Criterion, ...] = ()) -> Iterator[str]:
    """A sentence for each case that a criterion lacks."""
    cases, wanted = stated(asked), can_come_to(replace(asked.criterion, exceptions=()))
    never_fails = asks_only_whom_it_concerns(asked.criterion, within)
    wanted -= {NOT_MET} if never_fails else set()
    for verdict in sorted(wanted - {verdict for _case, verdict in cases}):
        yield f"{asked} has no case that is {verdict.name}"
    told_on = {case.law_on for case, _verdict in cases}
    for day in sorted(filter(asked.holds_on, days_of_texts(asked.since, asked.until) - told_on)):
        yield f"{asked} has no case on {day:%d/%m/%Y}"
    is_attested = isinstance(asked.criterion.question, Attested) and not never_fails
    if is_attested and not any(asked.is_disputed(case) for case, _verdict in cases):
        yield f"{asked} has no case in which one confirms and one denies it"
    for exception in asked.criterion.exceptions:
        yield from lacking_of_exception(asked, exception)
    if len(wanted) > 1:
        for side in sides_of(asked.criterion.question):
            if not any(stands_beside(asked.criterion, case, verdict, side) for case, verdict in cases):
                yield f"{asked} has no case that is {side}"


def days_of_texts(since: date, until: date | None) -> set[date]:
    """The first and the last day of each regime, and of a version."""
    regimes = {day for each in shipped_regimes() for day in (each.since, each.until)}
    return {day for day in (*regimes, since, until) if day is not None}


def lacking_of_exception(asked: Asked, exception: Deviation) -> Iterator[str]:
    """A sentence for each way in which an exception can concern somebody and of which there is no case."""
    names = {asked.criterion.name, *(each.name for each in criteria_of(exception.then))}
    found = {
        alone(exception.when, case, case.facts)
        for case in asked.cases
        if any(each.startswith(name) for name in case.stands for each in names)
    }
    for verdict in sorted(set(Verdict) - found):
        yield f"{asked} has no case in which “{exception.name}” is {verdict.name}"


def stands_beside(criterion: Criterion, case: LawCase, verdict: Verdict, side: Side) -> bool:
    """Whether a case stands on one side of a boundary, and right beside it."""
    if (verdict is MET) is not side.is_enough:
        return False
    question, facts = side.moved(case.facts, case.year)
    other = alone(replace(criterion, question=question), case, facts)
    return other < verdict if side.is_enough else other > verdict


# --- All of them -----------------------------------------------------------------------------------------------------


@cache
def cases_by_award() -> dict[tuple[str, Subject], list[LawCase]]:
    """The cases of each award."""
    found = defaultdict(list)
    for case in all_cases():
        found[case.award, case.subject].append(case)
    return found


def lacking_of_award(award: Award, version: AwardVersion) -> Iterator[str]:
    """What the criteria of a version of an award lack."""
    cases = tuple(case for case in cases_by_award()[award.key] if award.on(case.law_on) == version)
    for route in version.routes:
        of = f"{award.code} ({award.subject.value}), {route.name},"
        for criterion in route.criteria:
            yield from lacking(Asked(of, version.since, version.until, criterion, cases), route.criteria)


def general_rules() -> Iterator[Asked]:
    """The general rules that are conditions, once a version of each."""
    for code, key in (("G5", "hold"), ("G6", "discipline"), ("G14", "dissolved")):
        versions = shipped_rules()[code].versions
        for version in versions:
            later = [each.since for each in versions if each.since > version.since]
            ended = [each.until for each in shipped_regimes() if each.until and later and each.until < later[0]]
            asked = Asked(code, version.since, max(ended, default=None), getattr(general_on(version.since), key), ())
            cases = tuple(case for case in all_cases() if regime_on(case.law_on) and asked.holds_on(case.law_on))
            yield replace(asked, cases=cases)


def test_every_criterion_has_its_cases() -> None:
    assert [
        each
        for award in shipped_awards().values()
        for version in award.versions
        for each in lacking_of_award(award, version)
    ] == []


def test_every_general_rule_has_its_cases() -> None:
    assert [each for asked in general_rules() for each in lacking(asked)] == []


# --- That it can fail ------------------------------------------------------------------------------------------------


def asked_of_the_certificate() -> Asked:
    """The years that điểm b khoản 1 Điều 73 asks for, with the cases there are."""
    award = shipped_awards()["PRIME_MINISTER_CERTIFICATE_OF_MERIT", Subject.INDIVIDUAL]
    version = award.on(date(2025, 12, 1))
    assert version is not None
    (criterion,) = (each for each in version.routes[0].criteria if isinstance(each.question, RunOfYears))
    cases = tuple(case for case in cases_by_award()[award.key] if award.on(case.law_on) == version)
    return Asked("73.1.b", version.since, version.until, criterion, cases)


@pytest.mark.parametrize(("years", "missing"), [(4, ["that is just enough (years)"]), (5, [])])
def test_a_number_that_is_moved_lacks_its_cases(years: int, missing: list[str]) -> None:
    asked = asked_of_the_certificate()
    question = asked.criterion.question
    assert isinstance(question, RunOfYears)
    moved = replace(asked, criterion=replace(asked.criterion, question=replace(question, years=years)))
    assert list(lacking(moved)) == [f"{asked} has no case {each}" for each in missing]


def test_a_new_criterion_without_cases_is_named() -> None:
    asked = asked_of_the_certificate()
    new = replace(asked.criterion, name="Tiêu chuẩn mới", question=Attested("PRIME_MINISTER.NEW"))
    name = "73.1.b from 01/08/2026: “Tiêu chuẩn mới” has no case"
    assert list(lacking(replace(asked, criterion=new, since=date(2026, 8, 1), until=date(2026, 10, 1)))) == [
        f"{name} that is NOT_MET",
        f"{name} that is UNKNOWN",
        f"{name} that is MET",
        f"{name} on 01/08/2026",
        f"{name} on 30/09/2026",
        f"{name} on 01/10/2026",
        f"{name} in which one confirms and one denies it",
    ]
