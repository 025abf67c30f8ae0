"""What forms for ways of scoring and for rules share; how their files are found."""

import importlib
import pkgutil
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import NumberField
from thidua.core.scoring.numbers import read_number, write_number
from thidua.scorecards.facts.drafting import Document
from thidua.scorecards.forms.conditions import check_conditions
from thidua.scorecards.forms.measures import input_choices


def points_field(label: str | Promise, **options: Any) -> NumberField:
    """A field for points."""
    options.setdefault("kind", "score")
    return NumberField(label=label, **options)


def number_of(held: Any) -> Any:
    """The number that a table holds as text, for a field; a share as per cent stays text."""
    if held is None:
        return None
    try:
        return read_number(str(held))
    except ValueError:
        return str(held)


def text_of(value: Any) -> str:
    """A number as a table holds it."""
    return write_number(value) if value is not None else ""


class PieceForm(forms.Form):
    """One way of scoring, or one kind of rule. A subclass adds its fields and says how its data is read and written.

    `keyword` is that of `core.scoring`; `label` its name on screen; `says` explains it in a sentence.
    """

    keyword: ClassVar[str]
    label: ClassVar[str | Promise]
    says: ClassVar[str | Promise]

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, held: Any = None, **options: Any) -> None:
        self.document = document
        self.held = held
        options["initial"] = {**self.values_of(held), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.build()

    def build(self) -> None:
        """Add fields that depend on the table."""

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        """Field values of what stands in the table."""
        return {}

    def clean(self) -> dict[str, Any]:
        """The fields together: of a rule also its conditions."""
        super().clean()
        check_conditions(self)
        return self.cleaned_data

    def made(self) -> Any:
        """What to put in the table: the bare keyword, for a way that needs no more."""
        return self.keyword

    def kept(self, rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
        """Rows, each with what else the table holds of the row that says the same under `key` (its code)."""
        held = self.held.get(self.keyword) if isinstance(self.held, Mapping) else None
        more = {each.get(key): each for each in held or []}
        return [{**more.get(row[key], {}), **row} for row in rows]

    @classmethod
    def needs_more(cls) -> bool:
        """Whether anything has to be filled in."""
        return bool(set(cls.base_fields) - {"version"}) or cls.build is not PieceForm.build


class CountedPiece(PieceForm):
    """Points for each case, or once: how many, and what is counted."""

    counted = _("Căn cứ vào")
    own_question = _("Câu hỏi riêng của quy định này")
    each = points_field(_("Điểm"), help_text=_("Số dương là điểm thưởng, số âm là điểm trừ."))

    def build(self) -> None:
        self.fields["counting"] = forms.ChoiceField(
            label=self.counted,
            required=False,
            choices=[("", self.own_question), *input_choices(self.document)],
        )

    @classmethod
    def values_of(cls, held: Any) -> dict[str, Any]:
        if not isinstance(held, Mapping):
            return {}
        return {"each": number_of(held.get(cls.keyword)), "counting": held.get("counting") or ""}

    def made(self) -> Any:
        data = self.cleaned_data
        made = {self.keyword: text_of(data["each"])}
        return {**made, "counting": data["counting"]} if data["counting"] else made


def pieces_in(package: Any) -> dict[str, type[PieceForm]]:
    """Keyword → form of every file of a package, in their order."""
    modules = [
        importlib.import_module(f"{package.__name__}.{each.name}") for each in pkgutil.iter_modules(package.__path__)
    ]
    found = sorted((module.FORM for module in modules), key=lambda form: getattr(form, "order", 50))
    return {form.keyword: form for form in found}
