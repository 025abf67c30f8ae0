"""What the rules of the work say about a form that is otherwise well filled in."""

from __future__ import annotations

from django.forms import BaseForm

from thidua.common.errors import DomainError

_FORM_STATUS = 400


def put_on_form(form: BaseForm, error: DomainError) -> None:
    """Show the error at its field, or above the form; raise on what is no matter of the form (403, 404, 409)."""
    if error.status != _FORM_STATUS:
        raise error
    words = f"{error.message} {error.remedy}".strip()
    form.add_error(error.field if error.field in form.fields else None, words)
