"""Pages that ask first: before an act with consequences, and between two versions of one text."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.common.components.pages import Confirmation, Conflict


def show_confirmation(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    """What was chosen, what will happen, the button with the same verb, the way back."""
    return render(request, "common/confirm.html", {"confirmation": confirmation})


def show_conflict(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Both versions side by side; the writer chooses. Answers 409."""
    return render(request, "common/conflict.html", {"conflict": conflict}, status=409)
