"""What the two pages that ask before acting need: a confirmation, and a choice between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.forms import BaseForm, ChoiceField, Field, ModelChoiceField, MultipleChoiceField
from django.utils.translation import gettext as _

from thidua.common.components.texts import number, short_date
from thidua.core.vietnam.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that will happen: who is told, what locks, what cannot be undone, what stays secret."""

    text: str
    icon: str = "check"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A page before an act. `verb` is the button and stands in “Khi bấm …”; `fields` are posted with it."""

    title: str
    verb: str
    effects: Sequence[Effect]
    back_url: str
    chosen: str = ""
    chosen_label: str = ""
    action: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    back_label: str = ""
    note: str = ""
    destructive: bool = False
    answer: Any = None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field in both versions."""

    label: str
    stored: Any
    mine: Any

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return bool(self.stored != self.mine)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one thing. `fields` are what was posted, with the version that is stored now."""

    rows: Sequence[ConflictRow]
    fields: Sequence[tuple[str, str]]
    action: str
    back_url: str
    saved_by: str = ""
    saved_at: datetime | None = None


def build_conflict(
    form: BaseForm,
    stored: Mapping[str, Any],
    version: int,
    *,
    action: str,
    back_url: str,
    saved_by: str = "",
    saved_at: datetime | None = None,
) -> Conflict:
    """The conflict between a bound, valid form and what is stored now (values by field name)."""
    rows = [
        ConflictRow(str(form[name].label), _shown(each, stored.get(name)), _shown(each, form.cleaned_data.get(name)))
        for name, each in form.fields.items()
        if not each.widget.is_hidden
    ]
    version_name = form.add_prefix("version")
    kept = [
        (name, text)
        for name in form.data
        if name not in {"csrfmiddlewaretoken", version_name}
        for text in (form.data.getlist(name) if hasattr(form.data, "getlist") else [form.data[name]])
    ]
    return Conflict(rows, [*kept, (version_name, str(version))], action, back_url, saved_by, saved_at)


def _shown(field: Field, value: Any) -> str:
    """A value as the person who filled in the form would read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, date | PartialDate):
        return short_date(value)
    if isinstance(value, int | Fraction | Decimal):
        return number(value)
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField) and isinstance(value, str):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(field, MultipleChoiceField) and isinstance(value, Iterable):
        labels = dict(field.choices)  # type: ignore[arg-type]
        return "\n".join(sorted(str(labels.get(each, each)) for each in value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "\n".join(sorted(str(each) for each in value))
    return str(value).replace("\r\n", "\n")
