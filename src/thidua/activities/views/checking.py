"""Anybody checks a paper by the code on it. The page says what was confirmed and nothing else; nothing is listed."""

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.activities.facts.words import when_of
from thidua.activities.forms.confirmations import CodeForm
from thidua.activities.models import Confirmation
from thidua.activities.services import check_code
from thidua.common import clock
from thidua.common.errors import DomainError, NotVisibleError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest

NO_SEARCH = "noindex, nofollow, noarchive"


def show_door(request: ActorRequest) -> HttpResponse:
    """A field for the code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _found(request, form.cleaned_data["code"])
        except DomainError as error:
            put_on_form(form, error)
        else:
            if found is not None:
                return redirect("check_confirmation", found.code_words)
            form.add_error("code", _("Không có giấy nào mang mã này. Xem lại mã in cuối giấy."))
    return render(request, "activities/check_door.html", {"form": form})


def show_confirmation(request: ActorRequest, code: str) -> HttpResponse:
    """What the paper of this code confirms, and whether it is still valid."""
    found = _found(request, code)
    if found is None:
        raise NotVisibleError(_("Không có giấy nào mang mã này. Xem lại mã in cuối giấy."))
    context = {"confirmation": found, "activity": found.activity, "when": when_of(found.activity)}
    answer = render(request, "activities/check.html", context)
    answer["X-Robots-Tag"] = NO_SEARCH
    return answer


def _found(request: ActorRequest, typed: str) -> Confirmation | None:
    return check_code(typed=typed, address=str(get_adapter().get_client_ip(request)), now=clock.now())
