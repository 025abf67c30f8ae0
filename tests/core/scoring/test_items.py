"""Every formula and rule, by cases an official can read."""

from typing import Any

import pytest

from tests.core.scoring.case_files import load_cases, names
from tests.core.scoring.files import as_yaml
from thidua.core.scoring.cards import read_cards
from thidua.core.scoring.numbers import read_number, write_number
from thidua.core.scoring.reading import build_scheme
from thidua.core.scoring.scheme import ScoringScheme
from thidua.core.scoring.scoring import Result, score
from thidua.core.scoring.wording import say_step

CASES = load_cases("items")


def scheme_of(case: dict[str, Any]) -> ScoringScheme:
    """A table with the one item of a case."""
    data = {"format": "1", "id": "case", "title": case["name"], "criteria": [case["item"]]}
    data |= {key: case[key] for key in ("inputs", "starts_from", "rounding") if key in case}
    scheme, problems = build_scheme(data)
    assert problems == []
    assert scheme is not None
    return scheme


def result_of(case: dict[str, Any]) -> Result:
    """The item scored for the units of a case."""
    scheme = scheme_of(case)
    cards = [{"unit": f"Đơn vị {at}", "answers": answers} for at, answers in enumerate(case["answers"])]
    return score(scheme, *read_cards(as_yaml({"cards": cards}), scheme))


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_an_item_gives_its_points(case: dict[str, Any]) -> None:
    cells = result_of(case).cells[case["item"]["code"]]
    expected = [None if each is None else read_number(each) for each in case["points"]]
    assert [cell.points for cell in cells] == expected


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_what_is_found_is_told(case: dict[str, Any]) -> None:
    found = []
    for each in result_of(case).findings:
        said = {"kind": each.kind.value, "item": each.item, "rule": each.rule, "given": each.given}
        said["allowed"] = each.allowed
        found.append({key: _plain(value) for key, value in said.items() if value not in (None, "") or key == "item"})
    assert found == case.get("findings", [])


def _plain(value: object) -> str:
    return value if isinstance(value, str) else write_number(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", [case for case in CASES if "says" in case], ids=lambda case: case["name"])
def test_how_it_arose_is_told(case: dict[str, Any]) -> None:
    result = result_of(case)
    told = [[say_step(step, result.scheme) for step in cell.steps] for cell in result.cells[case["item"]["code"]]]
    assert told == case["says"]


def test_a_leader_who_may_not_be_named_is_not_named() -> None:
    case = next(each for each in CASES if each["item"].get("points") == "leader_relative" and "says" in each)
    result = result_of(case)
    below = next(cell for cell in result.cells["1"] if cell.steps[0].kind == "leader.above")
    (step,) = below.steps
    assert step.data["units"] == ("Đơn vị 3",)
    assert "dẫn đầu là Sở A," in say_step(step, result.scheme, "vi", {"Đơn vị 3": "Sở A"})
    assert "Đơn vị 3" not in say_step(step, result.scheme, "vi", {})
    assert "the leader exceeds by" in say_step(step, result.scheme, "en", {"Đơn vị 1": "Sở B"})
