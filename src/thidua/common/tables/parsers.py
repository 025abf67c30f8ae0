"""How the cells of a column are read, stored, shown and written back. One class per kind of value.

`parse` gets a cell that is not missing and raises `CellError` with what is wrong and what to do. `dump` and `load`
go to JSON and back; `show` is for the screen; `write` is what a workbook gets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any, ClassVar, Literal, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thidua.common.forms.words import words_of
from thidua.common.tables.cells import Cell, as_text
from thidua.common.tables.errors import CellError
from thidua.core.vietnam.dates import FIRST_YEAR, LAST_YEAR, date_from_serial, format_date, parse_date
from thidua.core.vietnam.errors import DateError, NumberError
from thidua.core.vietnam.names import fold, normalise
from thidua.core.vietnam.numbers import format_number, parse_decimal
from thidua.core.vietnam.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a parser must know besides the cell: the day, and whether the workbook counts days from 1904."""

    today: date
    since_1904: bool = False


ExcelKind = Literal["text", "date", "number"]


class Parser(Protocol):
    """What a column needs to know of its values."""

    @property
    def excel(self) -> ExcelKind: ...

    def parse(self, cell: Cell, circumstances: Circumstances) -> Any: ...
    def dump(self, value: Any) -> Any: ...
    def load(self, stored: Any) -> Any: ...
    def show(self, value: Any) -> str: ...
    def write(self, value: Any) -> Cell: ...


class _Plain:
    """Values that are themselves JSON and written as they are."""

    excel: ClassVar[ExcelKind] = "text"

    def dump(self, value: Any) -> Any:
        return value

    def load(self, stored: Any) -> Any:
        return stored

    def show(self, value: Any) -> str:
        return str(value)

    def write(self, value: Any) -> Cell:
        return value  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Text(_Plain):
    """One line of words, cleaned; with `lines` several."""

    longest: int = 250
    lines: bool = False

    def parse(self, cell: Cell, circumstances: Circumstances) -> str:
        text = normalise(as_text(cell), keep_lines=self.lines)
        if len(text) > self.longest:
            raise CellError(
                _("Dài {length} ký tự, quá mức {longest}.").format(length=len(text), longest=self.longest),
                _("Viết gọn lại."),
            )
        return text


@dataclass(frozen=True)
class Email(_Plain):
    """An e-mail address, in small letters."""

    def parse(self, cell: Cell, circumstances: Circumstances) -> str:
        text = normalise(as_text(cell)).lower()
        try:
            validate_email(text)
        except ValidationError:
            raise CellError(
                _("“{text}” không phải là địa chỉ thư điện tử.").format(text=text[:60]), _("Ví dụ ten@coquan.gov.vn.")
            ) from None
        return text


@dataclass(frozen=True)
class Day(_Plain):
    """A whole date: a date cell, the serial number of one, or text as offices write it."""

    excel: ClassVar[ExcelKind] = "date"

    def parse(self, cell: Cell, circumstances: Circumstances) -> date:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and _is_year(cell):
            raise CellError(
                _("Chỉ có năm {year}, còn thiếu ngày và tháng.").format(year=int(cell)),
                _("Nhập đủ ngày, tháng, năm hoặc để trống ô này."),
            )
        return _read_day(cell, circumstances)

    def dump(self, value: date) -> str:
        return value.isoformat()

    def load(self, stored: str) -> date:
        return date.fromisoformat(stored)

    def show(self, value: date) -> str:
        return format_date(value)


@dataclass(frozen=True)
class PartialDay(_Plain):
    """A date of which perhaps only the month or the year is known. Values are `PartialDate`."""

    excel: ClassVar[ExcelKind] = "date"

    def parse(self, cell: Cell, circumstances: Circumstances) -> PartialDate:
        if isinstance(cell, str) and not _is_serial(cell):
            try:
                return PartialDate.parse(cell, today=circumstances.today)
            except DateError as error:
                raise CellError(words_of(error)) from error
        if isinstance(cell, int | float) and not isinstance(cell, bool) and _is_year(cell):
            return PartialDate(int(cell))
        return PartialDate.of(_read_day(cell, circumstances))

    def dump(self, value: PartialDate) -> str:
        return value.code

    def load(self, stored: str) -> PartialDate:
        return PartialDate(*map(int, stored.split("-"))) if stored else PartialDate()

    def write(self, value: PartialDate) -> Cell:
        if value.day is not None:
            return value.earliest
        return value.year if value.month is None else f"{value.month:02d}/{value.year}"


