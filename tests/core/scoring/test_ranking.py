"""Ranks, grades and awards, by cases an official can read; and items that do not apply."""

from fractions import Fraction
from typing import Any

import pytest

from tests.core.scoring.case_files import load_cases, names
from tests.core.scoring.files import as_yaml
from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.numbers import write_number
from thidua.core.scoring.reading import build_scheme
from thidua.core.scoring.remarks import remarks_on
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.scoring.scoring import Result, UnitResult, score
from thidua.core.scoring.story import total_steps
from thidua.core.scoring.wording import say_step, say_tie

CASES = load_cases("ranking")
GRADES = [
    {"grade": "Hoàn thành xuất sắc", "range": ">= 90"},
    {"grade": "Hoàn thành tốt", "range": "[85, 90)"},
    {"grade": "Hoàn thành", "range": "[50, 85)"},
    {"grade": "Không hoàn thành", "range": "< 50"},
]


def result_of(case: dict[str, Any]) -> Result:
    """The units of a case, scored and ranked."""
    has_two = any("2" in answers for answers in case["units"].values())
    scheme, problems = build_scheme(
        {
            "format": "1",
            "id": "case",
            "title": case["name"],
            "inputs": {"opened": "Số liệu phụ", "closed": "Số liệu phụ nữa"},
            "criteria": [{"code": code, "name": "Điểm", "points": "direct"} for code in ("1", "2")[: 1 + has_two]],
            "grades": GRADES,
            "disqualifications": [{"code": "late", "when": "không gửi báo cáo", "effect": "không xếp loại"}],
            "ranking": {"ties": case.get("ties", [])},
            "awards": case.get("awards", []),
        }
    )
    assert problems == []
    assert scheme is not None
    cards = [
        {
            "unit": unit,
            "otherwise": "none",
            "answers": answers,
            "women_share": case.get("women_share", {}).get(unit),
            "votes": case.get("votes", {}).get(unit),
            "grade_above": case.get("grade_above"),
        }
        for unit, answers in case["units"].items()
    ]
    return score(scheme, *read_cards(as_yaml({"cards": cards}), scheme))


def standing(unit: UnitResult, name: str) -> Any:
    """One thing of a unit's standing."""
    assert unit.standing is not None
    return getattr(unit.standing, name)


def told_by(unit: UnitResult, scheme: ScoringScheme) -> str:
    """The step that told a unit from its equals, in words."""
    step = standing(unit, "broken_by")
    return say_tie(step, scheme) if step is not None else ""


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_units_stand_where_the_table_puts_them(case: dict[str, Any]) -> None:
    result = result_of(case)
    units = result.units
    seen = {
        "ranks": {unit.unit: standing(unit, "rank") for unit in units},
        "broken_by": {unit.unit: told_by(unit, result.scheme) for unit in units},
        "tied": {unit.unit: list(standing(unit, "tied_with")) for unit in units},
        "lacks": {unit.unit: standing(unit, "lacks") for unit in units},
        "awaits_vote": {unit.unit: standing(unit, "awaits_vote") for unit in units},
        "provisional": {unit.unit: standing(unit, "is_provisional") for unit in units},
        "grades": {unit.unit: unit.grade for unit in units},
        "compared": {
            unit.unit: [
                [
                    say_tie(each.step, result.scheme),
                    *(f"{name} {'?' if value is None else write_number(value)}" for name, value in each.values),
                ]
                for each in standing(unit, "compared")
            ]
            for unit in units
        },
        "proposed": {unit.unit: [each.award + "?" * each.is_undecided for each in unit.proposals] for unit in units},
    }
    expected = {key: case[key] for key in seen if key in case}
    expected["ranks"] = {unit: rank and int(rank) for unit, rank in case["ranks"].items()}
    assert {key: seen[key] for key in expected} == expected


