"""Answers as they are stored: exact numbers as text, the rest as it is."""

from fractions import Fraction
from typing import Any

from thidua.common.components.texts import number
from thidua.core.scoring.answers import Answer, AnswerError, InputField, InputKind, read_answer
from thidua.core.scoring.numbers import write_number

NUMERIC = frozenset({InputKind.NUMBER, InputKind.COUNT, InputKind.SHARE, InputKind.POINTS})


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
        exact = Fraction(value)
        return exact.numerator if exact.denominator == 1 else exact
    if isinstance(value, list):
        return tuple(value)
    return bool(value) if field.kind is InputKind.YES_NO else str(value)


def write_answer(field: InputField, answer: Answer) -> str:
    """A number as text that is read back as the very same number: grouped where nobody can mistake it, else plain,
    else as a fraction."""
    assert isinstance(answer, int | Fraction)
    exact = Fraction(answer)
    plain = write_number(exact).replace(".", ",")
    share = [f"{number(exact * 100)}%"] if field.kind is InputKind.SHARE else []
    return next(text for text in (*share, number(exact), plain, str(exact)) if _reads_as(field, text, exact))


def _reads_as(field: InputField, text: str, exact: Fraction) -> bool:
    try:
        return read_answer(field, text) == exact
    except AnswerError:
        return False
