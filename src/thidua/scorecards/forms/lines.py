"""Several rows in one field: a line each, two or three columns, so that they can be pasted from Excel."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.core.scoring.numbers import read_number, write_number
from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.numbers import parse_decimal

BETWEEN = re.compile(r"\t|\s*=\s*|\s*\|\s*")
"""What stands between two columns: a tab, “=” or “|”. Points come last, so a range may hold “=” itself."""

Reader = Callable[[str], Any]


class LinesField(forms.CharField):
    """Rows of `columns` cells; each cell goes through its reader, which raises ValueError with what is wrong."""

    def __init__(self, *, columns: Sequence[Reader], **options: Any) -> None:
        self.columns = columns
        options.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        options.setdefault("required", False)
        super().__init__(**options)

    def clean(self, value: Any) -> list[tuple[Any, ...]]:
        """The rows; every faulty line is named."""
        rows: list[tuple[Any, ...]] = []
        faults: list[str] = []
        for number, line in enumerate(str(value or "").splitlines(), start=1):
            if not line.strip():
                continue
            cells = [normalise(cell) for cell in self._split(line)]
            if len(cells) != len(self.columns):
                faults.append(
                    _("Dòng %(number)s cần %(count)s cột, cách nhau bằng dấu “=” hoặc phím Tab.")
                    % {"number": number, "count": len(self.columns)}
                )
                continue
            try:
                rows.append(tuple(read(cell) for read, cell in zip(self.columns, cells, strict=True)))
            except ValueError as error:
                faults.append(_("Dòng %(number)s: %(what)s") % {"number": number, "what": error})
        if faults:
            raise ValidationError(faults, code="bad_lines")
        if self.required and not rows:
            raise ValidationError(_("Anh/chị chưa nhập dòng nào."), code="required")
        return rows

    def _split(self, line: str) -> list[str]:
        if "\t" in line:
            return line.split("\t")
        parts = BETWEEN.split(line)
        extra = len(parts) - len(self.columns)
        if extra > 0 and line.lstrip()[:1] in "<>":
            return ["=".join(parts[: extra + 1]), *parts[extra + 1 :]]
        return parts

    def prepare_value(self, value: Any) -> Any:
        """A line a row."""
        if isinstance(value, list):
            return "\n".join(" = ".join(str(cell) for cell in row) for row in value)
        return value


def words(text: str) -> str:
    """A cell of words."""
    if not text:
        raise ValueError(_("có ô trống."))
    return text


def points(text: str) -> str:
    """Points, read as people write them, kept as tables do. Raises ValueError."""
    return number_text(text)


def number_text(text: str) -> str:
    """An exact number as a table holds it: “3,5” → “3.5”, “97%” stays, “1/3” stays."""
    given = text.strip().replace("−", "-").replace("+", "")
    try:
        if "/" in given:
            read_number(given)
            return given
        share = given.endswith("%")
        exact = parse_decimal(given.removesuffix("%"), kind="score")
    except (NumberError, ValueError, ZeroDivisionError):
        raise ValueError(_("“%(text)s” không phải là số.") % {"text": text}) from None

    return write_number(exact) + ("%" if share else "")


def read_number_text(text: str) -> str:
    """The same, for a field of a form: what is wrong is said at the field."""
    try:
        return number_text(text)
    except ValueError as error:
        raise ValidationError(str(error), code="not_a_number") from error
