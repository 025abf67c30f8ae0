"""Quotas over a whole agency: how many are allowed, how many meet the conditions, and nobody is chosen."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.awards import shipped_awards
from thidua.core.law.bulk import OVER, UNDECIDED, WITHIN, quota, tally
from thidua.core.law.codes import Scope, Subject
from thidua.core.law.errors import LawError
from thidua.core.law.facts import Facts, WorkRecord
from thidua.core.law.facts_file import read_facts
from thidua.core.law.own_rules import OwnRules, read_own_rules
from thidua.core.law.plain import plain_quota
from thidua.core.law.quotas import QuotaAnswer, QuotaStand, Tally, answer_quota, shipped_quotas
from thidua.core.law.review import review
from thidua.core.law.wording import say_quota

FIGHTERS, FLAGS = shipped_quotas()
OLD, LAST_OLD, NEW, OPEN = date(2023, 6, 1), date(2023, 12, 31), date(2024, 1, 1), date(2026, 10, 1)
WORKER: Facts = read_facts("""
subject: individual
employed_since: 2012-03-01
grades: {2023: EXCELLENT}
titles: {2023: [ADVANCED_WORKER]}
honours: []
initiatives: []
scientific_works: []
discipline: []
holds: []
attested: [{criterion: GRASSROOTS_EMULATION_FIGHTER.COMBAT, year: 2023, by: Lê An, on: 2023-05-20, holds: false}]
""")
FIGHTER = replace(WORKER, initiatives=(WorkRecord(2023, Scope.GRASSROOTS),))


def asked(people: list[Facts], law_on: date) -> QuotaAnswer:
    (found,) = review(people, subject=Subject.INDIVIDUAL, year=2023, law_on=law_on).quotas()
    return found


@pytest.mark.parametrize(
    ("fighters", "workers", "open_", "allowed", "stands"),
    [
        (3, 17, 0, (3, 3), QuotaStand.FITS),  # 15 % of 20
        (4, 16, 0, (3, 3), QuotaStand.TOO_MANY),
        (3, 16, 0, (2, 2), QuotaStand.TOO_MANY),  # of 19 it is two: “không quá”
        (3, 16, 1, (2, 3), QuotaStand.OPEN),
        (0, 6, 0, (0, 0), QuotaStand.FITS),
    ],
)
def test_how_many_are_allowed_and_how_many_meet_the_conditions(
    fighters: int, workers: int, open_: int, allowed: tuple[int, int], stands: QuotaStand
) -> None:
    unknown = Facts(Subject.INDIVIDUAL)
    found = asked([*[FIGHTER] * fighters, *[WORKER] * workers, *[unknown] * open_], LAST_OLD)

    assert (found.eligible, found.base) == (Tally(fighters, open_), Tally(fighters + workers, open_))
    assert (found.allowed, found.stand, found.under_held_text) == (allowed, stands, None)


def test_a_text_that_sets_none_and_a_text_that_nobody_holds_are_two_things() -> None:
    many = [FIGHTER] * 20
    assert [asked(many, day).stand for day in (OLD, NEW)] == [QuotaStand.TOO_MANY, QuotaStand.NO_QUOTA]
    after = asked(many, OPEN)
    assert (after.stand, after.under_held_text) == (QuotaStand.NOT_HELD, QuotaStand.NO_QUOTA)
    assert answer_quota(FLAGS, Tally(1, 0), Tally(4, 0), NEW).stand is QuotaStand.NOT_HELD
    assert answer_quota(FLAGS, Tally(1, 0), Tally(5, 0), LAST_OLD).stand is QuotaStand.FITS
    assert answer_quota(FLAGS, Tally(1, 0), Tally(4, 0), LAST_OLD).stand is QuotaStand.TOO_MANY
    assert answer_quota(FIGHTERS, Tally(1, 0), Tally(4, 0), date(2017, 9, 30)).stand is QuotaStand.NOT_HELD


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_pass_and_the_arrays_agree(fighters: int, workers: int) -> None:
    """Without an order of the council: all within, or nobody decided (over where no place is)."""
    base = np.ones(fighters + workers, np.bool_)
    eligible = base & (np.arange(len(base)) < fighters)
    found = quota(eligible, base, np.zeros(len(base), np.int64), Fraction(15, 100))
    answer = answer_quota(FIGHTERS, tally(eligible.astype(np.int8) * 2), tally(base.astype(np.int8) * 2), OLD)

    of_eligible = set(found[eligible].tolist())
    assert of_eligible <= ({WITHIN} if answer.stand is QuotaStand.FITS else {UNDECIDED, OVER})


def test_a_quota_is_told_with_its_source_and_whose_the_ranking_is() -> None:
    plain = plain_quota(asked([*[FIGHTER] * 4, *[WORKER] * 16], LAST_OLD))
    assert plain == {
        "award": "GRASSROOTS_EMULATION_FIGHTER", "of": "ADVANCED_WORKER", "percent": 15,
        "base": {"met": 20, "unknown": 0}, "meeting": {"met": 4, "unknown": 0}, "allowed": {"least": 3, "most": 3},
        "stands": "TOO_MANY", "under_held_text": None,
        "because": (
            "Được nhiều nhất 3 mà có 4 đủ điều kiện: nhiều hơn tỷ lệ. Xếp thứ tự và chọn là việc của Hội đồng, "
            "hệ thống không tự chọn."
        ),
        "cites": "khoản 3 Điều 9 của 91/2017/NĐ-CP", "grade": "verified", "note": "", "signed_by": "",
    }  # fmt: skip
    after = plain_quota(asked([FIGHTER], OPEN))
    assert (after["stands"], after["under_held_text"], after["percent"]) == ("NOT_HELD", "NO_QUOTA", None)
    assert after["because"].endswith("Theo văn bản đang giữ, chưa đối chiếu Luật 06/2026/QH16.")
    assert after["cites"] == "Điều 23 của 06/2022/QH15; Điều 1 của 98/2023/NĐ-CP"
    assert "bộ có thể tự quy định" in after["note"]
    for stand in QuotaStand:
        said = say_quota(replace(asked([FIGHTER], OLD), stand=stand), "en")
        assert "council" in said
        assert "{" not in said


def test_quotas_are_of_awards_and_figures_that_there_are() -> None:
    for each in shipped_quotas():
        assert {(each.award, each.subject), (each.of, each.subject)} <= set(shipped_awards())
        assert each.figure.name == f"quota_{each.award.lower()}"


OWN = """\
agency: Bộ Thử nghiệm
signed_by: Trần Thị Bình
signed_on: 2024-02-01
texts:
- {number: 7/2024/TT-BTN, kind: CIRCULAR, title: Thi đua ngành Thử nghiệm, since: SINCE, held: QUOTED, grade: verified}
quotas:
- award: GRASSROOTS_EMULATION_FIGHTER
  subject: individual
  of: ADVANCED_WORKER
  values:
    SINCE: {at_most: 15, cites: "7/2024/TT-BTN:6.2", grade: verified}
