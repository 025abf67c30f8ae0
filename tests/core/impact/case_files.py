"""Cases that officials can read and correct, kept in YAML beside the tests."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from thidua.core.impact.amounts import Amount
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.plain_yaml import read_plain

ON = date(2026, 11, 28)
NOW = Knowledge(ON)


def load_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file under cases/, numbers as written."""
    cases: list[dict[str, Any]] = read_plain((Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8"))
    return cases


def amount_of(text: Any) -> Amount:
    """An amount as cases write it: 640, [2, 5, 10], [40, "?", "?"], "?"."""
    if not isinstance(text, list):
        return Amount(None, None, None) if text == "?" else Amount.exactly(Fraction(text))
    return Amount(*(None if each == "?" else Fraction(each) for each in text))
