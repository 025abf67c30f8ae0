"""How a whole arose: base, bonus and penalty with their caps, the grade, the steps of the chain."""

from fractions import Fraction

import pytest

from tests.core.scoring.files import as_yaml
from thidua.core.scoring.cards import Scorecard, read_cards
from thidua.core.scoring.derivation import ZERO
from thidua.core.scoring.reading import build_scheme, read_scheme
from thidua.core.scoring.scheme import ROOT
from thidua.core.scoring.scoring import Result, score
from thidua.core.scoring.shipped import EXAMPLES, example_text
from thidua.core.scoring.story import Side, contributions, steps_to_sum, total_steps
from thidua.core.scoring.wording import say_step

TABLE = {
    "format": "1",
    "id": "x",
    "title": "x",
    "penalty_cap": "3",
    "rounding": {"total": "1"},
    "criteria": [
        {"code": "1", "max": "10", "rules": [{"code": "t1", "when": "sáng kiến", "per_case": "0.33"}]},
        {
            "code": "2",
            "max": "10",
            "bonus_cap": "1",
            "children": [
                {"code": "2.1", "max": "10", "rules": [{"code": "t2", "when": "cờ", "once": "2"}]},
            ],
            "rules": [{"code": "tr", "when": "chậm", "per_case": "-2"}],
        },
    ],
    "grades": [{"grade": "Tốt", "range": ">= 15"}, {"grade": "Khá", "range": "[5, 15)"}],
    "disqualifications": [{"code": "late", "when": "không gửi", "effect": "không xếp loại"}],
}


def scored(**answers: str) -> Result:
    """One unit through the table."""
    scheme, problems = build_scheme(TABLE)
    assert (scheme is not None, problems) == (True, [])
    card = {"unit": "A", "otherwise": "none", "answers": {each.replace("_", "."): answers[each] for each in answers}}
    return score(scheme, *read_cards(as_yaml({"cards": [card]}), scheme))  # type: ignore[arg-type]


def told(result: Result) -> list[str]:
    """The story of the total, in words."""
    return [say_step(step, result.scheme) for step in total_steps(result, "A")]


def test_a_total_is_told_from_its_branches_to_its_grade() -> None:
    result = scored(**{"1": "9", "2_1": "8", "t1": "1", "t2": "yes", "tr": "2"})

    assert told(result) == [
        "Cộng 2 mục: chuẩn 17, thưởng 1,33, trừ 4",
        "Tổng điểm trừ 4, không quá 3",
        "Chuẩn 17 + thưởng 1,33 − trừ 3 = 15,33",
        "Làm tròn 1 chữ số: 15,3",
        "Xếp loại: 15,3 thuộc mức từ 15 trở lên: Tốt",
    ]


def test_where_bonus_and_penalty_came_from_with_the_caps_that_cut_them() -> None:
    result = scored(**{"1": "9", "2_1": "8", "t1": "1", "t2": "yes", "tr": "2"})

    bonus = contributions(result, "A", Side.BONUS)
    penalty = contributions(result, "A", Side.PENALTY)

    assert [(each.item.code, each.points) for each in bonus] == [
        ("1", Fraction("0.33")),
        ("2", Fraction(-1)),
        ("2.1", Fraction(2)),
    ]
    assert [(each.item.code, each.points) for each in penalty] == [("2", 4), (ROOT, -1)]
    assert [say_step(step, result.scheme) for step in bonus[1].steps] == ["Tổng điểm thưởng 2, không quá 1"]
    assert [say_step(step, result.scheme) for step in penalty[1].steps] == ["Tổng điểm trừ 4, không quá 3"]
    assert [step.kind for step in penalty[0].steps] == ["per_case"]


def test_a_total_in_no_grade_one_taken_out_and_one_unknown_are_told_so() -> None:
    assert told(scored(**{"1": "1", "2_1": "1"}))[-1] == "Xếp loại: 2 không thuộc mức nào của bảng"
    out = scored(**{"1": "9", "2_1": "8", "late": "yes"})
    assert told(out)[-1] == "Không xếp loại, không xếp hạng: không xếp loại"
    assert told(scored(**{"1": "9"})) == ["Chưa đủ điểm: mục 2 chưa chấm được"]
    with pytest.raises(KeyError):
        total_steps(out, "B")


def test_a_ceiling_and_a_floor_are_told_where_they_leave_less_of_a_bonus_or_a_penalty() -> None:
    """6 of 6 and a bonus of 1 under a ceiling of 6.5; 1 of 1 and a penalty of 3 over a floor of 0."""
    high = {"code": "1", "max": "6", "at_most": "6.5", "rules": [{"code": "x", "per_case": "1", "when": "tốt"}]}
    low = {"code": "2", "max": "1", "at_least": "0", "rules": [{"code": "y", "per_case": "-3", "when": "cảnh cáo"}]}
    scheme, problems = build_scheme(
        {"format": "1", "id": "t", "title": "T", "starts_from": "standard", "criteria": [high, low]}
    )
    assert problems == []
    assert scheme is not None
    result = score(scheme, [Scorecard("A", {"x": 1, "y": 1})])

    (unit,) = result.units
    assert (unit.total, unit.bonus, unit.penalty) == (Fraction(13, 2), Fraction(1, 2), 1)
    assert [say_step(step, scheme) for step in steps_to_sum(result.cell("A", "1"))] == [
        "Điểm chuẩn: 6",
        "x: 1 trường hợp × 1 = 1",
        "Chuẩn 6 + thưởng 1 − trừ 0 = 7",
        "Không quá 6,5",
    ]
    for side, code, points, kinds in (
        (Side.BONUS, "1", Fraction(1, 2), ["per_case", "at_most"]),
        (Side.PENALTY, "2", Fraction(1), ["per_case", "at_least"]),
    ):
        (found,) = contributions(result, "A", side)
        assert (found.item.code, found.points, [step.kind for step in found.steps]) == (code, points, kinds)


def test_a_branch_that_is_not_known_keeps_its_bonus_to_itself() -> None:
    result = scored(**{"1": "9", "t1": "1"})

    assert contributions(result, "A", Side.BONUS) == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_the_items_contribute_adds_up_to_what_the_total_says(name: str) -> None:
    scheme = read_scheme(example_text(EXAMPLES[name].scheme))
    result = score(scheme, *read_cards(example_text(EXAMPLES[name].cards), scheme))

    for unit in result.units:
        for side, said in ((Side.BONUS, unit.bonus), (Side.PENALTY, unit.penalty)):
            assert sum((each.points for each in contributions(result, unit.unit, side)), ZERO) == said
        for cells in result.cells.values():
            for cell in cells:
                assert all(say_step(step, scheme, "en") for step in steps_to_sum(cell))
