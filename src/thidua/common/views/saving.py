"""Saving a form: the deed, then on with a word; what is wrong goes to its field, two versions go side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.common.components.pages import build_conflict
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_conflict

Stored = Callable[[Any], Mapping[str, Any]]
"""The values of a row as it is stored now, by the field that shows them."""


def save(
    request: ActorRequest,
    form: BaseForm,
    deed: Callable[[], object],
    *,
    done: str,
    back_url: str = "",
    next_url: str | Callable[[Any], str] = "",
    stored: Stored | None = None,
) -> HttpResponse | None:
    """Do `deed` with a posted, valid form and go on; None when the form has to be shown (again).

    On is `next_url`, which may be made of what `deed` gave, or else `back_url`. `stored(row)` gives the values of the
    row by field, for the page of two versions, which leads back to `back_url`.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = deed()
    except StaleVersionError as error:
        if stored is None:
            raise
        return answer_stale(request, form, error, stored=stored, back_url=back_url)
    except DomainError as error:
        put_on_form(form, error)
        return None
    messages.success(request, done)
    return redirect(next_url(made) if callable(next_url) else next_url or back_url)


def answer_stale(
    request: HttpRequest, form: BaseForm, error: StaleVersionError, *, stored: Stored, back_url: str
) -> HttpResponse:
    """The page of two versions: what the writer sent beside what somebody else saved first."""
    row = error.data["row"]
    conflict = build_conflict(form, stored(row), row.version, action=request.get_full_path(), back_url=back_url)
    return show_conflict(request, conflict)
