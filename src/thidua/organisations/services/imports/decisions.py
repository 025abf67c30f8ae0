"""The decision behind a row of a table: its columns, what is wrong with it, what it changes. An empty cell says
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.common.tables.layouts import Column
from thidua.common.tables.parsers import PartialDay, Text
from thidua.common.tables.plans import Difference, Row
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models.papers import DecidedModel
from thidua.organisations.services.papers import PAPER


@dataclass(frozen=True)
class DecisionColumns:
    """Three columns: number, day and issuer. `prefix` begins their keys and the names of their values in a plan."""

    prefix: str
    number: str
    day: str
    issuer: str
    numbers: tuple[str, ...] = ()
    """Other headings of the number."""
    days: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    example: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """As a layout has them."""
        day = PartialDate(2024, 1, 20) if self.example else None
        return (
            Column(self._key("decision_number"), self.number, Text(80), width=20, spellings=self.numbers,
                   example=self.example or None),
            Column(self._key("decided_on"), self.day, PartialDay(), width=16, spellings=self.days, example=day),
            Column(self._key("issuer"), self.issuer, Text(250), width=28, spellings=self.issuers),
        )  # fmt: skip

    def told(self, row: Row) -> dict[str, Any]:
        """What the row says, by field."""
        values = {name: row[self._key(name)] for name in PAPER}
        return {name: value for name, value in values.items() if value and not _is_unknown(value)}

    def finding(self, row: Row, today: date) -> Finding | None:
        """A day that has not come."""
        day: PartialDate | None = row[self._key("decided_on")]
        if day is None or day.earliest is None or day.earliest <= today:
            return None
        text = _("Ngày quyết định {day} còn ở phía trước.").format(day=short_date(day))
        return Finding(self.day, text, _("Sửa ngày trong tệp."))

    def differences(self, row: Row, stored: DecidedModel) -> Iterator[Difference]:
        """What the row says otherwise than what is stored."""
        labels = dict(zip(PAPER, (self.number, self.day, self.issuer), strict=True))
        for name, value in self.changed(row, stored).items():
            yield Difference(labels[name], _shown(getattr(stored, name)), _shown(value))

    def changed(self, row: Row, stored: DecidedModel) -> dict[str, Any]:
        """The fields that the row changes: a day that says less than the stored one, and nothing else, does not."""
        return {name: value for name, value in self.told(row).items() if not _is_said(value, getattr(stored, name))}

    def out(self, stored: DecidedModel | None) -> Mapping[str, Any]:
        """The decision of something stored, by column key."""
        if stored is None:
            return {}
        known = {name: getattr(stored, name) for name in PAPER}
        return {
            self._key(name): value if not isinstance(value, PartialDate) or value.code else None
            for name, value in known.items()
            if value
        }

    def _key(self, name: str) -> str:
        return f"{self.prefix}{name}"


def _is_unknown(value: str | PartialDate) -> bool:
    """Whether a cell says that the day is not known (“chưa rõ”)."""
    return isinstance(value, PartialDate) and not value.code


def _is_said(value: str | PartialDate, stored: str | PartialDate) -> bool:
    if isinstance(value, PartialDate) and isinstance(stored, PartialDate):
        return stored.code.startswith(value.code)
    return value == stored


def _shown(value: str | PartialDate) -> str:
    if isinstance(value, PartialDate):
        return short_date(value) if value.code else ""
    return value
