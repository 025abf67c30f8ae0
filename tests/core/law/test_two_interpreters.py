"""The same objects, explained for one and answered for many, say the same: over random histories, regimes, missing
data.
"""

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import settings as chance
from hypothesis import strategies as st

from tests.core.law import strategies as random_law
from thidua.core.law.bulk import answer
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.columns import columns_of
from thidua.core.law.explain import assess_all
from thidua.core.law.general import general_on
from thidua.core.law.outcome import CriterionFinding, RouteOutcome
from thidua.core.law.settings import chosen


def leaves(route: RouteOutcome) -> Iterator[tuple[str, Verdict]]:
    """The plain criteria of a route in the order of the file, exceptions judged in their place."""

    def walk(finding: CriterionFinding) -> Iterator[tuple[str, Verdict]]:
        is_group = finding.parts and not finding.because[0].kind.startswith("exception")
        if is_group:
            for part in finding.parts:
                yield from walk(part)
        else:
            yield finding.criterion, finding.verdict

    for finding in route.findings:
        yield from walk(finding)


@given(st.data(), st.sampled_from(Subject), random_law.LAW_DAYS, st.integers(2018, 2027), random_law.settings())
@chance(max_examples=150)
def test_one_and_many_agree(
    data: st.DataObject, subject: Subject, law_on: date, year: int, told: dict[str, str]
) -> None:
    some = data.draw(st.lists(random_law.facts(subject), min_size=1, max_size=4))
    as_of = data.draw(st.sampled_from([law_on, date(year, 12, 31), date(year + 1, 3, 1)]))
    columns = columns_of(
        some, year=year, as_of=as_of, general=general_on(law_on), settings=chosen(told), subject=subject
    )
    many = answer(columns, law_on=law_on, settings=told)
    for at, facts in enumerate(some):
        one = assess_all(facts, year=year, law_on=law_on, as_of=as_of, settings=told)
        assert [each.award.key for each in one] == [each.award.key for each in many]
        for outcome, answers in zip(one, many, strict=True):
            assert outcome.verdict == answers.verdicts[at], outcome.award.code
            under = None if answers.under_held_text is None else answers.under_held_text[at]
            assert outcome.under_held_text == under, outcome.award.code
            for route, told_route in zip(outcome.routes, answers.routes, strict=True):
                assert route.verdict == told_route.verdicts[at], (outcome.award.code, route.route.name)
                assert route.is_considered == told_route.is_considered[at]
                traced = [(name, Verdict(int(verdicts[at]))) for name, verdicts in told_route.criteria]
                assert list(leaves(route)) == traced, (outcome.award.code, route.route.name)