@dataclass(frozen=True)
class Number(_Plain):
    """An exact number (`Fraction`). `kind` settles what "1.500" is, as in `parse_decimal`."""

    kind: Literal["money", "score"] | None = None
    lowest: int | None = None
    highest: int | None = None
    excel: ClassVar[ExcelKind] = "number"

    def parse(self, cell: Cell, circumstances: Circumstances) -> Fraction:
        value = self._read(cell)
        if self.lowest is not None and value < self.lowest:
            raise CellError(_("Số phải từ {lowest} trở lên.").format(lowest=format_number(self.lowest)))
        if self.highest is not None and value > self.highest:
            raise CellError(_("Số không được quá {highest}.").format(highest=format_number(self.highest)))
        return value

    def _read(self, cell: Cell) -> Fraction:
        if isinstance(cell, bool | date):
            raise CellError(_("Ô này cần một số."), _("Ví dụ 1.234,5."))
        if isinstance(cell, int | float):
            value = Fraction(str(cell)) if isinstance(cell, float) else Fraction(cell)
            if self.kind == "money" and value.denominator != 1:
                raise CellError(_("Số tiền là số nguyên đồng."))
            return value
        try:
            return parse_decimal(as_text(cell), kind=self.kind)
        except NumberError as error:
            raise CellError(words_of(error)) from error

    def dump(self, value: Fraction) -> str:
        return str(value)

    def load(self, stored: str) -> Fraction:
        return Fraction(stored)

    def show(self, value: Fraction) -> str:
        return format_number(value)

    def write(self, value: Fraction) -> Cell:
        if value.denominator == 1 and abs(value.numerator) < 10**15:
            return value.numerator
        written = float(value)
        return written if Fraction(str(written)) == value else format_number(value)


@dataclass(frozen=True)
class Whole(Number):
    """A whole number of things, as `int`."""

    kind: Literal["money", "score"] | None = "money"
    lowest: int | None = 0

    def parse(self, cell: Cell, circumstances: Circumstances) -> int:  # type: ignore[override]
        try:
            value = super().parse(cell, circumstances)
        except CellError:
            if isinstance(cell, float) and not cell.is_integer():
                raise CellError(_("Cần số nguyên, không có phần lẻ.")) from None
            raise
        return int(value)

    def load(self, stored: str) -> int:  # type: ignore[override]
        return int(stored)

    def write(self, value: int) -> Cell:  # type: ignore[override]
        return value


@dataclass(frozen=True)
class Year(_Plain):
    """A year of four digits, as `int`; “Năm 2024” is understood."""

    excel: ClassVar[ExcelKind] = "number"

    def parse(self, cell: Cell, circumstances: Circumstances) -> int:
        text = fold(as_text(cell)).removeprefix("nam").strip()
        if not (text.isascii() and text.isdigit() and len(text) == 4 and _is_year(int(text))):
            raise CellError(_("“{text}” không phải là một năm.").format(text=as_text(cell)[:40]), _("Ví dụ 2024."))
        return int(text)


@dataclass(frozen=True)
class Choice(_Plain):
    """One of a few words. `options` are value and label; `spellings` other words for a value."""

    options: Mapping[str, str | Promise]
    spellings: Mapping[str, str] = field(default_factory=dict)

    def parse(self, cell: Cell, circumstances: Circumstances) -> str:
        text = fold(as_text(cell))
        for value, label in self.options.items():
            if text in (fold(str(label)), fold(value)):
                return value
        for spelling, value in self.spellings.items():
            if text == fold(spelling):
                return value
        raise CellError(
            _("Chưa hiểu “{text}”.").format(text=normalise(as_text(cell))[:60]),
            _("Ghi một trong: {labels}.").format(labels=", ".join(str(label) for label in self.options.values())),
        )

    def show(self, value: str) -> str:
        return str(self.options.get(value, value))

    def write(self, value: str) -> Cell:
        return self.show(value)


@dataclass(frozen=True)
class YesNo(_Plain):
    """Có or Không, x or a number; as `bool`."""

    def parse(self, cell: Cell, circumstances: Circumstances) -> bool:
        if isinstance(cell, bool):
            return cell
        text = fold(as_text(cell))
        if text in ("co", "x", "1", "dung", "yes", "true", "v", "✓", "✔"):
            return True
        if text in ("khong", "0", "sai", "no", "false"):
            return False
        raise CellError(_("Chưa hiểu “{text}”.").format(text=as_text(cell)[:40]), _("Ghi Có hoặc Không."))

    def show(self, value: bool) -> str:
        return _("Có") if value else _("Không")

    def write(self, value: bool) -> Cell:
        return "Có" if value else "Không"


def _is_year(number: float) -> bool:
    return float(number).is_integer() and FIRST_YEAR <= number <= LAST_YEAR


def _is_serial(text: str) -> bool:
    """Five figures: a day that was turned into text."""
    figures = text.strip()
    return len(figures) == 5 and figures.isascii() and figures.isdecimal()


def _read_day(cell: Cell, circumstances: Circumstances) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return date_from_serial(int(cell), since_1904=circumstances.since_1904)
        text = as_text(cell)
        if _is_serial(text):
            return date_from_serial(int(text), since_1904=circumstances.since_1904)
        return parse_date(text, today=circumstances.today)
    except DateError as error:
        raise CellError(words_of(error)) from error
