"""What a person was reminded of."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.campaigns.facts.steps import working_day_rule
from thidua.campaigns.models import Reminder
from thidua.campaigns.policies.reminders import reminders_visible_to
from thidua.campaigns.services.reminders import mark_read
from thidua.common import clock
from thidua.common.http.routes import ActorRequest

SHOWN = 50


def list_reminders(request: ActorRequest) -> HttpResponse:
    """The latest reminders of the person himself."""
    reminders = reminders_visible_to(request.actor)
    context = {
        "reminders": reminders[:SHOWN],
        "unread": reminders.filter(read_at=None).count(),
        "rule": working_day_rule(),
    }
    return render(request, "campaigns/reminders.html", context)


def open_reminder(request: ActorRequest, reminder: Reminder) -> HttpResponse:
    """Mark a reminder as read and go to what it is about."""
    mark_read(
        actor=request.actor, reminders=reminders_visible_to(request.actor).filter(pk=reminder.pk), now=clock.now()
    )
    safe = url_has_allowed_host_and_scheme(reminder.url, allowed_hosts=None)
    return redirect(reminder.url if safe else "reminders")


def read_all(request: ActorRequest) -> HttpResponse:
    """Mark every reminder as read."""
    mark_read(actor=request.actor, reminders=reminders_visible_to(request.actor), now=clock.now())
    return redirect("reminders")
