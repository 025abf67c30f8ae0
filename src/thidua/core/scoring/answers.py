"""What is asked of a unit, and what it answered. A blank is never zero: an absent answer is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from thidua.core.scoring.numbers import Number
from thidua.core.scoring.words import words_of
from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.numbers import parse_decimal

Answer = int | Fraction | bool | str | tuple[str, ...] | None
"""A number, yes or no, the code of a choice, the awards held; None is unknown."""

Answers = Mapping[str, Answer]
"""Input name → answer, of one unit."""


class InputKind(StrEnum):
    """What can be answered."""

    NUMBER = "number"
    """Any number from 0 up."""
    COUNT = "count"
    """A whole number from 0 up: cases, persons."""
    SHARE = "share"
    """From 0 to 100%."""
    POINTS = "points"
    """Points given by hand, from 0 up."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    """The code of one of the choices."""
    AWARDS = "awards"
    """Names of awards held; an empty list is none."""


@dataclass(frozen=True, slots=True)
class InputField:
    """One thing asked: its name in the file, its words on screen, what may be answered."""

    name: str
    label: str = ""
    kind: InputKind = InputKind.NUMBER
    choices: tuple[tuple[str, str], ...] = ()
    is_signed: bool = False
    """Whether it may be below zero: points that people signed may, figures of a unit may not."""
    aspect: str = ""
    """Which side of its item it asks for, where one item asks for two: “chỉ tiêu được giao”."""
    is_case: bool = False
    """Whether it counts cases of a rule: a card may say that all cases it does not name did not happen."""

    def none(self) -> Answer:
        """The answer that says “no case”."""
        if self.kind is InputKind.YES_NO:
            return False
        return () if self.kind is InputKind.AWARDS else 0


class AnswerError(ValueError):
    """An answer that cannot be used: a code, the answer as given, and what may be given where that can be listed."""

    def __init__(self, code: str, value: str = "", known: str = "") -> None:
        self.code = code
        self.value = value
        self.known = known
        super().__init__(code, value, known)

    def say(self, language: str = "vi") -> str:
        """The sentence, which names the remedy."""
        sentence: str = words_of(language)["answers"][self.code]
        return sentence.format(value=self.value, known=self.known)

    def __str__(self) -> str:
        return self.say()


_YES: Final = frozenset({"yes", "true", "có", "co", "x", "1", "đạt"})
_NO: Final = frozenset({"no", "false", "không", "khong", "0", "không đạt"})
_NUMBER_FAULTS: Final = {"ambiguous": "ambiguous_number", "bad_groups": "bad_groups"}
_EXCEL_ERROR: Final = re.compile(r"#[A-Z0-9/!?]+")


def read_answer(field: InputField, value: Any) -> Answer:
    """The answer as the card gives it (text, number, yes or no, list). Raises `AnswerError`; blank is None.

    >>> read_answer(InputField("opened"), "1.234,5")
    Fraction(2469, 2)
    """
    if isinstance(value, str):
        value = value.strip()
        if _EXCEL_ERROR.fullmatch(value):
            raise AnswerError("excel_error", value)
    if value is None or value == "":
        return None
    match field.kind:
        case InputKind.YES_NO:
            return _yes_no(value)
        case InputKind.CHOICE:
            return _choice(field, value)
        case InputKind.AWARDS:
            return _awards(value)
        case _:
            return _number(field, value)


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise AnswerError("not_yes_no", str(value))


def _choice(field: InputField, value: Any) -> str:
    known = [code for code, _label in field.choices]
    for code, label in field.choices:
        if str(value) in {code, label}:
            return code
    raise AnswerError("unknown_choice", str(value), ", ".join(known))


def _awards(value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(str(each) for each in value)
    raise AnswerError("not_a_list", str(value))


def _number(field: InputField, value: Any) -> Number:
    if isinstance(value, bool) or not isinstance(value, str | int | Fraction):
        raise AnswerError("not_a_number", str(value))
    number = _number_of_text(field, value) if isinstance(value, str) else Fraction(value)
    if number < 0 and not field.is_signed:
        raise AnswerError("negative", str(value))
    if field.kind is InputKind.SHARE and number > 1:
        raise AnswerError("share_above_one", str(value))
    if field.kind is InputKind.COUNT and number.denominator != 1:
        raise AnswerError("not_whole", str(value))
    return number.numerator if number.denominator == 1 else number


def _number_of_text(field: InputField, text: str) -> Fraction:
    """Vietnamese or English figures, a percentage, or a fraction such as 4/3."""
    bare = text.removesuffix("%").rstrip()
    top, slash, bottom = bare.partition("/")
    try:
        number = _figure_of(field, top, is_share=bool(slash) or text.endswith("%"))
        if slash:
            number /= parse_decimal(bottom, kind="score")
    except NumberError as error:
        raise AnswerError(_NUMBER_FAULTS.get(error.code, "not_a_number"), text) from None
    except ZeroDivisionError:
        raise AnswerError("divides_by_zero", text) from None
    return number / 100 if text.endswith("%") else number


def _figure_of(field: InputField, text: str, *, is_share: bool) -> Fraction:
    """The figures of a number. Points and shares are small, so “1.234” is a decimal; of any other figure it may be a
    thousand or one and a bit, and nobody guesses. Raises `NumberError`."""
    if field.kind is InputKind.COUNT:
        return _count_of(text)
    return parse_decimal(text, kind="score" if field.kind in (InputKind.POINTS, InputKind.SHARE) or is_share else None)


def _count_of(text: str) -> Fraction:
    """A count is whole, so “1.234” can only be one thousand two hundred and thirty-four. Raises `NumberError`."""
    try:
        return parse_decimal(text)
    except NumberError:
        try:
            return parse_decimal(text, kind="money")
        except NumberError:
            pass
        raise
