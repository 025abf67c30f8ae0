"""The roll on one page: a row of fields for every line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.components.pages import ConflictRow
from thidua.common.forms.fields import CountField, TextField
from thidua.meetings.enums import AttendanceState
from thidua.meetings.facts.words import seen_words
from thidua.meetings.models import Attendance
from thidua.meetings.services.roll import RollMark

MARKS = [
    (AttendanceState.PRESENT.value, AttendanceState.PRESENT.label),
    (AttendanceState.ABSENT.value, AttendanceState.ABSENT.label),
    (AttendanceState.UNKNOWN.value, AttendanceState.UNKNOWN.label),
]


@dataclass(frozen=True, slots=True)
class RollRow:
    """A line with its fields."""

    line: Attendance
    state: forms.BoundField
    reason: forms.BoundField
    head_count: forms.BoundField
    version: forms.BoundField


class RollForm(forms.Form):
    """All lines of a roll. What nobody marks stays as it is."""

    def __init__(self, *args: Any, lines: list[Attendance], all_present: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            untouched = line.state in (AttendanceState.INVITED, AttendanceState.UNKNOWN)
            chosen = AttendanceState.PRESENT if all_present and untouched else line.state
            self.fields[f"state-{line.pk}"] = forms.ChoiceField(
                label=line.words,
                choices=MARKS,
                required=False,
                widget=forms.RadioSelect,
                initial=None if chosen == AttendanceState.INVITED else chosen,
            )
            self.fields[f"reason-{line.pk}"] = TextField(
                label=_("Lý do vắng"), max_length=250, required=False, initial=line.reason
            )
            self.fields[f"count-{line.pk}"] = CountField(
                label=_("Số người"), required=False, highest=100_000, initial=line.head_count
            )
            self.fields[f"version-{line.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, required=False, initial=line.version
            )

    @property
    def rows(self) -> Iterator[RollRow]:
        """Each line with its fields, for the page."""
        for line in self.lines:
            names = (f"{part}-{line.pk}" for part in ("state", "reason", "count", "version"))
            yield RollRow(line, *(self[name] for name in names))

    @property
    def marks(self) -> list[RollMark]:
        """What was marked, for the service. A page that does not hold a line leaves it alone."""
        return [
            self._mark(line)
            for line in self.lines
            if self.add_prefix(f"version-{line.pk}") in self.data and self._state(line) is not None
        ]

    def conflict_rows(self, stored: list[Attendance]) -> list[ConflictRow]:
        """The lines that were stored differently meanwhile and marked here, in both versions."""
        mine = {mark.line: mark for mark in self.marks}
        return [
            ConflictRow(
                line.words,
                seen_words(line.state, line.reason, line.head_count),
                seen_words(mark.state, mark.reason, mark.head_count),
            )
            for line in stored
            if (mark := mine.get(line.pk)) is not None and mark.version != line.version
        ]

    def fields_for(self, stored: list[Attendance]) -> list[tuple[str, str]]:
        """What was posted, with the versions that are stored now."""
        versions = {self.add_prefix(f"version-{line.pk}"): str(line.version) for line in stored}
        posted = [(name, text) for name in self.data for text in self.data.getlist(name)]  # type: ignore[attr-defined]
        return [(name, versions.get(name, text)) for name, text in posted if name != "csrfmiddlewaretoken"]

    def _mark(self, line: Attendance) -> RollMark:
        given = self.cleaned_data
        state = self._state(line)
        assert state is not None
        return RollMark(
            line.pk,
            given[f"version-{line.pk}"] or 0,
            state,
            given[f"reason-{line.pk}"],
            given[f"count-{line.pk}"],
        )

    def _state(self, line: Attendance) -> AttendanceState | None:
        text = self.cleaned_data.get(f"state-{line.pk}")
        return AttendanceState(text) if text else None
