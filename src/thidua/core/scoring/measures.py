"""A number drawn from answers: one input, a sum of inputs, or a ratio of them: "early / received", "opened + cards"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from thidua.core.scoring.answers import Answers
from thidua.core.scoring.numbers import Number

NAME: Final = re.compile(r"[^\W\d_]\w*(?:\.\w+)*|\w+(?:\.\w+)*")
"""What an input may be called: letters, digits, underscores and points."""


class MissingAnswerError(Exception):
    """An answer is not there; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoWholeError(Exception):
    """A part of nothing: the whole is zero; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Measure:
    """The sum of some inputs, or its ratio to the sum of others."""

    text: str
    parts: tuple[str, ...]
    wholes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Measure:
        """Read "a", "a + b", "a / b", "a + b / c" (the sum, then the ratio). Raises ValueError.

        >>> Measure.parse("early / received").wholes
        ('received',)
        """
        part, slash, whole = text.partition("/")
        return cls(text.strip(), _names(part), _names(whole) if slash else ())

    @property
    def names(self) -> tuple[str, ...]:
        """Every input it reads."""
        return self.parts + self.wholes

    def figures(self, answers: Answers) -> dict[str, Fraction | int]:
        """Part and whole of a ratio, as they were answered. Raises `MissingAnswerError`."""
        return {"part": _total(self.parts, answers), "whole": _total(self.wholes, answers)}

    def of(self, answers: Answers) -> Fraction | int:
        """Its value. Raises `MissingAnswerError`, and `NoWholeError` for a ratio to zero."""
        value = _total(self.parts, answers)
        if not self.wholes:
            return value
        whole = _total(self.wholes, answers)
        if not whole:
            raise NoWholeError(" + ".join(self.wholes))
        return Fraction(value) / whole


def _names(text: str) -> tuple[str, ...]:
    names = tuple(each.strip() for each in text.split("+"))
    if not all(NAME.fullmatch(each) for each in names):
        raise ValueError(text)
    return names


def _total(names: tuple[str, ...], answers: Answers) -> Number:
    total: Number = 0
    for name in names:
        total += number_of(answers, name)
    return total


def number_of(answers: Answers, name: str) -> Number:
    """The number answered under a name. Raises `MissingAnswerError` when it is unknown."""
    value = answers.get(name)
    if not isinstance(value, int | Fraction) or isinstance(value, bool):
        raise MissingAnswerError(name)
    return value
