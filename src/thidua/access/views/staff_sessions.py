"""Staff sessions: who was in, when and why; starting and ending one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.forms.staff_sessions import StaffSessionForm
from thidua.access.models import StaffSession
from thidua.access.queries import name_of
from thidua.access.services import staff_sessions as services
from thidua.common import clock
from thidua.common.components.texts import clock_time
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest

SHOWN = 20


def list_staff_sessions(request: ActorRequest) -> HttpResponse:
    """The latest ones."""
    now = clock.now()
    sessions = policies.staff_sessions_visible_to(request.actor)
    rows = list(
        sessions.select_related("user__person", "agency").order_by("-started_at", "-pk")[: how_many(request, SHOWN)]
    )
    context = {
        "rows": [
            {
                "session": session,
                "name": name_of(session.user),
                "is_on": session.ended_at is None and session.ends_at > now,
                "end": session.ended_at or session.ends_at,
                "is_mine": session.user_id == request.user.pk,
            }
            for session in rows
        ],
        "shown": len(rows),
        "total": sessions.count(),
        "may_start": policies.may_start_staff_session(request.actor),
    }
    return render(request, "access/staff_sessions.html", context)


def start_staff_session(request: ActorRequest) -> HttpResponse:
    """Where, how long, why."""
    form = StaffSessionForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            session = services.start_staff_session(
                actor=request.actor,
                agency=form.cleaned_data["agency"],
                reason=form.cleaned_data["reason"],
                minutes=form.cleaned_data["minutes"],
                now=clock.now(),
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã mở phiên quản trị đến {until}.").format(until=clock_time(session.ends_at)))
            return redirect("home")
    return render(request, "access/start_staff_session.html", {"form": form})


def end_staff_session(request: ActorRequest, session: StaffSession) -> HttpResponse:
    """Before its time."""
    services.end_staff_session(actor=request.actor, session=session, now=clock.now())
    messages.success(request, _("Đã kết thúc phiên quản trị."))
    return redirect("staff_sessions")
