"""Papers against units: entering one, one on its page with the paper, lifting it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.scorecards.forms.cards import ReasonForm
from thidua.scorecards.forms.holds import HoldForm
from thidua.scorecards.models import Hold, Scheme
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.queries.cards import cards_of, latest_holds
from thidua.scorecards.services.holds import hold_units, lift_hold


def enter(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Enter a paper against a unit."""
    units = [card.unit for card in cards_of(scheme.pk)]
    form = HoldForm(request.POST or None, units=units, initial={"version": scheme.version})

    def deed() -> list[Hold]:
        return hold_units(
            actor=request.actor,
            scheme=scheme,
            version=form.cleaned_data["version"],
            units=form.units_chosen(),
            words=form.words(),
            now=clock.now(),
        )

    answer = save(
        request,
        form,
        deed,
        next_url=lambda made: reverse("hold", args=[made[0].pk]),
        done=_("Đã ghi. Đính giấy tờ làm căn cứ ở trang này."),
        stored=lambda row: form.values_of(latest_holds(row.cycle_id), row.version),
        back_url=reverse("matrix", args=[scheme.pk]),
    )
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "form": form,
        "title": _("Ghi dừng xét hoặc vi phạm"),
        "verb": _("Ghi"),
        "back_url": reverse("matrix", args=[scheme.pk]),
    }
    return answer or render(request, "scorecards/draft_form.html", context)


def show_hold(request: ActorRequest, hold: Hold) -> HttpResponse:
    """One of them, with its paper."""
    scheme = Scheme.objects.filter(cycle=hold.cycle_id).first()
    context = {
        "hold": hold,
        "cycle": hold.cycle,
        "scheme": scheme,
        "may_lift": policies.may_lift(request.actor, hold) if hold.lifted_at is None else None,
    }
    return render(request, "scorecards/hold.html", context)


def lift(request: ActorRequest, hold: Hold) -> HttpResponse:
    """Lift it, with the reason."""
    form = ReasonForm(request.POST or None, initial={"version": hold.version})
    page = reverse("hold", args=[hold.pk])

    def deed() -> Hold:
        data = form.cleaned_data
        return lift_hold(
            actor=request.actor, hold=hold, version=data["version"], reason=data["reason"], now=clock.now()
        )

    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã gỡ."),
        stored=lambda row: {"reason": "", "version": row.version},
        back_url=page,
    )
    context = {
        "cycle": hold.cycle,
        "form": form,
        "title": _("Gỡ: %(text)s") % {"text": hold.text},
        "verb": _("Gỡ"),
        "back_url": page,
    }
    return answer or render(request, "scorecards/draft_form.html", context)
