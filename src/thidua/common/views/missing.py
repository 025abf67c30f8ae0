"""The page for an address that is nobody's."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from thidua.common.http.front import stop_for_visitors


@requires_csrf_token
def show_missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of what no URL answers: readers stay on the public site, whoever works here where he works."""
    context = {"title": _("Không tìm thấy trang này")}
    return render(request, stop_for_visitors(request) or "404.html", context, status=HTTPStatus.NOT_FOUND)
