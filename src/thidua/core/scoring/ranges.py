"""Ranges of numbers as tables write them, with exact borders: "> 98%", "[97%, 98%)", "100%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from thidua.core.scoring.numbers import Number, read_number

_ONE_SIDED: Final = re.compile(r"(>=|<=|>|<|=)?\s*(\S+)")
_TWO_SIDED: Final = re.compile(r"([\[(])\s*([^,;\s]+)\s*[,;]\s*([^,;\s]+)\s*([\])])")


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`; None is without end; each border belongs to it or not.

    >>> Range.parse("[97%, 98%)").holds(Fraction(98, 100))
    False
    """

    text: str
    low: Fraction | None
    high: Fraction | None
    holds_low: bool
    holds_high: bool

    @classmethod
    def parse(cls, text: str) -> Range:
        """Read "> 98%", ">= 90", "< 5", "= 0", "100%", "[97%, 98%)". Raises ValueError, also for an empty range."""
        if two_sided := _TWO_SIDED.fullmatch(text.strip()):
            opens, low, high, closes = two_sided.groups()
            parsed = cls(text, read_number(low), read_number(high), opens == "[", closes == "]")
        elif one_sided := _ONE_SIDED.fullmatch(text.strip()):
            sign, border = one_sided[1] or "=", read_number(one_sided[2])
            parsed = cls(
                text,
                None if sign in {"<", "<="} else border,
                None if sign in {">", ">="} else border,
                sign in {">=", "="},
                sign in {"<=", "="},
            )
        else:
            raise ValueError(text)
        if parsed.is_empty():
            raise ValueError(text)
        return parsed

    def is_empty(self) -> bool:
        """Whether no number lies in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.holds_low and self.holds_high))

    def holds(self, value: Number) -> bool:
        """Whether the number lies in it."""
        if self.low is not None and (value < self.low or (value == self.low and not self.holds_low)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.holds_high)

    def overlaps(self, other: Range) -> bool:
        """Whether some number lies in both."""
        low, holds_low = _tighter(self, other, "low")
        high, holds_high = _tighter(self, other, "high")
        return not Range("", low, high, holds_low, holds_high).is_empty()


def _tighter(one: Range, two: Range, side: str) -> tuple[Fraction | None, bool]:
    """The inner of two borders on one side."""
    first, second = getattr(one, side), getattr(two, side)
    if first is None or second is None:
        chosen = two if first is None else one
    elif first == second:
        return first, getattr(one, f"holds_{side}") and getattr(two, f"holds_{side}")
    else:
        chosen = one if (first > second) == (side == "low") else two
    return getattr(chosen, side), getattr(chosen, f"holds_{side}")


def gaps(ranges: Sequence[Range]) -> list[str]:
    """The numbers between the lowest and the highest border that lie in no range, each as people would write it."""
    found: list[str] = []
    ordered = sorted(ranges, key=lambda each: (each.low is not None, each.low or 0, not each.holds_low))
    reached: Range | None = None
    for each in ordered:
        if reached is not None and reached.high is not None and each.low is not None:
            if reached.high < each.low:
                opens, closes = "(" if reached.holds_high else "[", ")" if each.holds_low else "]"
                found.append(f"{opens}{_border(reached, 'high')}, {_border(each, 'low')}{closes}")
            elif reached.high == each.low and not reached.holds_high and not each.holds_low:
                found.append(_border(each, "low"))
        if reached is None or _ends_after(each, reached):
            reached = each
    return found


def _ends_after(one: Range, two: Range) -> bool:
    if two.high is None or one.high is None:
        return two.high is not None
    return (one.high, one.holds_high) > (two.high, two.holds_high)


def _border(one: Range, side: str) -> str:
    """The border in the words of the table."""
    if two_sided := _TWO_SIDED.fullmatch(one.text.strip()):
        return two_sided[2] if side == "low" else two_sided[3]
    return one.text.strip().lstrip("<>= ")
