"""Pages of targets: one target with its course, writing targets, the library of indicators."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import TargetScope
from thidua.campaigns.facts.courses import course_chart, yearly_chart
from thidua.campaigns.facts.lights import standing_of
from thidua.campaigns.forms.targets import IndicatorForm, TargetForm
from thidua.campaigns.models import Indicator, Pledge, Target
from thidua.campaigns.policies import targets as policies
from thidua.campaigns.queries.choices import indicators_for
from thidua.campaigns.queries.pledges import reporters_of, signing_of
from thidua.campaigns.queries.series import results_by_unit, series_of
from thidua.campaigns.services.indicators import add_indicator, edit_indicator
from thidua.campaigns.services.targets import add_target, edit_target, remove_target
from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation
from thidua.common.views.saving import save
from thidua.organisations.models import Agency, Unit
from thidua.organisations.policies import IN_UNIT, agencies_visible_to


def show_target(request: ActorRequest, target: Target) -> HttpResponse:
    """One target: what it says, how each unit stands, the course of one of them (`?don-vi=`), its evidence."""
    actor, pledge = request.actor, target.pledge
    year = pledge.cycle.year
    units = signing_of(pledge, clock.today()).units
    reporters = reporters_of(target, units)
    by_unit = results_by_unit(target)
    rows = [
        (unit, standing_of(target, _last(by_unit.get(unit.pk if unit else None, [])), year=year)) for unit in reporters
    ]
    chosen = _chosen(request, reporters)
    results = by_unit.get(chosen.pk if chosen else None, [])
    points = (
        series_of(
            policies.targets_visible_to(actor),
            indicator_id=target.indicator_id,
            unit_id=chosen.pk if chosen else None,
            bloc_id=pledge.cycle.bloc_id,
        )
        if target.indicator_id is not None and target.has_figure
        else []
    )
    context = {
        "target": target,
        "pledge": pledge,
        "cycle": pledge.cycle,
        "rows": rows,
        "is_common": target.scope == TargetScope.EACH_UNIT,
        "chosen": chosen,
        "standing": next((standing for unit, standing in rows if unit == chosen), None),
        "results": list(reversed(results)),
        "course": course_chart(target, results, chosen) if target.has_figure and results else None,
        "yearly": yearly_chart(target, points) if len(points) > 1 else None,
        "may_edit": policies.may_edit_target(actor, target),
        "may_report": policies.may_report(actor, pledge, chosen),
        "report_url": report_url(pledge, chosen),
    }
    return render(request, "campaigns/target.html", context)


def report_url(pledge: Pledge, unit: Unit | None) -> str:
    """Where results of `unit` (None: of the whole bloc) are entered."""
    if unit is None:
        return reverse("state_results", args=[pledge.pk])
    return reverse("report_results", args=[pledge.pk, unit.pk])


def add_to_bloc(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """A new target of the bloc."""
    return _add(request, pledge, None)


def add_to_unit(request: ActorRequest, part: tuple[Pledge, Unit]) -> HttpResponse:
    """A new target of one unit."""
    return _add(request, *part)


def edit(request: ActorRequest, target: Target) -> HttpResponse:
    """Change a target that nobody has signed yet."""
    cycle = target.pledge.cycle
    form = TargetForm(
        request.POST or None,
        initial=TargetForm.values_of(target),
        indicators=indicators_for(cycle, also=target.indicator_id),
        has_scope=False,
    )
    back = reverse("target", args=[target.pk])

    def deed() -> None:
        edit_target(actor=request.actor, target=target, version=form.cleaned_data["version"] or 0, says=form.says)

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu chỉ tiêu."), stored=TargetForm.values_of):
        return answer
    context = {"pledge": target.pledge, "cycle": cycle, "target": target, "form": form, "back_url": back}
    return render(request, "campaigns/target_form.html", context)


def remove(request: ActorRequest, target: Target) -> HttpResponse:
    """Take a target out, after saying what stays."""
    pledge = target.pledge
    back = (
        reverse("pledge_unit", args=[pledge.pk, target.unit_id])
        if target.unit_id
        else reverse("pledge", args=[pledge.pk])
    )
    if request.method == "POST":
        version = request.POST.get("version", "")
        remove_target(actor=request.actor, target=target, version=int(version) if version.isdecimal() else 0)
        return redirect(back)
    confirmation = Confirmation(
        title=_("Bỏ chỉ tiêu"),
        verb=_("Bỏ chỉ tiêu"),
        effects=[
            Effect(_("Chỉ tiêu không còn trong giao ước."), "trash"),
            Effect(_("Lịch sử vẫn giữ nội dung đã viết."), "history"),
        ],
        back_url=reverse("target", args=[target.pk]),
        chosen=target.content,
        chosen_label=_("Chỉ tiêu"),
        fields={"version": str(target.version)},
        destructive=True,
    )
    return show_confirmation(request, confirmation)


def list_indicators(request: ActorRequest) -> HttpResponse:
    """The libraries the actor sees, by agency."""
    agencies = list(agencies_visible_to(request.actor).order_by("path"))
    indicators = policies.indicators_visible_to(request.actor).annotate(uses=Count("targets"))
    shelves = [
        (
            agency,
            [each for each in indicators if each.agency_id == agency.pk],
            policies.may_keep_indicators(request.actor, agency),
        )
        for agency in agencies
    ]
    shelves = [shelf for shelf in shelves if shelf[1] or shelf[2]] or shelves[:1]
    changed = frozenset(policies.indicators_changed_by(request.actor).values_list("pk", flat=True))
    return render(request, "campaigns/indicators.html", {"shelves": shelves, "changed": changed})


def add_to_library(request: ActorRequest, agency: Agency) -> HttpResponse:
    """A new indicator."""
    form = IndicatorForm(request.POST or None, is_new=True)
    back = reverse("indicators")

    def deed() -> None:
        add_indicator(actor=request.actor, agency=agency, **form.measures)

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm chỉ số.")):
        return answer
    return render(request, "campaigns/indicator_form.html", {"agency": agency, "form": form, "back_url": back})


def edit_in_library(request: ActorRequest, indicator: Indicator) -> HttpResponse:
    """Change an indicator."""
    form = IndicatorForm(request.POST or None, initial=IndicatorForm.values_of(indicator), is_new=False)
    back = reverse("indicators")

    def deed() -> None:
        edit_indicator(
            actor=request.actor,
            indicator=indicator,
            version=form.cleaned_data["version"] or 0,
            is_retired=form.cleaned_data["is_retired"],
            **form.measures,
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu chỉ số."), stored=IndicatorForm.values_of):
        return answer
    context = {"agency": indicator.agency, "indicator": indicator, "form": form, "back_url": back}
    return render(request, "campaigns/indicator_form.html", context)


def _add(request: ActorRequest, pledge: Pledge, unit: Unit | None) -> HttpResponse:
    cycle = pledge.cycle
    form = TargetForm(request.POST or None, indicators=indicators_for(cycle), has_scope=unit is None)
    back = reverse("pledge_unit", args=[pledge.pk, unit.pk]) if unit else reverse("pledge", args=[pledge.pk])

    def deed() -> None:
        scope = TargetScope.OF_UNIT if unit else TargetScope(form.cleaned_data["scope"])
        add_target(actor=request.actor, pledge=pledge, scope=scope, unit=unit, says=form.says)

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm chỉ tiêu.")):
        return answer
    context = {"pledge": pledge, "cycle": cycle, "unit": unit, "form": form, "back_url": back}
    return render(request, "campaigns/target_form.html", context)


def _chosen(request: ActorRequest, reporters: list[Unit | None]) -> Unit | None:
    """The unit whose course is shown: the one asked for, else the actor's own, else the first."""
    by_id: Mapping[str, Unit | None] = {str(unit.pk): unit for unit in reporters if unit is not None}
    asked = request.GET.get("don-vi", "")
    if asked in by_id:
        return by_id[asked]
    own = request.actor.units_as(*IN_UNIT)
    return next(
        (unit for unit in reporters if unit is not None and unit.pk in own), reporters[0] if reporters else None
    )


def _last(results: list[Any]) -> Any:
    return results[-1] if results else None
