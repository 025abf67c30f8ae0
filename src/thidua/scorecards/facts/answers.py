"""Answers as they are stored: exact numbers as text, the rest as it is."""

from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answer, InputField, InputKind

NUMERIC = frozenset({InputKind.NUMBER, InputKind.COUNT, InputKind.POINTS})


def dump_answer(answer: Answer) -> Any:
    """What to store; None is unknown.

    >>> dump_answer(Fraction(592, 5)), dump_answer(False)
    ('592/5', False)
    """
    if answer is None or isinstance(answer, bool | str):
        return answer
    if isinstance(answer, tuple):
        return list(answer)
    return str(Fraction(answer))


def load_answer(field: InputField, value: Any) -> Answer:
    """The answer behind a stored value."""
    if value is None:
        return None
    if field.kind in NUMERIC:
        number = Fraction(value)
        return number.numerator if number.denominator == 1 else number
    if isinstance(value, list):
        return tuple(value)
    return bool(value) if field.kind is InputKind.YES_NO else str(value)
