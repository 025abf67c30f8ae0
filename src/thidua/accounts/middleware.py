"""A session that nobody uses ends; a password that an administrator gave out is changed before anything else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.http.sign_in import page_of, send_to_sign_in

IDLE = timedelta(minutes=30)
SEEN = "seen"
NOTED_EVERY = timedelta(minutes=1)
OPEN_BEFORE_CHANGE = {"account_change_password", "account_logout", "set_theme", "set_language"}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class IdleMiddleware:
    """Ends a session after half an hour without a request. What was being written stays in the browser's tab."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SESSION_KEY not in request.session:
            return self.get_response(request)
        now = int(clock.machine_time().timestamp())
        seen = request.session.get(SEEN)
        if seen is not None and now - seen > IDLE.total_seconds():
            logout(request)
            return send_to_sign_in(request, was_idle=True)
        if seen is None or now - seen > NOTED_EVERY.total_seconds():
            request.session[SEEN] = now
        return self.get_response(request)


class FirstPasswordMiddleware:
    """Leads whoever still has a password given out by an administrator to the page that changes it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        """Django calls this when it knows the URL's name."""
        match = request.resolver_match
        if match is not None and match.url_name in OPEN_BEFORE_CHANGE:
            return None
        if isinstance(request.user, User) and request.user.must_change_password:
            return redirect(f"{reverse('account_change_password')}?{urlencode({'next': page_of(request)})}")
        return None
