"""Amounts, figures, steps and findings put in words, on request, in any language that has a file in `words/`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from thidua.core.impact.amounts import Amount
from thidua.core.impact.figure import Basis, Datum, Figure, FigureKind, Finding, Part, Step, merge
from thidua.core.impact.words import words_of

EXACT_PLACES: Final = 3
"""Numbers with at most so many decimals are written as they are, others rounded to two."""
ROUNDED_PLACES: Final = 2
SHARE: Final = FigureKind.TREE_SURVIVAL

Names = Mapping[str, str]
"""Names of organisations, activities, items and classes by their codes; what is not there is called by its code."""


def say_number(value: Fraction | int, language: str = "vi", *, up: bool | None = None, most: int = EXACT_PLACES) -> str:
    """The number as the language writes it. What needs more than `most` decimals is rounded to that many, to two where
    three are allowed: half up, or for the ends of a range outwards (`up`).

    >>> say_number(Fraction("1234.5")), say_number(Fraction(1, 3), up=True)
    ('1.234,5', '0,34')
    """
    number = Fraction(value)
    rounded = min(most, ROUNDED_PLACES)
    places = next((each for each in range(most + 1) if number * 10**each % 1 == 0), rounded)
    scaled = number * 10**places
    units = -(-scaled // 1) if up else scaled // 1 if up is False else (2 * scaled + 1) // 2
    marks = words_of(language)["numbers"]
    whole, rest = divmod(int(units), 10**places)
    grouped = f"{whole:,}".replace(",", marks["thousands"])
    return grouped + (f"{marks['decimals']}{rest:0{places}d}" if places else "")


def say_amount(amount: Amount, unit: str = "", language: str = "vi") -> str:
    """How much, with its range: “khoảng 640 kg, từ 500 đến 780”, “ít nhất 40 kg”, “chưa có số liệu”.

    What is not exact is said with some three digits: more of them would claim what nobody knows.
    """
    words = words_of(language)["amounts"]
    low, best, high = amount.low, amount.best, amount.high
    if amount.is_exact:
        form = "exact"
    else:
        known = [name for name, each in (("low", low), ("best", best), ("high", high)) if each is not None]
        form = "_".join(known) or "unknown"
    most = EXACT_PLACES if amount.is_exact else _places(amount)
    said: str = words[form].format(
        low="" if low is None else say_number(low, language, up=False, most=most),
        best="" if best is None else say_number(best, language, most=most),
        high="" if high is None else say_number(high, language, up=True, most=most),
        unit=unit,
    )
    return " ".join(said.split()).replace(" ,", ",")


def _places(amount: Amount) -> int:
    """How many decimals an amount that is not exact is worth, by its largest number."""
    largest = max((each for each in (amount.low, amount.best, amount.high) if each is not None), default=Fraction(0))
    return 0 if largest >= 100 else 1 if largest >= 10 else ROUNDED_PLACES


def unit_of(kind: FigureKind, language: str = "vi") -> str:
    """The unit of a figure: kg, người, đồng."""
    unit: str = words_of(language)["units"][kind.value]
    return unit


class Said(NamedTuple):
    """A figure in words: its name, how much, and how much of that is known in which way (empty: nothing to add)."""

    name: str
    amount: str
    how: str


def say_apart(figure: Figure, language: str = "vi", names: Names | None = None) -> Said:
    """A figure in words, its parts apart, for a page that sets them apart."""
    words = words_of(language)
    name: str = words["figures"][figure.kind.value]
    if figure.detail:
        name = words["detailed"].format(name=name, detail=say_detail(figure, language, names))
    amount = say_amount(_shown(figure, figure.amount), unit_of(figure.kind, language), language)
    if all(each.what == "activity" and each.basis is not Basis.UNKNOWN for each in figure.parts):
        return Said(name, amount, "")
    told_apart = _by_basis(figure.parts)
    parts = [_say_part(figure, each, len(told_apart) > 1, language) for each in told_apart]
    return Said(name, amount, "; ".join(each for each in parts if each))


def say_figure(figure: Figure, language: str = "vi", names: Names | None = None) -> str:
    """A figure in one line: what, how much, and how much of that is known in which way."""
    said = say_apart(figure, language, names)
    return f"{said.name}: {said.amount}" + (f" ({said.how})" if said.how else "")


def say_detail(figure: Figure, language: str = "vi", names: Names | None = None) -> str:
    """A class, an item or a destination by its name where it has one."""
    if names is not None and figure.detail in names:
        return names[figure.detail]
    said: str = words_of(language)["details"].get(figure.detail, figure.detail)
    return said


def _by_basis(parts: tuple[Part, ...]) -> list[Part]:
    """What is known in one way as one part; each thing and reason of what is unknown by itself."""
    known = [each._replace(what="", reason="") for each in parts if each.basis is not Basis.UNKNOWN]
    return [*merge(known), *(each for each in parts if each.basis is Basis.UNKNOWN)]


def _say_part(figure: Figure, part: Part, has_others: bool, language: str) -> str:
    words = words_of(language)
    if part.basis is Basis.UNKNOWN:
        reason = words["reasons"][part.reason or "no_data"]
        if part.what == "activity" and not has_others:
            return ""
        if part.reason == "part_unknown":
            return str(reason)
        what = words["whats"][part.what].format(number=say_number(part.facts, language))
        limit = "" if part.amount.is_unknown or not has_others else say_amount(part.amount, "", language)
        said: str = words["unknown_limited" if limit else "unknown"].format(what=what, reason=reason, limit=limit)
        return said
    basis: str = words["bases"][part.basis.value]
    if not has_others:
        return basis
    amount = say_amount(_shown(figure, part.amount), unit_of(figure.kind, language), language)
    return f"{basis} {amount}"


def _shown(figure: Figure, amount: Amount) -> Amount:
    return amount.times(100) if figure.kind is SHARE else amount


def say_step(step: Step, language: str = "vi", names: Names | None = None) -> str:
    """One step as a sentence that ends with the rule it follows."""
    words = words_of(language)
    sentence: str = words["steps"][step.kind]
    return words["ruled"].format(says=sentence.format(**_data(step.data, language, names)), rule=step.rule.value)  # type: ignore[no-any-return]


def say_finding(finding: Finding, language: str = "vi", names: Names | None = None) -> str:
    """One finding as a sentence that names the place and what to do."""
    words = words_of(language)
    place = words["places"]["fact" if finding.fact else "activity"].format(
        activity=(names or {}).get(finding.activity, finding.activity), fact=finding.fact
    )
    sentence: str = words["findings"][finding.kind.value]
    return sentence.format(place=place, **_data(finding.data, language, names))


def _data(data: Mapping[str, Datum], language: str, names: Names | None) -> dict[str, str]:
    return {key: _say(key, value, language, names) for key, value in data.items()}


def _say(key: str, value: Datum, language: str, names: Names | None) -> str:
    if isinstance(value, Amount):
        return say_amount(value, "", language)
    if isinstance(value, int | Fraction):
        return say_number(value, language) if value >= 0 else f"−{say_number(-value, language)}"
    if isinstance(value, tuple):
        return ", ".join((names or {}).get(each, each) for each in value) or words_of(language)["nothing"]
    if value is None or value == "":
        return str(words_of(language)["nothing"])
    if key in NAMED:
        return str(words_of(language)[NAMED[key]].get(value, value))
    return (names or {}).get(value, value)


NAMED: Final = {"reason": "reasons", "grade": "grades", "condition": "conditions", "figure": "figures"}
"""Data that are codes of ours → where their words are."""
