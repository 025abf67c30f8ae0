"""Cases that officials can read and correct, kept in YAML beside the tests."""

from pathlib import Path
from typing import Any

from thidua.core.scoring.plain import read_plain


def load_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file under cases/, numbers as written."""
    data, _lines, problems = read_plain((Path(__file__).parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert not problems
    return data


def names(cases: list[dict[str, Any]]) -> list[str]:
    """The names of cases, for pytest's ids."""
    return [each["name"] for each in cases]
