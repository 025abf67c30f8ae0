"""Pages of the exchange of practice."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.forms.practices import AdoptionForm, PracticeForm
from thidua.campaigns.models import Adoption, Cycle, Practice
from thidua.campaigns.policies import may_run_cycle
from thidua.campaigns.policies import practices as policies
from thidua.campaigns.queries.choices import movements_in, targets_in, units_in
from thidua.campaigns.services.practices import adopt_practice, edit_adoption, edit_practice, share_practice
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.policies import IN_UNIT


def list_practices(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """What the units of a year shared, newest first, and who took it up."""
    practices = (
        Practice.objects.filter(cycle=cycle)
        .select_related("unit", "target", "movement")
        .prefetch_related("adoptions__unit")
    )
    context = {
        "cycle": cycle,
        "practices": practices,
        "may_share": policies.may_share_practice(request.actor, cycle),
    }
    return render(request, "campaigns/practices.html", context)


def show_practice(request: ActorRequest, practice: Practice) -> HttpResponse:
    """One practice and those who took it up."""
    actor = request.actor
    adoptions = list(practice.adoptions.select_related("unit"))
    context = {
        "practice": practice,
        "cycle": practice.cycle,
        "rows": [(each, policies.may_speak_for(actor, practice.cycle, each.unit)) for each in adoptions],
        "may_edit": policies.may_edit_practice(actor, practice),
        "may_adopt": policies.may_adopt(actor, practice),
    }
    return render(request, "campaigns/practice.html", context)


def share(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Tell what worked."""
    runs = bool(may_run_cycle(request.actor, cycle))
    units = units_in(cycle, only=None if runs else request.actor.units_as(*IN_UNIT))
    form = PracticeForm(
        request.POST or None,
        initial={"unit": units[0].pk} if len(units) == 1 else None,
        units=units,
        targets=targets_in(cycle),
        movements=movements_in(cycle),
    )
    back = reverse("practices", args=[cycle.pk])

    def deed() -> None:
        share_practice(
            actor=request.actor, cycle=cycle, unit=form.cleaned_data["unit"], says=form.says, now=clock.now()
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã chia sẻ kinh nghiệm.")):
        return answer
    return render(request, "campaigns/practice_form.html", {"cycle": cycle, "form": form, "back_url": back})


def edit(request: ActorRequest, practice: Practice) -> HttpResponse:
    """Tell it better."""
    cycle = practice.cycle
    form = PracticeForm(
        request.POST or None,
        initial=PracticeForm.values_of(practice),
        units=None,
        targets=targets_in(cycle),
        movements=movements_in(cycle),
    )
    back = reverse("practice", args=[practice.pk])

    def deed() -> None:
        edit_practice(actor=request.actor, practice=practice, version=form.cleaned_data["version"] or 0, says=form.says)

    done = _("Đã lưu kinh nghiệm.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=PracticeForm.values_of):
        return answer
    context = {"cycle": cycle, "practice": practice, "form": form, "back_url": back}
    return render(request, "campaigns/practice_form.html", context)


def adopt(request: ActorRequest, practice: Practice) -> HttpResponse:
    """Say that a unit took the practice up."""
    runs = bool(may_run_cycle(request.actor, practice.cycle))
    units = units_in(practice.cycle, only=None if runs else request.actor.units_as(*IN_UNIT))
    units = units.exclude(pk=practice.unit_id).exclude(pk__in=practice.adoptions.values("unit"))
    initial = {"unit": units[0].pk} if len(units) == 1 else None
    form = AdoptionForm(request.POST or None, units=units, initial=initial)
    back = reverse("practice", args=[practice.pk])

    def deed() -> None:
        given = form.cleaned_data
        adopt_practice(
            actor=request.actor,
            practice=practice,
            unit=given["unit"],
            since=given["since"],
            how=given["how"],
            result=given["result"],
            now=clock.now(),
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi việc học theo.")):
        return answer
    context = {"cycle": practice.cycle, "practice": practice, "form": form, "back_url": back}
    return render(request, "campaigns/adoption_form.html", context)


def follow(request: ActorRequest, adoption: Adoption) -> HttpResponse:
    """Say what came of it."""
    practice = adoption.practice
    form = AdoptionForm(request.POST or None, initial=AdoptionForm.values_of(adoption), units=None)
    back = reverse("practice", args=[practice.pk])

    def deed() -> None:
        given = form.cleaned_data
        edit_adoption(
            actor=request.actor,
            adoption=adoption,
            version=given["version"] or 0,
            since=given["since"],
            how=given["how"],
            result=given["result"],
            now=clock.now(),
        )

    done = _("Đã lưu việc học theo.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=AdoptionForm.values_of):
        return answer
    context = {"cycle": practice.cycle, "practice": practice, "adoption": adoption, "form": form, "back_url": back}
    return render(request, "campaigns/adoption_form.html", context)
