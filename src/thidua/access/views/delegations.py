"""Handing one's own roles on for a time."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.enums import DELEGABLE
from thidua.access.forms.delegations import DelegateForm
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import colleagues_for, name_of
from thidua.access.services import delegations as services
from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.components.texts import short_date
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation


def list_delegations(request: ActorRequest) -> HttpResponse:
    """What I hold and may hand on, what I handed on, what was handed to me."""
    user, today = request.user.pk, clock.today()
    rows = (
        Delegation.objects.filter(Q(grant__user=user) | Q(delegate=user))
        .select_related("grant__user__person", "grant__agency", "grant__unit", "grant__bloc", "delegate__person")
        .order_by("-since", "-pk")
    )
    held = policies.own_grants_of(request.actor).select_related("agency", "unit", "bloc").order_by("role", "pk")
    made = [_told(each, today) for each in rows if each.grant.user_id == user]
    context = {
        "held": [{"grant": grant, "is_delegable": grant.role in DELEGABLE} for grant in held],
        "made": made,
        "received": [_told(each, today) for each in rows if each.delegate_id == user],
        "today": today,
    }
    return render(request, "access/delegations.html", context)


def delegate(request: ActorRequest, grant: RoleGrant) -> HttpResponse:
    """To whom, from when to when, why."""
    today = clock.today()
    initial = {"since": today, "until": min(filter(None, [today + timedelta(days=6), grant.until]))}
    form = DelegateForm(request.POST or None, grant=grant, initial=initial)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            services.delegate(
                actor=request.actor,
                grant=grant,
                to=to,
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã ủy quyền cho {name}.").format(name=name_of(to)))
            return redirect("delegations")
    context = {"form": form, "grant": grant, "has_colleagues": colleagues_for(grant, today).exists()}
    return render(request, "access/delegate.html", context)


def end_delegation(request: ActorRequest, delegation: Delegation) -> HttpResponse:
    """End it before its last day."""
    if request.method == "POST":
        services.end_delegation(actor=request.actor, delegation=delegation, now=clock.now())
        messages.success(request, _("Đã kết thúc ủy quyền."))
        return redirect("delegations")
    grant = delegation.grant
    return show_confirmation(
        request,
        Confirmation(
            title=_("Kết thúc ủy quyền"),
            verb=_("Kết thúc ủy quyền"),
            chosen_label=_("{holder} ủy quyền cho {name}").format(
                holder=name_of(grant.user), name=name_of(delegation.delegate)
            ),
            chosen=f"{grant.get_role_display()}, {grant.over}\n"
            + _("Từ {since} đến {until}").format(
                since=short_date(delegation.since), until=short_date(delegation.until)
            ),
            effects=[
                Effect(
                    _("{name} thôi làm thay ngay từ lúc này.").format(name=name_of(delegation.delegate)), "user-off"
                ),
                Effect(_("Việc đã làm trong thời gian ủy quyền vẫn có giá trị."), "check"),
            ],
            back_url=reverse("delegations"),
        ),
    )


def _told(delegation: Delegation, today: object) -> dict[str, object]:
    is_over = delegation.ended_at is not None or delegation.until < today or not delegation.grant.holds_on(today)  # type: ignore[operator,arg-type]
    return {
        "delegation": delegation,
        "holder": name_of(delegation.grant.user),
        "name": name_of(delegation.delegate),
        "is_over": is_over,
        "is_later": not is_over and delegation.since > today,  # type: ignore[operator]
    }