def with_exception(kind: str, *codes: str) -> Result:
    """A branch of 4 + 6 and one of 10; unit A is scored 2, 3 and 5, without the items named."""
    scheme, problems = build_scheme(
        {
            "format": "1",
            "id": "x",
            "title": "x",
            "not_applicable": kind,
            "criteria": [
                {
                    "code": "1",
                    "name": "a",
                    "max": "10",
                    "children": [{"code": "1.1", "name": "b", "max": "4"}, {"code": "1.2", "name": "c", "max": "6"}],
                },
                {"code": "2", "name": "d", "max": "10"},
            ],
        }
    )
    assert problems == []
    assert scheme is not None
    card = {
        "unit": "A",
        "answers": {"1.1": "2", "1.2": "3", "2": "5"},
        "not_applicable": dict.fromkeys(codes, "không có đối tượng"),
    }
    return score(scheme, *read_cards(as_yaml({"cards": [card]}), scheme))


def test_an_item_that_does_not_apply_does_not_cost_the_bonus() -> None:
    """“Only with full standard points” means those that apply to the unit."""
    child = {"code": "1.2", "name": "c", "max": "6", "points": "achieved"}
    rule = {"code": "b", "when": "sáng kiến", "once": "1"}
    branch = {"code": "1", "max": "10", "children": [{"code": "1.1", "max": "4"}, child], "rules": [rule]}
    table = {"format": "1", "id": "x", "title": "x", "criteria": [{**branch, "bonus_needs_full_standard": True}]}
    scheme, problems = build_scheme(table)
    assert (scheme is not None, problems) == (True, [])
    card = {"unit": "A", "answers": {"1.2": True, "b": True}, "not_applicable": {"1.1": "không có đối tượng"}}
    (unit,) = score(scheme, *read_cards(as_yaml({"cards": [card]}), scheme)).units  # type: ignore[arg-type]
    assert (unit.total, unit.bonus) == (7, 1)


@pytest.mark.parametrize(
    ("kind", "codes", "total", "standard"),
    [
        ("set_aside", [], 10, 20),
        ("set_aside", ["1.1"], 8, 16),
        ("set_aside", ["1"], 5, 10),
        ("set_aside", ["1.1", "1.2"], 5, 10),
        ("spread", ["1.1"], 10, 20),
        ("spread", ["1.2"], 10, 20),
        ("spread", ["1"], 10, 20),
        ("spread", ["1.1", "1.2"], 10, 20),
        ("spread", ["2"], 10, 20),
    ],
)
def test_an_item_that_does_not_apply(kind: str, codes: list[str], total: int, standard: int) -> None:
    (unit,) = with_exception(kind, *codes).units
    assert (unit.total, unit.standard) == (Fraction(total), Fraction(standard))


def test_a_card_without_any_item_has_no_total() -> None:
    (unit,) = with_exception("spread", "1", "2").units
    assert unit.total is None


class TestAUnitScoredOutOfLess:
    """65 of 70 points: by the bare total it is far from 90, by the share of what applies to it above 90%."""

    def scored(self, **table: Any) -> Result:
        """One unit to which the first of two items does not apply."""
        plain = {
            "format": "1",
            "id": "case",
            "title": "Bảng thử",
            "criteria": [
                {"code": "1", "name": "Điểm", "max": "30", "points": "direct"},
                {"code": "2", "name": "Điểm", "max": "70", "points": "direct"},
            ],
            **table,
        }
        scheme, problems = build_scheme(plain)
        assert problems == []
        assert scheme is not None
        text = as_yaml({"cards": [{"unit": "A", "answers": {"2": 65}, "not_applicable": {"1": "không được giao"}}]})
        cards, findings = read_cards(text, scheme)
        assert not findings
        return score(scheme, cards)

    def grades(self, span: str) -> list[dict[str, str]]:
        return [{"grade": "Xuất sắc", "range": f">= {span}"}, {"grade": "Khác", "range": f"< {span}"}]

    def test_is_graded_by_the_total_unless_the_table_says_otherwise(self) -> None:
        result = self.scored(grades=self.grades("90"))

        assert result.units[0].grade == "Khác"
        assert "graded_by_total" in {each.code for each in remarks_on(result.scheme)}

    def test_is_graded_by_its_share_where_the_table_says_so(self) -> None:
        result = self.scored(grades=self.grades("90%"), grades_by="share")

        assert result.units[0].grade == "Xuất sắc"
        assert "graded_by_total" not in {each.code for each in remarks_on(result.scheme)}
        said = [say_step(step, result.scheme) for step in total_steps(result, "A")]
        assert said[-1] == "Xếp loại: 65 / 70 = 92,8571% thuộc mức từ 90% trở lên: Xuất sắc"
