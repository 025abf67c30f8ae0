"""Reports as plain data, for JSON, snapshots and open data: exact numbers as text, unknown as null, words beside."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from thidua.core.impact.amounts import Amount
from thidua.core.impact.figure import Datum, Figure, Part, Step
from thidua.core.impact.reports import Report
from thidua.core.impact.wording import Names, say_apart, say_figure, say_finding, say_step, unit_of


def plain_report(report: Report, language: str = "vi", names: Names | None = None) -> dict[str, Any]:
    """A whole report; the same facts give the same data, in the same order."""
    return {
        "roots": list(report.roots),
        "inside": list(report.inside),
        "figures": [plain_figure(each, language, names) for each in report.figures.values()],
        "joint": [
            {"activity": each.activity, "blocs": list(each.blocs), "organisations": list(each.organisations)}
            for each in report.joint
        ],
        "findings": [
            {
                "kind": each.kind.value,
                "activity": each.activity,
                "fact": each.fact,
                "question": each.is_question,
                "data": {key: _datum(value) for key, value in each.data.items()},
                "says": say_finding(each, language, names),
            }
            for each in report.findings
        ],
    }


def plain_figure(figure: Figure, language: str = "vi", names: Names | None = None) -> dict[str, Any]:
    """One figure with its parts and the steps by which it arose."""
    return {
        "kind": figure.kind.value,
        "detail": figure.detail,
        "unit": unit_of(figure.kind, language),
        **plain_amount(figure.amount),
        "basis": figure.basis.value,
        "parts": [_part(each) for each in figure.parts],
        "says": say_figure(figure, language, names),
        **say_apart(figure, language, names)._asdict(),
        "steps": [_step(each, language, names) for each in figure.steps],
    }


def plain_amount(amount: Amount) -> dict[str, str | None]:
    """`{low, best, high}` as exact text ("12.4", "4/3"), null where unknown."""
    return {"low": _number(amount.low), "best": _number(amount.best), "high": _number(amount.high)}


def _part(part: Part) -> dict[str, Any]:
    return {
        "basis": part.basis.value,
        "what": part.what,
        "facts": part.facts,
        **plain_amount(part.amount),
        "reason": part.reason or None,
    }


def _step(step: Step, language: str, names: Names | None) -> dict[str, Any]:
    data = {key: _datum(value) for key, value in step.data.items()}
    return {"kind": step.kind, "rule": step.rule.value, "data": data, "says": say_step(step, language, names)}


def _datum(value: Datum) -> Any:
    if isinstance(value, Amount):
        return plain_amount(value)
    if isinstance(value, tuple):
        return list(value)
    return _number(value) if isinstance(value, int | Fraction) else value


def _number(value: Fraction | int | None) -> str | None:
    if value is None:
        return None
    number = Fraction(value)
    places = next((each for each in range(13) if number * 10**each % 1 == 0), None)
    if places is None:
        return f"{number.numerator}/{number.denominator}"
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
