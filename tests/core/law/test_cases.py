"""The law as cases that a lawyer can read: each award, each regime, both sides of every boundary. That none is lacking
is asked in `test_criteria_have_cases` and `test_regimes_have_cases`.
"""

from datetime import date

import pytest

from tests.core.law.case_files import LawCase, all_cases, findings
from thidua.core.law.awards import shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.explain import assess
from thidua.core.law.facts import Facts
from thidua.core.law.wording import say_all, say_reason


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
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
        if finding.criterion == "Tiêu chuẩn":
            assert "chưa có văn bản" in said.lower() or "chưa đọc" in said
    notes = [say_reason(each, "notes") for each in outcome.notes]
    assert not [each for each in notes if "{" in each]
    told = " ".join([*(say_all(each.because) for each in findings(outcome)), *notes])
    assert case.says in told
    assert not case.silent or case.silent not in told


FACT_BASE = {
    "LDTT", "CSTDCS", "CSTDB", "CSTDTQ", "GK_CN", "BKBO_CN", "BKTTG_CN", "HCLD3_CN", "HCLD2_CN", "HCLD1_CN", "HCDL3_CN",
    "HC_HCM", "HC_SAOVANG", "AHLD", "KNC_BO", "TTLDTT", "TTLDXS", "CO_BO", "CO_CP", "GK_TT", "BKBO_TT", "BKTTG_TT",
    "HCLD3_TT", "HCLD2_TT", "HCLD1_TT", "HCDL_TT", "HO_GIA_DINH",
}  # fmt: skip


def test_all_awards_of_the_fact_base_are_there() -> None:
    assert len(FACT_BASE) == 27
    assert {each.fact_base for each in shipped_awards().values()} == FACT_BASE


def test_before_the_first_text_we_hold_nothing_is_concluded() -> None:
    award = shipped_awards()["ADVANCED_WORKER", Subject.INDIVIDUAL]
    outcome = assess(award, Facts(Subject.INDIVIDUAL), year=2016, law_on=date(2017, 9, 30))

    assert outcome.verdict is Verdict.UNKNOWN
    assert outcome.regime is None
    assert outcome.routes == ()
