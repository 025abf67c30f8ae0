"""Ways to sort have versions: facts keep theirs, figures add only what somebody declared to be the same."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.impact.case_files import ON, amount_of
from thidua.core.impact.classes import in_use, latest, read_schemes
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.figure import FigureKind
from thidua.core.impact.plain_yaml import read_plain
from thidua.core.impact.reading import read_activity
from thidua.core.impact.register import build_register
from thidua.core.impact.reports import mass_in_law, report

FILE = read_plain((Path(__file__).parent / "cases" / "schemes.yaml").read_text("utf-8"))
SCHEMES = read_schemes(FILE["schemes"])
VERSIONED = Knowledge(ON, schemes=SCHEMES)


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["name"])
def test_figures_span_versions_only_where_a_mapping_says_so(case: dict[str, Any]) -> None:
    register = build_register([read_activity({"activity": "a", "kind": "CLEAN_UP", "facts": case["facts"]})])
    found = report(register, register.everything(), VERSIONED)

    law = {code: each.amount for code, each in mass_in_law(found, VERSIONED).items()}
    assert law == {code: amount_of(kg) for code, kg in case["in_law"].items()}
    by_class = {
        detail: each.amount for (kind, detail), each in found.figures.items() if kind is FigureKind.MASS and detail
    }
    if "by_class" in case:
        assert by_class == {detail: amount_of(kg) for detail, kg in case["by_class"].items()}
    assert [each.kind.value for each in found.findings] == case.get("findings", [])


def test_versions_of_several_activities_are_added_no_further() -> None:
    told = [
        {
            "activity": code,
            "kind": "CLEAN_UP",
            "facts": [{"bag": f"b{code}", "weight": "5", "class_code": "TP", **more}],
        }
        for code, more in (("a", {}), ("b", {"scheme": "VN-75@2"}), ("c", {"scheme": "VN-75@2"}))
    ]
    register = build_register([read_activity(each) for each in told])
    found = report(register, register.everything(), VERSIONED)

    assert found.figure(FigureKind.MASS).amount == amount_of("15")
    assert found.figure(FigureKind.MASS, "VN-75:TP").amount == amount_of("5")
    assert found.figure(FigureKind.MASS, "VN-75@2:TP").amount == amount_of("10")


def test_only_the_newest_version_is_offered() -> None:
    assert in_use(SCHEMES) == ["VN-75@2", "TINH"]
    assert latest(SCHEMES, "TINH") == "TINH"
    with pytest.raises(KeyError):
        latest(SCHEMES, "HC-VC")


def test_classes_of_two_versions_have_names_that_differ() -> None:
    names = VERSIONED.names()

    assert (names["VN-75:TP"], names["VN-75@2:TP"]) == ("Thực phẩm", "Thực phẩm (VN-75@2)")
