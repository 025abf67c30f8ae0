"""“Việc cần làm”: everyone's home."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.common import clock
from thidua.common.due import due_items
from thidua.common.http.routes import ActorRequest


def show_home(request: ActorRequest) -> HttpResponse:
    """What waits, until when, what blocks it, who can unblock it."""
    today = clock.today()
    return render(request, "insights/home.html", {"today": today, "items": due_items(request.actor, today)})
