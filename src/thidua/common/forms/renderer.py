"""The renderer behind `{{ form }}` and `{{ field.as_field_group }}`."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """Django's own widgets inside the house's templates for forms, form sets and fields."""

    form_template_name = "common/forms/form.html"
    formset_template_name = "common/forms/formset.html"
    field_template_name = "common/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """Choices and file fields have their own look; everything else is Django's."""
        return super().get_template(OWN_WIDGETS.get(template_name, template_name))


OWN_WIDGETS = {
    "django/forms/widgets/radio.html": "common/forms/choices.html",
    "django/forms/widgets/checkbox_select.html": "common/forms/choices.html",
    "django/forms/widgets/clearable_file_input.html": "common/forms/file.html",
    "django/forms/widgets/text.html": "common/forms/input.html",
    "django/forms/widgets/number.html": "common/forms/input.html",
    "django/forms/widgets/hidden.html": "common/forms/input.html",
    "django/forms/widgets/select.html": "common/forms/select.html",
    "django/forms/widgets/file.html": "common/forms/file.html",
    "django/forms/errors/list/ul.html": "common/forms/errors.html",
    "django/forms/errors/list/default.html": "common/forms/errors.html",
}
