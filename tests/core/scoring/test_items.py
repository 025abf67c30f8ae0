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
