"""The parts of a form that Django does not draw: the summary of errors, the form with its buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, CheckboxInput, Field
from django.forms.utils import ErrorDict
from django.template import Context
from django.utils.safestring import SafeString

from thidua.common.components.escaping import escaped


def error_summary_context(form: BaseForm) -> dict[str, Any]:
    """Every error of the form as one list whose entries lead to their fields."""
    rows = [{"text": text, "target": ""} for text in form.non_field_errors()]
    errors: ErrorDict = form.errors
    for name, messages in errors.items():
        if name in form.fields:
            field = form[name]
            rows.extend({"text": text, "target": "" if field.is_hidden else field_target(field)} for text in messages)
    return {"rows": rows, "summary_id": f"{form.prefix or 'form'}-errors"}


def field_target(field: BoundField) -> str:
    """The id that a link to the field goes to: for choices, the first of them."""
    if not field.auto_id:
        return ""
    if field.use_fieldset:
        subwidgets = field.subwidgets
        return str(subwidgets[0].id_for_label) if subwidgets else f"{field.auto_id}_group"
    return str(field.id_for_label or field.auto_id)


def house_form_context(
    context: Context,
    form: BaseForm,
    verb: str,
    *,
    action: str = "",
    kind: str = "primary",
    icon: str = "",
    answer: Any = None,
    back_url: str = "",
    back_label: str = "",
    draft: str = "",
    wide: bool = False,
) -> dict[str, Any]:
    """What `_house_form.html` needs. `draft` names the form; unsent text is then kept in this browser tab."""
    return {
        "form": form,
        "verb": verb,
        "action": action,
        "kind": kind,
        "icon": icon,
        "answer": answer,
        "back_url": back_url,
        "back_label": back_label,
        "draft": draft,
        "wide": wide,
        "csrf_token": context.get("csrf_token", ""),
        "request": context.get("request"),
    }


def filters_context(form: BaseForm) -> dict[str, Any]:
    """A bound form of choices above a list, sent through the address; all its fields may stay empty."""
    return {"form": form, "is_narrowed": form.has_changed()}


def is_single_checkbox(field: Field) -> bool:
    """Whether the field is one box to tick, whose label stands behind it."""
    return isinstance(field.widget, CheckboxInput)


def read_back(field: BoundField) -> str:
    """The value as it was understood: “thứ Ba, 05/11/2024”; empty while there is nothing or it is wrong."""
    reader = getattr(field.field, "read_back", None)
    if reader is None or field.errors:
        return ""
    try:
        value = field.field.to_python(field.value())
    except ValidationError:
        return ""
    return "" if value in field.field.empty_values else str(reader(value))


def input_tag(widget: dict[str, Any]) -> SafeString:
    """One input, of a field or of a choice. Written here and not as a template: a roll of 38 units has hundreds."""
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    kind, name = escaped(widget["type"]), escaped(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{value}{_drawn_attributes(widget["attrs"])}>')


def option_tags(groups: Iterable[tuple[str | None, Sequence[dict[str, Any]], int]]) -> SafeString:
    """The options of a select. Written here and not as a template of each: a list of people has hundreds."""
    drawn = []
    for name, options, _index in groups:
        tags = "".join(
            f'<option value="{escaped(each["value"])}"{_drawn_attributes(each["attrs"])}>'
            f"{escaped(each['label'])}</option>"
            for each in options
        )
        drawn.append(f'<optgroup label="{escaped(name)}">{tags}</optgroup>' if name else tags)
    return SafeString("".join(drawn))


def _drawn_attributes(attributes: dict[str, Any]) -> str:
    """As Django draws them: True is the bare name, False nothing."""
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in attributes.items()
        if value is not False
    )
