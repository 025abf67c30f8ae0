"""Saving a form: the deed, then back with a word; what is wrong goes to its field, two versions go side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from thidua.common.components.pages import build_conflict
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_conflict


def save(
    request: ActorRequest,
    form: BaseForm,
    deed: Callable[[], object],
    *,
    back_url: str,
    done: str,
    stored: Callable[[Any], Mapping[str, Any]] | None = None,
) -> HttpResponse | None:
    """Do `deed` with a posted, valid form and go to `back_url`; None when the form has to be shown again.

    `stored(row)` gives the values of the row by field, for the page of two versions.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        deed()
    except StaleVersionError as error:
        if stored is None:
            raise
        row = error.data["row"]
        conflict = build_conflict(form, stored(row), row.version, action=request.path, back_url=back_url)
        return show_conflict(request, conflict)
    except DomainError as error:
        put_on_form(form, error)
        return None
    messages.success(request, done)
    return redirect(back_url)
