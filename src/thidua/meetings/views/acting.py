"""How a page hands a form or a button to a service, and what it does with a refusal."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thidua.common.components.pages import build_conflict
from thidua.common.errors import DomainError, NotVisibleError, StaleVersionError
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
    """Do `deed` with a posted, valid form and go to `back_url`; None when the form has to be shown (again).

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
        conflict = build_conflict(form, stored(row), row.version, action=request.get_full_path(), back_url=back_url)
        return show_conflict(request, conflict)
    except DomainError as error:
        put_on_form(form, error)
        return None
    messages.success(request, done)
    return redirect(back_url)


def press(request: ActorRequest, deed: Callable[[], object], *, back_url: str, done: str = "") -> HttpResponse:
    """A button without a form: what is in the way is said on the page that the button stood on."""
    try:
        deed()
    except StaleVersionError:
        messages.warning(request, _("Nội dung vừa được người khác thay đổi nên chưa làm gì. Xem lại rồi bấm lần nữa."))
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, f"{error.message} {error.remedy}".strip())
    else:
        if done:
            messages.success(request, done)
    return redirect(back_url)


def posted_version(request: HttpRequest) -> int:
    """The version that the button showed; 0, which is never current, when none was posted."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
