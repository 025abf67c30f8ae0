"""How a page hands a form to a service, and what it does with a refusal."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.views.saving import Stored, answer_stale


def attempt(
    request: HttpRequest, form: Form, deed: Callable[[], HttpResponse], *, stored: Stored, back_url: str
) -> HttpResponse | None:
    """The answer of `deed`; None when it was refused in words that now stand in the form.

    When somebody else saved first, the page of both versions: `stored(row)` gives what is stored by field name.
    """
    try:
        return deed()
    except StaleVersionError as error:
        return answer_stale(request, form, error, stored=stored, back_url=back_url)
    except DomainError as error:
        put_on_form(form, error)
        return None


def done(request: HttpRequest, words: str, url: str) -> HttpResponseRedirect:
    """Say what was done and go on to `url`."""
    messages.success(request, words)
    return redirect(url)
