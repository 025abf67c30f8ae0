"""One's own account."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from thidua.accounts.models import User
from thidua.accounts.queries import has_second_factor, open_sessions
from thidua.accounts.services import sign_in
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for


def show_account(request: ActorRequest) -> HttpResponse:
    """Who I am here, what I may do and until when, and where I am signed in."""
    user = cast("User", request.user)
    context = {
        "account": user,
        "panels": panels_for("account", request.actor, user),
        "has_second_factor": has_second_factor(user),
        "sessions": open_sessions(user, request.session.session_key),
    }
    return render(request, "accounts/account.html", context)


def end_sessions(request: ActorRequest) -> HttpResponse:
    """Sign out on the other machines."""
    ended = sign_in.end_other_sessions(user=cast("User", request.user), here=request.session.session_key)
    says = ngettext("Đã đăng xuất trên %(ended)s máy khác.", "Đã đăng xuất trên %(ended)s máy khác.", ended)
    messages.success(request, says % {"ended": ended})
    return redirect("account")
