"""Quotas over a whole agency and within each unit: how many are allowed, how many meet the conditions, who comes first
among equals, and nobody is chosen.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.law.case_files import cases_of
from thidua.core.law.awards import shipped_awards
from thidua.core.law.bulk import OVER, STANDS, UNDECIDED, WITHIN, groups_of, places, quota, tally
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Scope, Sex, Subject, TaskGrade
from thidua.core.law.errors import LawError
from thidua.core.law.facts import Facts, WorkRecord
from thidua.core.law.facts_file import read_facts
from thidua.core.law.own_rules import OwnRules, read_own_rules
from thidua.core.law.plain import plain_quota
from thidua.core.law.quotas import (
    NO_UNIT,
    Group,
    QuotaAnswer,
    QuotaScope,
    QuotaStand,
    Tally,
    answer_quota,
    shipped_quotas,
)
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
GOOD_WORKER, GOOD_FIGHTER = (replace(each, grades={2023: TaskGrade.GOOD}) for each in (WORKER, FIGHTER))
"""From 2024 on an excellent grade alone makes a fighter."""


def all_of(met: int, base: int, unknown: int = 0) -> dict[str, Group]:
    """Everybody as one unit."""
    return {NO_UNIT: Group(Tally(met, unknown), Tally(base, unknown))}


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
    assert answer_quota(FLAGS, all_of(1, 4), NEW).stand is QuotaStand.NOT_HELD
    assert answer_quota(FLAGS, all_of(1, 5), LAST_OLD).stand is QuotaStand.FITS
    assert answer_quota(FLAGS, all_of(1, 4), LAST_OLD).stand is QuotaStand.TOO_MANY
    assert answer_quota(FIGHTERS, all_of(1, 4), date(2017, 9, 30)).stand is QuotaStand.NOT_HELD


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_pass_and_the_arrays_agree(fighters: int, workers: int) -> None:
    """Without an order of the council: all within, or nobody decided (over where no place is)."""
    base = np.ones(fighters + workers, np.bool_)
    eligible = base & (np.arange(len(base)) < fighters)
    found = quota(eligible, base, np.zeros(len(base), np.int64), Fraction(15, 100))
    answer = answer_quota(
        FIGHTERS, {NO_UNIT: Group(tally(eligible.astype(np.int8) * 2), tally(base.astype(np.int8) * 2))}, OLD
    )

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
        "per": None, "preferred": 0,
        "units": [{
            "unit": "", "base": {"met": 20, "unknown": 0}, "meeting": {"met": 4, "unknown": 0},
            "allowed": {"least": 3, "most": 3}, "stands": "TOO_MANY", "preferred": 0,
        }],
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
    # past the announced end of the decree whose general rules are asked before every criterion
    assert both(date(2027, 2, 28), begun_with_it) == [held_none, many]
    assert both(date(2027, 3, 1), begun_with_it) == [held_none, held_many]

    (_law, own) = review(
        people, subject=Subject.INDIVIDUAL, year=2023, law_on=date(2024, 2, 1), quotas=rules.quotas
    ).quotas()
    plain = plain_quota(own)
    assert (plain["signed_by"], plain["percent"], plain["allowed"]) == ("Trần Thị Bình", 15, {"least": 3, "most": 3})
    assert plain["cites"] == "khoản 2 Điều 6 của 7/2024/TT-BTN"
    units = review([Facts(Subject.COLLECTIVE)], subject=Subject.COLLECTIVE, year=2023, law_on=OLD, quotas=rules.quotas)
    assert [each.rule.award for each in units.quotas()] == ["GOVERNMENT_EMULATION_FLAG"]


# --- within each unit -------------------------------------------------------------------------------------------------


def own_quota(per: str = "") -> OwnRules:
    told = f"  per: {per}\n  values:" if per else "  values:"
    return read_own_rules(OWN.replace("SINCE", "2024-02-01").replace("  values:", told), "rieng.yaml")


def in_units(*units: tuple[str, int, int, int], law_on: date, per: str = "") -> list[QuotaAnswer]:
    """Each unit with so many fighters, workers, and people of whom nothing is known."""
    people, names = [], []
    for name, fighters, workers, unknown in units:
        some = [*[GOOD_FIGHTER] * fighters, *[GOOD_WORKER] * workers, *[Facts(Subject.INDIVIDUAL)] * unknown]
        people += some
        names += [name] * len(some)
    own = own_quota(per).quotas
    return list(review(people, subject=Subject.INDIVIDUAL, year=2023, law_on=law_on, quotas=own, units=names).quotas())


ADVANCED = "ADVANCED_LABOUR_COLLECTIVE"
FITS, TOO_MANY, STAYS_OPEN = QuotaStand.FITS, QuotaStand.TOO_MANY, QuotaStand.OPEN


@pytest.mark.parametrize(
    ("units", "of_agency", "of_units", "each"),
    [
        ([("A", 3, 17, 0), ("B", 3, 17, 0)], FITS, FITS, [FITS, FITS]),
        ([("A", 4, 16, 0), ("B", 2, 18, 0)], FITS, TOO_MANY, [TOO_MANY, FITS]),
        ([("A", 4, 16, 0), ("B", 3, 17, 0)], TOO_MANY, TOO_MANY, [TOO_MANY, FITS]),
        ([("A", 3, 16, 1), ("B", 2, 18, 0)], STAYS_OPEN, STAYS_OPEN, [STAYS_OPEN, FITS]),
        ([("A", 1, 5, 0), ("B", 0, 14, 0)], FITS, TOO_MANY, [TOO_MANY]),  # of six it is none; of B nobody meets it
        ([("A", 3, 17, 0), ("", 1, 10, 0)], FITS, STAYS_OPEN, [STAYS_OPEN, STAYS_OPEN]),  # of whom no unit is on record
    ],
)
def test_a_share_of_each_unit_is_not_one_of_the_agency(
    units: list[tuple[str, int, int, int]], of_agency: QuotaStand, of_units: QuotaStand, each: list[QuotaStand]
) -> None:
    _law, agency = in_units(*units, law_on=NEW.replace(month=2), per="AGENCY")
    assert (agency.stand, agency.units) == (of_agency, ())
    _law, default = in_units(*units, law_on=NEW.replace(month=2))
    assert (default.rule.per, default.stand) == (QuotaScope.AGENCY, of_agency)
    _law, within = in_units(*units, law_on=NEW.replace(month=2), per="UNIT")
    assert (within.stand, [unit.stand for unit in within.units]) == (of_units, each)
    rooms = [15 * (fighters + workers) // 100 for _name, fighters, workers, _unknown in units]
    assert within.allowed is not None
    assert within.allowed[0] == sum(rooms)  # never more than the whole would give
    assert within.allowed[0] <= (agency.allowed or (0, 0))[0]
    (law, *_own) = in_units(*units, law_on=LAST_OLD)
    assert law.rule.per is None  # what was read does not say: only what both come to
    assert (law.stand, law.has_two_readings) == ((of_agency, False) if of_agency is of_units else (STAYS_OPEN, True))


def test_where_a_text_does_not_say_within_what_a_share_is_reckoned_the_answer_says_so() -> None:
    (law, *_own) = in_units(("A", 4, 16, 0), ("B", 2, 18, 0), law_on=LAST_OLD)
    assert "Văn bản đã đọc không nói tỷ lệ tính trên cả cơ quan hay trong từng đơn vị" in say_quota(law)
    assert "does not say whether the share is one of the whole agency or of each unit" in say_quota(law, "en")
    (same, *_own) = in_units(("A", 4, 16, 0), ("B", 3, 17, 0), law_on=LAST_OLD)
    assert "không nói" not in say_quota(same)


def test_who_comes_first_among_equals_is_told_and_nobody_is_chosen() -> None:
    woman, man = (replace(GOOD_FIGHTER, sex=each) for each in (Sex.FEMALE, Sex.MALE))
    workers = [replace(GOOD_WORKER, sex=Sex.FEMALE)] * 16
    unsaid = replace(GOOD_FIGHTER, sex=None)
    people = [woman, man, man, unsaid, *workers, woman, *workers]
    names = ["A"] * 20 + ["B"] * 17

    def told(law_on: date) -> tuple[QuotaAnswer, list[str]]:
        found = review(
            people, subject=Subject.INDIVIDUAL, year=2023, law_on=law_on, quotas=own_quota("UNIT").quotas, units=names
        )
        _law, own = found.quotas()
        return own, found.places()["OWN_QUOTA.GRASSROOTS_EMULATION_FIGHTER"]

    own, rows = told(date(2025, 7, 1))
    first, second = own.units
    assert (first.stand, first.group.preferred, second.stand, second.group.preferred) == (TOO_MANY, 1, FITS, 1)
    assert rows == ["TOO_MANY (PREFERRED)", *["TOO_MANY"] * 3, *[""] * 16, "FITS", *[""] * 16]
    assert "Khi thành tích ngang nhau thì ưu tiên nữ: 2 nữ trong số đủ điều kiện." in say_quota(own)
    own, rows = told(date(2025, 6, 30))  # before the decree no text that was read prefers anybody
    assert own.units[0].group.preferred == 0
    assert rows[0] == "TOO_MANY"
    assert "ưu tiên" not in say_quota(own)


def test_units_with_many_women_come_first_among_equals() -> None:
    case = next(each for each in cases_of("advanced_labour_collective") if each.verdict == "MET" and each.law_on >= NEW)
    of_year = (case.facts.people or {})[case.year]
    units = [
        replace(case.facts, people={case.year: replace(of_year, total=10, women=women, titles={"ADVANCED_WORKER": 10})})
        for women in (7, 6, 7)
    ]
    text = OWN.replace("individual", "collective").replace("GRASSROOTS_EMULATION_FIGHTER", ADVANCED)
    text = text.replace("of: ADVANCED_WORKER", f"of: {ADVANCED}\n  per: UNIT").replace("at_most: 15", "at_most: 50")
    own = read_own_rules(text.replace("SINCE", "2024-02-01"), "rieng.yaml").quotas
    asked: dict[str, Any] = {"subject": Subject.COLLECTIVE, "year": case.year, "as_of": case.as_of, "quotas": own}
    found = review(units, law_on=date(2025, 12, 1), units=["Cục A", "Cục A", "Cục B"], **asked)
    (answer,) = (each for each in found.quotas() if each.rule.signed_by)
    assert [(each.unit, each.group, each.stand) for each in answer.units] == [
        ("Cục A", Group(Tally(2, 0), Tally(2, 0), 1), TOO_MANY),
        ("Cục B", Group(Tally(1, 0), Tally(1, 0), 1), TOO_MANY),
    ]
    assert found.places()[f"OWN_QUOTA.{ADVANCED}"] == ["TOO_MANY (PREFERRED)", "TOO_MANY", "TOO_MANY (PREFERRED)"]
    assert "ưu tiên tập thể có từ 70% nữ: 2 tập thể" in say_quota(answer)


VERDICTS = st.lists(st.tuples(st.sampled_from(list(Verdict)), st.sampled_from(list(Verdict)), st.integers(0, 3)))


@given(VERDICTS, st.integers(1, 100))
def test_each_row_stands_as_its_unit_does(rows: list[tuple[Verdict, Verdict, int]], percent: int) -> None:
    """The pass over rows and the counts of units come to the same."""
    eligible = np.array([each for each, _base, _unit in rows], np.int8)
    base = np.array([max(each, of) for each, of, _unit in rows], np.int8)
    units = np.array([unit for _each, _base, unit in rows], np.int64)
    told = groups_of(eligible, base, units, np.zeros(len(rows), np.bool_), 4)
    share = Fraction(percent, 100)
    found = places(eligible, base, units, share)
    history = FIGHTERS.figure.history
    figure = replace(FIGHTERS.figure, history=(replace(history[0], value=Fraction(percent)), *history[1:]))
    rule = replace(FIGHTERS, figure=figure, per=QuotaScope.UNIT)
    answer = answer_quota(rule, {str(at): each for at, each in enumerate(told)}, OLD)
    stands = {each.unit: each.stand for each in answer.units}
    for at, (verdict, _base, unit) in enumerate(rows):
        expected = None if verdict is Verdict.NOT_MET else stands[str(unit)]
        assert STANDS[found[at]] is expected


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
        ("  values:", "  per: ROOM\n  values:", "not_a_choice", 10),
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
