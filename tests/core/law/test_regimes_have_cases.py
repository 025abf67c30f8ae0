"""Every title and honour under every regime: a case that is met, one that is not, one that stays open, where each can
be.
"""

from itertools import product

from tests.core.law.case_files import all_cases
from thidua.core.law.awards import AwardVersion, shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.conditions import AllOf, AtLeast, Condition, Criterion, NotDissolved, NotHeld, Retires
from thidua.core.law.general import General, general_on
from thidua.core.law.regimes import regime_on, shipped_regimes

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def can_come_to(condition: Condition) -> set[Verdict]:
    """What a condition can come to, whatever is recorded."""
    if isinstance(condition, Criterion):
        if isinstance(condition.question, NotHeld):
            return {UNKNOWN}
        found = {MET, UNKNOWN} if isinstance(condition.question, Retires) else set(Verdict)
        if isinstance(condition.question, NotDissolved):
            found = {MET, NOT_MET}
        if not condition.grade.decides:
            found = {MET, UNKNOWN} if condition.is_exclusion else {UNKNOWN}
        return found.union(*(can_come_to(each.then) for each in condition.exceptions))
    if isinstance(condition, AllOf | AtLeast):
        number = len(condition.parts) if isinstance(condition, AllOf) else condition.number
        return at_least(number, [can_come_to(each) for each in condition.parts])
    return set[Verdict]().union(*(can_come_to(each) for _answer, each in condition.options))


def at_least(number: int, parts: list[set[Verdict]]) -> set[Verdict]:
    """What a group can come to of which so many must hold."""
    found = set()
    if sum(MET in each for each in parts) >= number:
        found.add(MET)
    if sum(NOT_MET in each for each in parts) > len(parts) - number:
        found.add(NOT_MET)
    if any(UNKNOWN in each for each in parts):
        found.add(UNKNOWN)
    return found


def award_can_come_to(version: AwardVersion, general: General, subject: Subject) -> set[Verdict]:
    """What an award can come to: the best of the routes that are judged for everybody, or that somebody puts forward;
    it fails only where each of the former can.
    """
    routes = {
        route.name: at_least(len(parts), [can_come_to(each) for each in parts])
        for route in version.routes
        for parts in [(*general.before(route.basis, subject), *route.parts)]
    }
    judged = [routes[each.name] for each in version.routes if not each.waits] or list(routes.values())
    found = set[Verdict]().union(*routes.values())
    return found if all(NOT_MET in each for each in judged) else found - {NOT_MET}


def missing() -> list[tuple[str, str, str, str]]:
    """Award, subject, regime, verdict: what can be and has no case. Under a text that is not held the verdict under the
    text held counts.
    """
    told = {
        (case.award, case.subject, regime.code, case.under or case.verdict)
        for case in all_cases()
        if (regime := regime_on(case.law_on)) is not None
    }
    return [
        (award.code, award.subject.value, regime.code, verdict.name)
        for award, regime in product(shipped_awards().values(), shipped_regimes())
        if (version := award.on(regime.since)) is not None
        for verdict in sorted(award_can_come_to(version, general_on(regime.since), award.subject))
        if (award.code, award.subject, regime.code, verdict.name) not in told
    ]


def test_every_award_has_its_cases_in_every_regime() -> None:
    assert missing() == []
