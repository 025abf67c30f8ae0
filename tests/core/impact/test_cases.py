"""Figures of one activity: the cases that officials can read."""

from datetime import date
from typing import Any

import pytest

from tests.core.impact.case_files import ON, amount_of, load_cases
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.figure import FigureKind
from thidua.core.impact.reading import read_activity
from thidua.core.impact.register import build_register
from thidua.core.impact.reports import report
from thidua.core.impact.wording import say_figure, say_finding, say_step

CASES = [each for name in ("mass", "people", "other") for each in load_cases(name)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_an_activity_came_to(case: dict[str, Any]) -> None:
    told = {key: case[key] for key in ("held_on", "starts_at", "ends_at", "state", "facts") if key in case}
    activity = read_activity({"activity": "a", "kind": case.get("kind", "CLEAN_UP"), **told})
    register = build_register([activity])
    found = report(register, register.everything(), Knowledge(date.fromisoformat(case.get("on", ON.isoformat()))))
    for name, expected in case.get("figures", {}).items():
        kind, _space, detail = name.partition(" ")
        assert found.figure(FigureKind(kind), detail).amount == amount_of(expected), name
    for name, sentence in case.get("says", {}).items():
        assert say_figure(found.figure(FigureKind(name))) == sentence
    for name in case.get("none", []):
        assert (FigureKind(name), "") not in found.figures
    assert [each.kind.value for each in found.findings] == case.get("findings", [])
    if "steps" in case:
        assert [each.kind for each in found.figure(FigureKind.MASS).steps] == case["steps"]
    for language in ("vi", "en"):
        said = [say_finding(each, language) for each in found.findings]
        said += [say_step(step, language) for each in found.figures.values() for step in each.steps]
        said += [say_figure(each, language) for each in found.figures.values()]
        assert not [each for each in said if "{" in each or "None" in each]