"""
"""An agency's own share, by a circular that the register does not have."""


def test_an_agency_s_own_quota_stands_beside_the_law_s() -> None:
    rules = read_own_rules(OWN.replace("SINCE", "2024-02-01"), "rieng.yaml")
    people = [*[FIGHTER] * 4, *[WORKER] * 16]

    def both(law_on: date, own: OwnRules = rules) -> list[tuple[QuotaStand, QuotaStand | None]]:
        found = review(people, subject=Subject.INDIVIDUAL, year=2023, law_on=law_on, quotas=own.quotas).quotas()
        return [(each.stand, each.under_held_text) for each in found]

    none, many = (QuotaStand.NO_QUOTA, None), (QuotaStand.TOO_MANY, None)
    assert both(date(2024, 1, 31)) == [none]  # it has not begun
    assert both(date(2024, 2, 1)) == [none, many]
    assert both(date(2026, 9, 30)) == [none, many]
    held_none, held_many = ((QuotaStand.NOT_HELD, each) for each in (QuotaStand.NO_QUOTA, QuotaStand.TOO_MANY))
    assert both(OPEN) == [held_none, held_many]  # nobody has read whether the new law leaves it
    begun_with_it = read_own_rules(OWN.replace("SINCE", "2026-10-01"), "rieng.yaml")
    assert both(OPEN, begun_with_it) == [held_none, many]

    (_law, own) = review(
        people, subject=Subject.INDIVIDUAL, year=2023, law_on=date(2024, 2, 1), quotas=rules.quotas
    ).quotas()
    plain = plain_quota(own)
    assert (plain["signed_by"], plain["percent"], plain["allowed"]) == ("Trần Thị Bình", 15, {"least": 3, "most": 3})
    assert plain["cites"] == "khoản 2 Điều 6 của 7/2024/TT-BTN"
    units = review([Facts(Subject.COLLECTIVE)], subject=Subject.COLLECTIVE, year=2023, law_on=OLD, quotas=rules.quotas)
    assert [each.rule.award for each in units.quotas()] == ["GOVERNMENT_EMULATION_FLAG"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('cites: "7/2024/TT-BTN:6.2", ', "", "uncited", 11),
        ("7/2024/TT-BTN:6.2", "8/2024/TT-BTN:6.2", "unknown_text", 11),
        ("number: 7/2024/TT-BTN", "number: 91/2017/NĐ-CP", "text_twice", 5),
        ("at_most: 15", "at_most: 101", "bad_number", 10),
        ("at_most: 15", "at_most: nhiều", "bad_number", 11),
        ("of: ADVANCED_WORKER", "of: LABOUR_ORDER_THIRD_CLASS", "unknown_code", 9),
        ("of: ADVANCED_WORKER", "of: ADVANCED_LABOUR_COLLECTIVE", "unknown_award", 9),
        ("subject: individual", "subject: household", "unknown_award", 7),
        ("  of: ADVANCED_WORKER\n", "", "missing_key", 7),
        ("quotas:", "quota:", "unknown_key", 6),
        (OWN[OWN.index("quotas:") :], "", "missing_key", None),
        (OWN[OWN.index("- award") :], OWN[OWN.index("- award") :] * 2, "quota_twice", 12),
    ],
)
def test_an_own_quota_with_a_fault_is_refused_with_its_line(old: str, new: str, code: str, line: int | None) -> None:
    assert old in OWN
    with pytest.raises(LawError) as raised:
        read_own_rules(OWN.replace(old, new, 1).replace("SINCE", "2024-02-01"), "rieng.yaml")
    assert (raised.value.code, raised.value.line) == (code, line or raised.value.line)
