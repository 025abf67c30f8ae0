"""Every title and honour under every regime: a case that is met, one that is not, one that stays open, where each can
be.
"""

from itertools import product

from tests.core.law.boundaries import NOT_MET, at_least, can_come_to
from tests.core.law.case_files import all_cases
from thidua.core.law.awards import AwardVersion, shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.general import General, general_on
from thidua.core.law.regimes import regime_on, shipped_regimes


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
