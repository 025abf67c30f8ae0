"""One step of a year, what is done with it, and the plan of all steps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.facts.entries import read_entries
from thidua.audit.queries import latest_of
from thidua.campaigns.enums import StepKind, StepState
from thidua.campaigns.facts.reports import NOTHING_TO_REPORT, reports_on
from thidua.campaigns.facts.steps import moved_words
from thidua.campaigns.forms.cycles import DeadlineForm, PlanForm, SatisfyForm
from thidua.campaigns.forms.reading import ReasonForm
from thidua.campaigns.models import Cycle, Step
from thidua.campaigns.policies import steps as policies
from thidua.campaigns.policies.cycles import may_plan_cycle
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.queries.cycles import is_open, reference_of, steps_of
from thidua.campaigns.services import steps as services
from thidua.campaigns.services.cycles import year_deadlines
from thidua.campaigns.views.acting import attempt, done
from thidua.campaigns.views.cycles import lines_of
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.references import candidates, describe
from thidua.common.views.pressing import posted_version, press


def show_step(request: ActorRequest, step: Step) -> HttpResponse:
    """One step: state, deadline, what satisfied it, what may be done with it."""
    actor = request.actor
    reference = reference_of(step)
    calendar = calendar_of(step.cycle.agency)
    line = next(line for line in lines_of(actor, step.cycle, calendar) if line.step.pk == step.pk)
    context = {
        "step": step,
        "cycle": step.cycle,
        "line": line,
        "card": describe([reference]).get(reference) if reference else None,
        "moved": moved_words(step.deadline_given, step.deadline, calendar),
        "is_open": is_open(step),
        "may_start": policies.may_start_step(actor, step),
        "may_satisfy": policies.may_satisfy_step(actor, step),
        "may_skip": policies.may_skip_step(actor, step),
        "may_reopen": policies.may_reopen_step(actor, step),
        "may_set_deadline": policies.may_set_deadline(actor, step),
        "may_run": may_plan_cycle(actor, step.cycle),
        "entries": read_entries(latest_of("campaigns.step", step.pk, 20), with_changes=False),
    }
    return render(request, "campaigns/step.html", context)


def start(request: ActorRequest, step: Step) -> HttpResponse:
    """Begin a step."""

    def deed() -> None:
        services.start_step(actor=request.actor, step=step, version=posted_version(request), now=clock.now())

    return press(
        request,
        deed,
        back_url=reverse("cycle", args=[step.cycle_id]),
        done=_("Đã bắt đầu bước %(step)s.") % {"step": step.get_kind_display()},
    )


def satisfy(request: ActorRequest, step: Step) -> HttpResponse:
    """Say what satisfied the step."""
    actor, cycle = request.actor, step.cycle
    url = reverse("cycle", args=[cycle.pk])
    report = reports_on(actor, [step], clock.today()).get(step.pk, NOTHING_TO_REPORT)
    form = SatisfyForm(
        request.POST or None,
        cards=candidates(actor, bloc=cycle.bloc_id, year=cycle.year),
        missing="" if report.ready else report.ready.reason,
        has_next=Step.objects.filter(cycle=cycle, position__gt=step.position, state=StepState.LATER).exists(),
        initial={"version": step.version, "start_next": True},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.satisfy_step(
                actor=actor,
                step=step,
                version=data["version"],
                now=clock.now(),
                reference=data.get("reference"),
                paper=data["paper"],
                done_on=data["done_on"],
                note=data["note"],
                even_so=data.get("even_so", ""),
                start_next=data.get("start_next", False),
            )
            return done(request, _("Đã ghi kết quả bước %(step)s.") % {"step": step.get_kind_display()}, url)

        answer = attempt(request, form, deed, stored=_stored_result, back_url=reverse("step", args=[step.pk]))
        if answer is not None:
            return answer
    return render(request, "campaigns/satisfy_step.html", {"form": form, "step": step, "cycle": cycle})


def skip(request: ActorRequest, step: Step) -> HttpResponse:
    """Say why the step is not held by itself."""
    form = ReasonForm(request.POST or None, initial={"version": step.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.skip_step(actor=request.actor, step=step, version=data["version"], reason=data["reason"])
            words = _("Đã ghi bước %(step)s không tổ chức riêng.") % {"step": step.get_kind_display()}
            return done(request, words, reverse("cycle", args=[step.cycle_id]))

        answer = attempt(
            request, form, deed, stored=lambda row: {"reason": row.note}, back_url=reverse("step", args=[step.pk])
        )
        if answer is not None:
            return answer
    return render(request, "campaigns/skip_step.html", {"form": form, "step": step, "cycle": step.cycle})


def reopen(request: ActorRequest, step: Step) -> HttpResponse:
    """Open a finished step again."""
    form = ReasonForm(request.POST or None, initial={"version": step.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            services.reopen_step(actor=request.actor, step=step, version=data["version"], reason=data["reason"])
            words = _("Đã mở lại bước %(step)s.") % {"step": step.get_kind_display()}
            return done(request, words, reverse("step", args=[step.pk]))

        answer = attempt(
            request, form, deed, stored=lambda row: {"reason": row.note}, back_url=reverse("step", args=[step.pk])
        )
        if answer is not None:
            return answer
    return render(request, "campaigns/reopen_step.html", {"form": form, "step": step, "cycle": step.cycle})


def deadline(request: ActorRequest, step: Step) -> HttpResponse:
    """Set when the step is due."""
    url = reverse("step", args=[step.pk])
    form = DeadlineForm(request.POST or None, initial={"version": step.version, "day": step.deadline})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            kept = services.set_deadline(
                actor=request.actor, step=step, version=data["version"], day=data["day"], reason=data["reason"]
            )
            moved = moved_words(kept.deadline_given, kept.deadline, calendar_of(step.cycle.agency))
            words = _("Đã lưu hạn bước %(step)s.") % {"step": step.get_kind_display()}
            return done(request, f"{words} {moved}".strip(), url)

        answer = attempt(request, form, deed, stored=lambda row: {"day": row.deadline}, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/step_deadline.html", {"form": form, "step": step, "cycle": step.cycle})


def plan(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """All steps of the year and their deadlines on one page."""
    url = reverse("cycle", args=[cycle.pk])
    steps = steps_of([cycle])[cycle.pk]
    calendar = calendar_of(cycle.agency)
    form = PlanForm(
        request.POST or None,
        steps=steps,
        offered=year_deadlines(cycle.agency, cycle.year),
        initial={"version": cycle.version},
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> HttpResponse:
            services.plan_steps(
                actor=request.actor,
                cycle=cycle,
                version=form.cleaned_data["version"],
                plan=[services.StepPlan(kind, day) for kind, day in form.plan()],
            )
            kept = steps_of([cycle])[cycle.pk]
            moved = [moved_words(step.deadline_given, step.deadline, calendar) for step in kept]
            return done(request, " ".join([_("Đã lưu các bước và hạn."), *filter(None, moved)]), url)

        answer = attempt(request, form, deed, stored=_stored_plan, back_url=url)
        if answer is not None:
            return answer
    moved = {StepKind(step.kind): moved_words(step.deadline_given, step.deadline, calendar) for step in steps}
    rows = [{**row, "moved": moved.get(row["kind"], "")} for row in form.rows()]
    context = {"form": form, "cycle": cycle, "rows": rows, "is_decided": calendar.is_decided(cycle.year)}
    return render(request, "campaigns/plan_cycle.html", context)


def _stored_result(row: Step) -> dict[str, object]:
    return {"paper": row.paper, "done_on": row.done_on, "note": row.note}


def _stored_plan(cycle: Cycle) -> dict[str, object]:
    stored: dict[str, object] = {}
    for place, step in enumerate(steps_of([cycle])[cycle.pk], start=1):
        stored[f"has_{step.kind}"], stored[f"place_{step.kind}"] = True, place
        stored[f"due_{step.kind}"] = step.deadline
    return stored
