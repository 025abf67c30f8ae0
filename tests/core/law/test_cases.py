"""The law as cases that a lawyer can read: each award, each regime, both sides of every boundary."""

from datetime import date

import pytest

from tests.core.law.case_files import LawCase, all_cases, findings
from thidua.core.law.awards import Award, shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.conditions import Attested, Criterion, NotHeld, Retires
from thidua.core.law.explain import assess
from thidua.core.law.facts import Attestation, Facts
from thidua.core.law.regimes import shipped_regimes
from thidua.core.law.wording import say_all, say_reason

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_case_comes_to(case: LawCase) -> None:
    outcome = case.outcome()
    assert outcome.verdict.name == case.verdict
    assert (outcome.under_held_text.name if outcome.under_held_text is not None else None) == case.under
    for name, verdict in case.stands.items():
        named = [each for each in findings(outcome) if each.criterion.startswith(name)]
        assert named, [each.criterion for each in findings(outcome)]
        assert verdict in [each.verdict.name for each in named], name
        assert not case.cites or case.cites in ["; ".join(map(str, each.cites)) for each in named]
    for finding in findings(outcome):
        said = say_all(finding.because) + say_all(finding.needs, "needs")
        assert said
        assert "{" not in said
        assert "None" not in said
    assert not [each for each in outcome.notes if "{" in say_reason(each, "notes")]


def decided_criteria() -> list[tuple[Award, date, Criterion]]:
    """Every criterion with a text behind it, once a version."""
    return [
        (award, version.since, criterion)
        for award in shipped_awards().values()
        for version in award.versions
        for route in version.routes
        for criterion in route.criteria
    ]


def test_every_criterion_has_its_cases() -> None:
    """Of each criterion that a text decides: met, not met, unknown; of the others, that nothing is concluded."""
    told = {
        (case.award, case.subject, version.since, criterion.name, verdict)
        for case in CASES
        for name, verdict in case.stands.items()
        for award in [shipped_awards()[case.award, case.subject]]
        for version in [award.on(case.law_on)]
        if version is not None
        for route in version.routes
        for criterion in route.criteria
        if criterion.name.startswith(name)
    }
    missing = []
    for award, since, criterion in decided_criteria():
        if isinstance(criterion.question, Attested):
            continue  # each of these is tried below
        if isinstance(criterion.question, NotHeld) or not criterion.grade.decides:
            wanted = ["UNKNOWN"]
        elif isinstance(criterion.question, Retires):
            wanted = ["MET", "UNKNOWN"]
        else:
            wanted = ["MET", "NOT_MET", "UNKNOWN"]
        if len(award.versions) > 2 and since in SAME_TEXT.get(award.key, ()):
            continue
        if isinstance(criterion.question, NotHeld) and criterion.name == "Tiêu chuẩn":
            continue  # tried below for all awards at once
        missing += [
            (*award.key, since, criterion.name, each)
            for each in wanted
            if (*award.key, since, criterion.name, each) not in told
        ]
    assert missing == []


SAME_TEXT = {
    ("ADVANCED_WORKER", Subject.INDIVIDUAL): (date(2024, 1, 1), date(2025, 8, 5)),
    ("LABOUR_ORDER_THIRD_CLASS", Subject.INDIVIDUAL): (date(2024, 1, 1),),
}
"""Versions whose criteria stand word for word in another version of the award that has its cases."""

ATTESTED = sorted(
    {
        (*award.key, version.since, criterion.name, criterion.question.criterion, route.name)
        for award in shipped_awards().values()
        for version in award.versions
        for route in version.routes
        for criterion in route.criteria
        if isinstance(criterion.question, Attested)
        and not criterion.exceptions
        and not criterion.question.criterion.endswith(".SUDDEN")  # these are cases of their own
    },
    key=str,
)


@pytest.mark.parametrize(("code", "subject", "since", "name", "criterion", "route"), ATTESTED)
def test_what_only_people_can_judge_waits_for_their_names(
    code: str, subject: Subject, since: date, name: str, criterion: str, route: str
) -> None:
    award, year = shipped_awards()[code, subject], 2025

    def verdict(*said: Attestation) -> Verdict:
        outcome = assess(award, Facts(subject, attested=said), year=year, law_on=since)
        found = next(each for each in outcome.routes if each.route.name == route)
        return next(each.verdict for each in walk(found) if each.criterion == name)

    confirmed = Attestation(criterion, year, "Trần Thị Bình", date(2025, 12, 1))
    denied = Attestation(criterion, year, "Lê Văn Cường", date(2025, 12, 2), holds=False)
    is_read = next(
        each.grade.decides
        for one in award.on(since).routes
        for each in one.criteria
        if (one.name, each.name) == (route, name)
    )

    assert verdict() is Verdict.UNKNOWN
    assert verdict(confirmed) is (Verdict.MET if is_read else Verdict.UNKNOWN)
    assert verdict(denied) is (Verdict.NOT_MET if is_read else Verdict.UNKNOWN)
    assert verdict(confirmed, denied) is (Verdict.NOT_MET if is_read else Verdict.UNKNOWN)


def walk(route):
    """Every finding of a route."""
    waiting = list(route.findings)
    while waiting:
        each = waiting.pop(0)
        yield each
        waiting += each.parts


NOT_HELD = [
    (*award.key, version.since)
    for award in shipped_awards().values()
    for version in award.versions
    if any(isinstance(each.question, NotHeld) and each.name == "Tiêu chuẩn" for each in version.routes[0].criteria)
]


@pytest.mark.parametrize(("code", "subject", "since"), NOT_HELD)
def test_without_a_text_nothing_is_concluded(code: str, subject: Subject, since: date) -> None:
    outcome = assess(shipped_awards()[code, subject], Facts(subject, holds=(), discipline=()), year=2025, law_on=since)
    finding = next(each for each in findings(outcome) if each.criterion == "Tiêu chuẩn")

    assert outcome.verdict is Verdict.UNKNOWN
    assert "chưa có văn bản" in say_all(finding.because).lower() or "chưa đọc" in say_all(finding.because)


FACT_BASE = {
    "LDTT", "CSTDCS", "CSTDB", "CSTDTQ", "GK_CN", "BKBO_CN", "BKTTG_CN", "HCLD3_CN", "HCLD2_CN", "HCLD1_CN", "HCDL3_CN",
    "HC_HCM", "HC_SAOVANG", "AHLD", "KNC_BO", "TTLDTT", "TTLDXS", "CO_BO", "CO_CP", "GK_TT", "BKBO_TT", "BKTTG_TT",
    "HCLD3_TT", "HCLD2_TT", "HCLD1_TT", "HCDL_TT", "HO_GIA_DINH",
}  # fmt: skip


def test_all_awards_of_the_fact_base_are_there() -> None:
    assert len(FACT_BASE) == 27
    assert {each.fact_base for each in shipped_awards().values()} == FACT_BASE


def test_every_regime_has_its_first_and_last_day_in_the_cases() -> None:
    days = {case.law_on for case in CASES}
    for before, after in zip(shipped_regimes(), shipped_regimes()[1:], strict=False):
        assert before.until in days, before.code
        assert after.since in days, after.code


def test_before_the_first_text_we_hold_nothing_is_concluded() -> None:
    award = shipped_awards()["ADVANCED_WORKER", Subject.INDIVIDUAL]
    outcome = assess(award, Facts(Subject.INDIVIDUAL), year=2016, law_on=date(2017, 9, 30))

    assert outcome.verdict is Verdict.UNKNOWN
    assert outcome.regime is None
    assert outcome.routes == ()
