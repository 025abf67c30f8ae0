"""Numbers as Vietnamese offices write them: 1.234,5 in figures, “một nghìn không trăm linh năm” in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.names import normalise

MINUS: Final = "\u2212"

_LONGEST: Final = 40
_MINUS_SIGNS: Final = "-\u2212\u2013\u2010\u2011\ufe63\uff0d"
_FIGURES: Final = re.compile(r"[0-9][0-9.,]*", re.ASCII)
_SPACED_GROUPS: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?", re.ASCII)
_GROUPED: Final = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+", re.ASCII) for mark in ".,"}

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", "nghìn", "triệu")
_BILLION: Final = 1_000_000_000
_LARGEST: Final = _BILLION**2 - 1


def parse_decimal(text: str, *, kind: Literal["money", "score"] | None = None) -> Fraction:
    """The number that a person typed, exactly: 1.234,5 and 1,234.5 and 9.5; minus as "-" or "−".

    One mark followed by just three figures ("1.500", "1,500") may be a thousand or a decimal: `kind="money"` reads
    1500, `kind="score"` reads 1,5, and without `kind` it raises. Money must be whole đồng.
    Raises `NumberError`: empty, not_a_number, bad_groups, ambiguous, not_whole.

    >>> parse_decimal("1.234,5")
    Fraction(2469, 2)
    """
    if len(text) > _LONGEST:
        raise _not_a_number(text)
    cleaned = normalise(unicodedata.normalize("NFKC", text))
    if not cleaned:
        raise NumberError("empty", "Anh/chị chưa nhập số. Ví dụ 1.234,5.")
    negative = cleaned[0] in _MINUS_SIGNS
    figures = cleaned[1:].lstrip() if negative or cleaned[0] == "+" else cleaned
    if _SPACED_GROUPS.fullmatch(figures):
        figures = figures.replace(" ", "")
    if not _FIGURES.fullmatch(figures) or not figures[-1].isdigit():
        raise _not_a_number(text)
    value = Fraction(_plain(figures, kind, text))
    if kind == "money" and value.denominator != 1:
        raise NumberError("not_whole", f"Số tiền là số nguyên đồng, anh/chị đang nhập {cleaned}.", text=text)
    return -value if negative else value


def _plain(figures: str, kind: Literal["money", "score"] | None, text: str) -> str:
    """The figures without grouping marks and with a point as decimal mark."""
    marks = [character for character in figures if character in ".,"]
    if not marks:
        return figures
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, decimals = figures.rpartition(last)
        group = marks[0]
        if not _GROUPED[group].fullmatch(whole):
            raise _bad_groups(text)
        return f"{whole.replace(group, '')}.{decimals}"
    if len(marks) > 1:
        if not _GROUPED[last].fullmatch(figures):
            raise _bad_groups(text)
        return figures.replace(last, "")
    whole, decimals = figures.split(last)
    may_be_thousand = len(decimals) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if may_be_thousand and kind is None:
        raise NumberError(
            "ambiguous",
            f"“{figures}” có thể là {whole}{decimals} hoặc {whole},{decimals}. Nhập lại {whole}{decimals}"
            f" hoặc {whole},{decimals.rstrip('0') or '0'}.",
            text=text,
        )
    return whole + decimals if may_be_thousand and kind == "money" else f"{whole}.{decimals}"


def _not_a_number(text: str) -> NumberError:
    shown = normalise(text[:_LONGEST])
    return NumberError("not_a_number", f"“{shown}” không phải là số. Chỉ nhập chữ số, ví dụ 1.234,5.", text=text)


def _bad_groups(text: str) -> NumberError:
    shown = normalise(text)
    message = f"Dấu ngăn cách trong “{shown}” chưa đúng. Mỗi nhóm ba chữ số, ví dụ 1.234.567,5."
    return NumberError("bad_groups", message, text=text)


def format_number(value: Fraction | int | Decimal, places: int | None = None) -> str:
    """The number with a dot for thousands, a decimal comma and a true minus sign.

    With `places` it is rounded half away from zero and has that many decimals. Without, it is printed exactly; a
    number without an end, such as 1/3, then raises `NumberError` (endless): how to round is for the caller to say.

    >>> format_number(Fraction(-24691, 20)), format_number(9, places=2)
    ('−1.234,55', '9,00')
    """
    exact = Fraction(value)
    shown_places = _exact_places(exact) if places is None else places
    scaled = abs(exact) * 10**shown_places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(units, 10**shown_places)
    sign = MINUS if exact < 0 and units else ""
    decimals = f",{rest:0{shown_places}d}" if shown_places else ""
    return sign + f"{whole:,}".replace(",", ".") + decimals


def _exact_places(value: Fraction) -> int:
    rest = value.denominator
    powers = {2: 0, 5: 0}
    for prime in powers:
        while rest % prime == 0:
            rest //= prime
            powers[prime] += 1
    if rest != 1:
        raise NumberError("endless", "Số thập phân vô hạn, cần cho biết làm tròn mấy chữ số.", value=value)
    return max(powers.values())


def format_money(amount: int) -> str:
    """2.000.000 đồng"""
    return f"{format_number(amount)} đồng"


def in_words(number: int) -> str:
    """The number as it is read aloud, up to a billion billions less one.

    >>> in_words(1005), in_words(21), in_words(2_000_000)
    ('một nghìn không trăm linh năm', 'hai mươi mốt', 'hai triệu')
    """
    if abs(number) > _LARGEST:
        raise NumberError("too_large", "Số quá lớn, chưa đọc được thành chữ.", number=number)
    if number == 0:
        return _DIGITS[0]
    return " ".join(["âm"] * (number < 0) + _read(abs(number), after_higher=False))


def _read(number: int, *, after_higher: bool) -> list[str]:
    words: list[str] = []
    billions, rest = divmod(number, _BILLION)
    if billions:
        words += [*_read(billions, after_higher=after_higher), "tỷ"]
    for rank in (2, 1, 0):
        group = rest // 1000**rank % 1000
        if group:
            words += _read_group(group, full=bool(words) or after_higher)
            words += [_GROUPS[rank]] * bool(rank)
    return words


def _read_group(group: int, *, full: bool) -> list[str]:
    """Three figures; `full` reads the hundreds even when there are none."""
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif units and words:
        words.append("linh")
    if units:
        words.append(_unit(units, tens))
    return words


def _unit(units: int, tens: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    if units == 5 and tens >= 1:
        return "lăm"
    return _DIGITS[units]
