"""Pages of results: all of a unit's at once, and one corrected."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.facts.boards import Line, board_of
from thidua.campaigns.facts.quarters import usual_day
from thidua.campaigns.forms.results import CorrectResultForm, ResultsForm
from thidua.campaigns.models import Pledge, TargetResult
from thidua.campaigns.services.results import correct_result, report_results
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.models import Unit


def report(request: ActorRequest, part: tuple[Pledge, Unit]) -> HttpResponse:
    """Results of one unit, all its targets on one page."""
    pledge, unit = part
    lines = board_of(pledge, clock.today()).row_of(unit).lines
    return _report(request, pledge, unit, lines, reverse("pledge_unit", args=[pledge.pk, unit.pk]))


def state(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """Results of the bloc as a whole, stated by its secretary."""
    return _report(
        request, pledge, None, board_of(pledge, clock.today()).whole_bloc, reverse("pledge", args=[pledge.pk])
    )


def correct(request: ActorRequest, result: TargetResult) -> HttpResponse:
    """Correct one reported result; the history keeps the old one."""
    target = result.target
    back = reverse("target", args=[target.pk]) + (f"?don-vi={result.unit_id}" if result.unit_id else "")

    def values_of(row: TargetResult) -> dict[str, object]:
        return CorrectResultForm.values_of(row) | {"as_of": row.as_of, "version": row.version}

    form = CorrectResultForm(request.POST or None, target=target, initial=values_of(result))

    def deed() -> None:
        correct_result(
            actor=request.actor,
            result=result,
            version=form.cleaned_data["version"],
            as_of=form.cleaned_data["as_of"],
            report=form.report,
            now=clock.now(),
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã sửa kết quả."), stored=values_of):
        return answer
    context = {
        "target": target,
        "pledge": target.pledge,
        "cycle": target.pledge.cycle,
        "unit": result.unit,
        "form": form,
        "back_url": back,
    }
    return render(request, "campaigns/result_correct.html", context)


def _report(request: ActorRequest, pledge: Pledge, unit: Unit | None, lines: list[Line], back: str) -> HttpResponse:
    today = clock.today()
    form = ResultsForm(
        request.POST if request.method == "POST" else None, lines, as_of=usual_day(pledge.cycle.year, today)
    )
    if request.method == "POST" and form.is_valid():
        try:
            results = report_results(
                actor=request.actor,
                pledge=pledge,
                unit=unit,
                as_of=form.day.cleaned_data["as_of"],
                reports=form.reports,
                now=clock.now(),
            )
        except DomainError as error:
            on_day = error.field == "as_of" or "target" not in error.data
            put_on_form(form.day if on_day else form.part_of(error.data["target"]), error)
        else:
            messages.success(request, _("Đã ghi kết quả của {count} chỉ tiêu.").format(count=len(results)))
            return redirect(back)
    context = {"pledge": pledge, "cycle": pledge.cycle, "unit": unit, "form": form, "back_url": back}
    return render(request, "campaigns/results.html", context)
