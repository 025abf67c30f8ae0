"""A measure chosen from the inputs of a table: one, two together, or a share of another."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thidua.core.scoring.measures import Measure
from thidua.scorecards.facts.drafting import Document, inputs_of


def input_choices(document: Document) -> list[tuple[str, str]]:
    """The inputs of a draft, by their labels."""
    return [(name, each.get("label") or name) for name, each in inputs_of(document).items()]


def add_measure(
    form: forms.Form,
    key: str,
    label: Any,
    document: Document,
    *,
    wants_whole: bool = False,
    required: bool = True,
    nothing: str = "",
) -> None:
    """Put three fields on a form: the input, one to add to it, and what both are a share of."""
    known = input_choices(document)
    held = str(form.initial.get(f"{key}_top") or "")
    own = [(held, held)] if held and held not in dict(known) else []
    none = ("", nothing or _("Chọn số liệu"))
    form.fields[f"{key}_top"] = forms.ChoiceField(label=label, choices=[none, *own, *known], required=required)
    form.fields[f"{key}_plus"] = forms.ChoiceField(
        label=_("Cộng với"), choices=[("", _("Không cộng")), *known], required=False
    )
    form.fields[f"{key}_whole"] = forms.ChoiceField(
        label=_("Chia cho"),
        choices=[("", _("Không chia, dùng số tuyệt đối") if not wants_whole else _("Chọn số liệu")), *known],
        required=wants_whole and required,
    )


def measure_values(key: str, text: Any) -> dict[str, str]:
    """Values of the three fields for a measure as a table holds it; what they cannot say stays whole in the first."""
    try:
        measure = Measure.parse(str(text or ""))
    except ValueError:
        return {}
    if len(measure.parts) > 2 or len(measure.wholes) > 1:
        return {f"{key}_top": str(text)}
    return {
        f"{key}_top": measure.parts[0],
        f"{key}_plus": measure.parts[1] if len(measure.parts) > 1 else "",
        f"{key}_whole": measure.wholes[0] if measure.wholes else "",
    }


def measure_text(key: str, data: Mapping[str, Any]) -> str:
    """The measure as a table holds it; empty when none was chosen."""
    text = str(data.get(f"{key}_top") or "")
    if text and data.get(f"{key}_plus"):
        text = f"{text} + {data[f'{key}_plus']}"
    if text and data.get(f"{key}_whole"):
        text = f"{text} / {data[f'{key}_whole']}"
    return text
