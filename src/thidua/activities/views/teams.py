"""Teams in the field: their passes, shown once; their phones; what each has sent."""

from django.contrib import messages
from django.db.models import Count, Max, Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.forms.field import TeamForm
from thidua.activities.models import Activity, FieldFact, FieldPass, FieldPhone
from thidua.activities.queries import PARTIES
from thidua.activities.services import block_phone, issue_pass, revoke_pass
from thidua.common import clock
from thidua.common.components.qr import draw_qr
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest

SENT = FieldPhone.objects.annotate(facts_sent=Count("facts"), last_sent_at=Max("facts__received_at")).order_by("pk")
"""Phones with how many facts each sent, and when it sent the last one."""


def show_teams(request: ActorRequest, activity: Activity) -> HttpResponse:
    """All teams, and a form for one more. A new pass is shown at once, to print or to scan: it is not kept."""
    activity = Activity.objects.select_related("bloc", "unit").prefetch_related(PARTIES).get(pk=activity.pk)
    parties = [party for party in activity.parties.all() if party.counts]
    form = TeamForm(request.POST or None, parties=parties)
    if request.method == "POST" and form.is_valid():
        try:
            new = issue_pass(
                actor=request.actor,
                activity=activity,
                team=form.cleaned_data["team"],
                party=form.party_chosen(),
                now=clock.now(),
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            address = request.build_absolute_uri(f"{reverse('field_card')}#{new.secret}")
            context = {"activity": activity, "team": new.field_pass, "address": address, "qr": draw_qr(address)}
            return render(request, "activities/field_pass.html", context | {"secret": new.secret})
    teams = list(activity.field_passes.select_related("party").prefetch_related(Prefetch("phones", SENT)))
    context = {
        "activity": activity,
        "today": clock.today(),
        "teams": teams,
        "received": FieldFact.objects.filter(activity=activity, phone__isnull=False).count(),
        "form": form,
        "may_issue": policies.may_issue_pass(request.actor, activity),
    }
    return render(request, "activities/field_teams.html", context)


def revoke(request: ActorRequest, field_pass: FieldPass) -> HttpResponse:
    """Shut a team out."""
    revoke_pass(actor=request.actor, field_pass=field_pass, now=clock.now())
    messages.success(
        request,
        _("Đã thu hồi mã của %(team)s. Bản ghi chưa gửi vẫn nằm trên máy của tổ.") % {"team": field_pass.team},
    )
    return redirect(_page_of(field_pass.activity_id))


def block(request: ActorRequest, phone: FieldPhone) -> HttpResponse:
    """Shut one phone out."""
    block_phone(actor=request.actor, phone=phone, now=clock.now())
    messages.success(request, _("Đã khóa máy %(phone)s. Các máy khác của tổ vẫn ghi được.") % {"phone": phone})
    return redirect(_page_of(phone.field_pass.activity_id))


def _page_of(activity: int) -> str:
    return reverse("field_teams", args=[activity])
