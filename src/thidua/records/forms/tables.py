"""The table of a year as a form: papers and reason above, a row per person below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import PartialDateField, TextField
from thidua.organisations.models import Person
from thidua.records.enums import Grade
from thidua.records.services.tables import TITLES, TablePaper, TableRow, YearCells


class PaperForm(forms.Form):
    """Where the table was copied from, and why something on record changes."""

    grade_number = TextField(label=_("Số quyết định xếp loại"), required=False, max_length=80)
    grade_day = PartialDateField(label=_("Ngày quyết định xếp loại"))
    title_number = TextField(label=_("Số quyết định danh hiệu"), required=False, max_length=80)
    title_day = PartialDateField(label=_("Ngày quyết định danh hiệu"))
    issuer = TextField(label=_("Nơi ban hành"), required=False, max_length=250)
    titles_told = forms.BooleanField(
        label=_("Bảng này ghi đủ danh hiệu của năm"),
        required=False,
        help_text=_(
            "Người có danh hiệu ở bảng thì không còn danh hiệu nào khác của năm ấy. "
            "Không đánh dấu thì danh hiệu khác vẫn là chưa biết."
        ),
    )
    reason = TextField(
        label=_("Vì sao sửa điều đã ghi"),
        required=False,
        max_length=250,
        help_text=_("Chỉ cần khi đổi hoặc bỏ điều đã ghi."),
    )

    def paper(self) -> TablePaper:
        """What the service takes."""
        return TablePaper(**self.cleaned_data)


@dataclass(slots=True)
class ShownRow:
    """A row as the page draws it."""

    person: Person
    shown: str
    cells: YearCells
    is_own: bool = False
    error: str = ""
    grades: Sequence[tuple[str, str, bool]] = field(default_factory=list)
    titles: Sequence[tuple[str, str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.grades = [("", "", not self.cells.grade)] + [
            (each.value, str(each.label), each.value == self.cells.grade) for each in Grade
        ]
        self.titles = [(code.value, str(code.label), code.value in self.cells.titles) for code in TITLES]


def read_rows(data: Any, people: Sequence[Person]) -> list[TableRow]:
    """The rows that were posted, of these people; what was not posted is not there."""
    rows = []
    for person in people:
        if f"cu_{person.pk}" not in data:
            continue
        cells = YearCells(
            data.get(f"xl_{person.pk}", ""),
            frozenset(data.getlist(f"dh_{person.pk}")),
            data.get(f"kdh_{person.pk}", "") == "1",
        )
        rows.append(TableRow(person.pk, data[f"cu_{person.pk}"], cells))
    return rows


def shown_rows(
    table: Sequence[tuple[Person, YearCells]],
    sent: Mapping[int, TableRow],
    errors: Mapping[int, str],
    own: int | None,
) -> list[ShownRow]:
    """The rows to draw: what was sent where something was, else what is stored. `own`: the writer himself."""
    return [
        ShownRow(
            person,
            stored.code,
            sent[person.pk].cells if person.pk in sent else stored,
            person.pk == own,
            errors.get(person.pk, ""),
        )
        for person, stored in table
    ]
