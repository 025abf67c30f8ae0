"""The second factor: allauth's pages, which take for granted that it is on; whoever has it off is led to its start."""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from thidua.accounts.models import User
from thidua.accounts.queries import has_second_factor
from thidua.common.http.routes import ActorRequest

View = Callable[[ActorRequest], HttpResponseBase]


def _when_on(view: View) -> View:
    @wraps(view)
    def guarded(request: ActorRequest) -> HttpResponseBase:
        if not isinstance(request.user, User) or not has_second_factor(request.user):
            return redirect("mfa_index")
        return view(request)

    return guarded


turn_on: View = totp.activate_totp
turn_off = _when_on(totp.deactivate_totp)
show_codes = _when_on(codes.view_recovery_codes)
renew_codes = _when_on(codes.generate_recovery_codes)
download_codes = _when_on(codes.download_recovery_codes)
