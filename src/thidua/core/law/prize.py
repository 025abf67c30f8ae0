"""Prize money: coefficient × base salary of the decision's day, rounded up; each amount with how it came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from thidua.core.law.certainty import Certainty, least
from thidua.core.law.citations import Citations
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES, Subject
from thidua.core.law.errors import LawError
from thidua.core.law.figures import FigureValue, LegalFigure, shipped_figures
from thidua.core.law.texts import shipped_texts
from thidua.core.law.words import words_of


@dataclass(frozen=True, slots=True)
class Prize:
    """Money for one award. Amounts are whole đồng; None where no text that we have read gives it.

    `exact`: before rounding. `if_confirmed`: the amount, or the ceiling, if a value that nobody has read stood so in
    the law, or a text past its announced end were still in force.
    `ceiling`: the most it may be, where somebody else fixes it.
    """

    code: str
    subject: Subject
    decided_on: date
    amount: int | None
    coefficient: Fraction | None
    base_salary: int | None
    exact: Fraction | None
    cites: Citations
    grade: Certainty
    why: str = ""
    if_confirmed: int | None = None
    ceiling: int | None = None


def prize(code: str, subject: Subject, decided_on: date) -> Prize:
    """The money for a title or an honour decided on a day.

    >>> prize("GRASSROOTS_EMULATION_FIGHTER", Subject.INDIVIDUAL, date(2026, 11, 20)).amount
    2530000
    >>> prize("ADVANCED_WORKER", Subject.INDIVIDUAL, date(2025, 12, 1)).amount
    710000

    Raises `LawError` (unknown_code, other_subject, no_value_in_force: no base salary of that day is held).
    """
    figures = shipped_figures()
    if code not in (*TITLE_CODES, *HONOUR_CODES):
        raise LawError("unknown_code", {"key": "CODE", "code": code})
    names = [f"prize_{code.lower()}_{each.value}" for each in Subject]
    figure = figures.get(f"prize_{code.lower()}_{subject.value}")
    if figure is None:
        known = any(name in figures for name in names)
        raise LawError(
            "other_subject" if known else "unknown_code", {"key": "CODE", "code": code, "subject": subject.value}
        )
    base = figures["base_salary"].on(decided_on)
    assert base.value is not None
    entry, rounding = figure.entry(decided_on), figures["prize_rounding"].entry(decided_on)
    if entry is None or entry.value is None:
        why = entry.note if entry else _silence(figure, decided_on)
        cites = (*(entry.cites if entry else ()), *base.cites)
        return Prize(code, subject, decided_on, None, None, int(base.value), None, cites, Certainty.UNKNOWN, why)
    return _reckon(code, subject, decided_on, entry, base, rounding)


def _silence(figure: LegalFigure, day: date) -> str:
    return (
        LawError("no_value_in_force", {"name": figure.description, "day": f"{day:%d/%m/%Y}", "note": ""}).say().strip()
    )


def _reckon(
    code: str, subject: Subject, day: date, entry: FigureValue, base: FigureValue, rounding: FigureValue | None
) -> Prize:
    assert entry.value is not None
    assert base.value is not None
    exact = entry.value * base.value
    cites = (*entry.cites, *base.cites, *(rounding.cites if rounding else ()))
    grade = least([entry.grade, base.grade])
    ended = _past_its_announced_end(cites, day)
    salary = int(base.value)
    why = entry.note
    if rounding is not None and rounding.value is not None:
        amount: int | None = round_up(exact, int(rounding.value))
    else:
        amount = int(exact) if exact % TEN_THOUSAND == 0 else None
        why = why or (words_of()["money"]["no_rounding"] if amount is None else "")
    if not grade.decides or ended:
        why = ended or why or words_of()["money"]["memory"]
        return Prize(code, subject, day, None, entry.value, salary, exact, cites, grade, why, if_confirmed=amount)
    if entry.is_ceiling:
        return Prize(code, subject, day, None, entry.value, salary, exact, cites, grade, why, ceiling=amount)
    return Prize(code, subject, day, amount, entry.value, salary, exact, cites, grade, why)


def _past_its_announced_end(cites: Citations, day: date) -> str:
    """What to say of a text that the public register lets end by that day; nothing where there is none."""
    for each in cites:
        end = shipped_texts()[each.text].announced_end
        if end is not None and end <= day:
            said: str = words_of()["money"]["ended"]
            return said.format(number=each.text, day=f"{end:%d/%m/%Y}")
    return ""


TEN_THOUSAND: Final = 10_000
"""What is a multiple of it needs no rounding, whatever the rule."""


def round_up(exact: Fraction, step: int) -> int:
    """The next multiple of `step`.

    >>> round_up(Fraction(702_000), 10_000)
    710000
    """
    return int(-(-exact // step) * step)


@dataclass(frozen=True, slots=True)
class Payment:
    """What is paid of several awards of one decision's day: titles of the same period pay the highest only, titles of
    other periods and honours for other merit are paid each, a title and an honour are both paid (Điều 49 NĐ 152/2025).
    """

    paid: tuple[Prize, ...]
    not_paid: tuple[Prize, ...]
    total: int | None


def pay_together(prizes: Iterable[tuple[Prize, str]]) -> Payment:
    """Prizes, each with the period (or, of an honour, the merit) it is for, as one payment."""
    given = list(prizes)
    if not given:
        raise LawError("no_award_of_period")
    paid: list[Prize] = []
    left: list[Prize] = []
    by_period: dict[tuple[Subject, str], list[Prize]] = {}
    for each, period in given:
        if each.code in TITLE_CODES:
            by_period.setdefault((each.subject, period), []).append(each)
        else:
            paid.append(each)
    for same in by_period.values():
        best = max(same, key=lambda each: each.coefficient or Fraction(0))
        paid.append(best)
        left += [each for each in same if each is not best]
    amounts = [each.amount for each in paid]
    is_open = any(each is None for each in amounts) or any(each.coefficient is None for each in left)
    return Payment(tuple(paid), tuple(left), None if is_open else sum(each or 0 for each in amounts))
