"""How a page hands a form to a service, and what it does with a refusal."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thidua.common.components.pages import build_conflict
from thidua.common.errors import DomainError, NotVisibleError, RefusedError, StaleVersionError
from thidua.common.http.routes import ActorRequest
from thidua.common.versions import Versioned
from thidua.common.views.asking import show_conflict

Stored = Callable[[Any], Mapping[str, Any]]


def attempt(
    request: HttpRequest, form: Form, deed: Callable[[], HttpResponse], *, stored: Stored, back_url: str
) -> HttpResponse | None:
    """The answer of `deed`; None when it was refused in words that now stand in the form.

    When somebody else saved first, the page of both versions: `stored(row)` gives what is stored by field name.
    """
    try:
        return deed()
    except StaleVersionError as error:
        row: Versioned = error.data["row"]
        conflict = build_conflict(form, stored(row), row.version, action=request.get_full_path(), back_url=back_url)
        return show_conflict(request, conflict)
    except (RefusedError, NotVisibleError):
        raise
    except DomainError as error:
        words = f"{error.message} {error.remedy}".strip()
        form.add_error(error.field if error.field in form.fields else None, words)
        return None


def done(request: HttpRequest, words: str, url: str) -> HttpResponseRedirect:
    """Say what was done and go on to `url`."""
    messages.success(request, words)
    return redirect(url)


def press(request: ActorRequest, deed: Callable[[int], str], url: str) -> HttpResponseRedirect:
    """A button without a form: `deed(version)` acts and gives the sentence. A stale press changes nothing."""
    try:
        messages.success(request, deed(posted_version(request)))
    except StaleVersionError:
        messages.warning(request, _("Nội dung vừa được người khác thay đổi nên chưa làm gì. Xem lại rồi bấm lần nữa."))
    except (RefusedError, NotVisibleError):
        raise
    except DomainError as error:
        messages.error(request, f"{error.message} {error.remedy}".strip())
    return redirect(url)


def posted_version(request: HttpRequest) -> int:
    """The version that the button showed; 0, which is never current, when none was posted."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else 0
