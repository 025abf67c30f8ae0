"""Pages of check visits and of the promises made there."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import FollowUpState
from thidua.campaigns.forms.monitoring import (
    CloseFollowUpForm,
    PromiseForm,
    RecordVisitForm,
    ReportFollowUpForm,
    VisitForm,
)
from thidua.campaigns.forms.pledges import ReasonForm
from thidua.campaigns.models import CheckVisit, Cycle, FollowUp
from thidua.campaigns.policies import monitoring as policies
from thidua.campaigns.queries.choices import units_in
from thidua.campaigns.queries.monitoring import follow_ups_of, open_follow_ups, visits_of
from thidua.campaigns.services.monitoring import (
    add_promises,
    call_off_visit,
    close_follow_up,
    edit_visit,
    plan_visit,
    record_visit,
    report_follow_up,
)
from thidua.common import clock
from thidua.common.components.pages import Effect
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save

PROMISES_SHOWN = 40


def list_visits(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The visits of a year, and the promises nobody has closed yet, those of former years too."""
    follow_ups = open_follow_ups(cycle.bloc_id, up_to_year=cycle.year)
    context = {
        "cycle": cycle,
        "visits": visits_of(cycle),
        "follow_ups": follow_ups[: how_many(request, PROMISES_SHOWN)],
        "promises": len(follow_ups),
        "today": clock.today(),
        "may_plan": policies.may_plan_visit(request.actor, cycle),
    }
    return render(request, "campaigns/visits.html", context)


def show_visit(request: ActorRequest, visit: CheckVisit) -> HttpResponse:
    """One visit: plan, findings, promises with who moves them next."""
    own = policies.own_units_of(request.actor)
    prefetch_related_objects([visit], "units", "visiting_units")
    context = {
        "visit": visit,
        "cycle": visit.cycle,
        "units": visit.units.all(),
        "visiting_units": visit.visiting_units.all(),
        "rows": [
            (
                follow_up,
                policies.may_report_follow_up(request.actor, follow_up),
                policies.may_close_follow_up(request.actor, follow_up, own_units=own),
            )
            for follow_up in follow_ups_of(visit)
        ],
        "today": clock.today(),
        "may_edit": policies.may_edit_visit(request.actor, visit),
        "may_record": policies.may_record_visit(request.actor, visit),
    }
    return render(request, "campaigns/visit.html", context)


def plan(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Plan a visit."""
    form = VisitForm(request.POST or None, members=units_in(cycle))
    back = reverse("visits", args=[cycle.pk])

    def deed() -> None:
        plan_visit(actor=request.actor, cycle=cycle, plan=form.plan)

    if answer := save(request, form, deed, back_url=back, done=_("Đã lên kế hoạch kiểm tra.")):
        return answer
    return render(request, "campaigns/visit_form.html", {"cycle": cycle, "form": form, "back_url": back})


def edit(request: ActorRequest, visit: CheckVisit) -> HttpResponse:
    """Change the plan of a visit."""
    form = VisitForm(request.POST or None, initial=VisitForm.values_of(visit), members=units_in(visit.cycle))
    back = reverse("visit", args=[visit.pk])

    def deed() -> None:
        edit_visit(actor=request.actor, visit=visit, version=form.cleaned_data["version"] or 0, plan=form.plan)

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu kế hoạch."), stored=VisitForm.values_of):
        return answer
    context = {"cycle": visit.cycle, "visit": visit, "form": form, "back_url": back}
    return render(request, "campaigns/visit_form.html", context)


def record(request: ActorRequest, visit: CheckVisit) -> HttpResponse:
    """Write down what was found."""
    form = RecordVisitForm(request.POST or None, initial=RecordVisitForm.values_of(visit))
    back = reverse("visit", args=[visit.pk])

    def deed() -> None:
        record_visit(actor=request.actor, visit=visit, now=clock.now(), **form.cleaned_data)

    done = _("Đã ghi kết quả kiểm tra.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=RecordVisitForm.values_of):
        return answer
    context = {"cycle": visit.cycle, "visit": visit, "form": form, "back_url": back}
    return render(request, "campaigns/visit_record.html", context)


def call_off(request: ActorRequest, visit: CheckVisit) -> HttpResponse:
    """Say that a planned visit will not be held."""
    form = ReasonForm(request.POST or None, initial={"version": visit.version})
    back = reverse("visit", args=[visit.pk])

    def deed() -> None:
        given = form.cleaned_data
        call_off_visit(actor=request.actor, visit=visit, version=given["version"] or 0, reason=given["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi là không tổ chức.")):
        return answer
    context = {
        "title": _("Không tổ chức cuộc kiểm tra"),
        "verb": _("Ghi là không tổ chức"),
        "effects": [
            Effect(_("Cuộc kiểm tra vẫn trong danh sách, kèm lý do."), "history"),
            Effect(_("Không ghi kết quả cho cuộc này được nữa."), "lock"),
        ],
        "form": form,
        "back_url": back,
        "chosen": visit.title,
        "is_destructive": True,
    }
    return render(request, "campaigns/confirm_with_reason.html", context)


def add_promise(request: ActorRequest, visit: CheckVisit) -> HttpResponse:
    """Write down one promise."""
    units = visit.units.all()
    initial = {"unit": units[0].pk} if len(units) == 1 else None
    form = PromiseForm(request.POST or None, units=units, initial=initial)
    back = reverse("visit", args=[visit.pk])

    def deed() -> None:
        add_promises(actor=request.actor, visit=visit, promises=[form.says])

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi việc đơn vị hứa.")):
        return answer
    context = {"cycle": visit.cycle, "visit": visit, "form": form, "back_url": back}
    return render(request, "campaigns/promise_form.html", context)


def report(request: ActorRequest, follow_up: FollowUp) -> HttpResponse:
    """The visited unit says what it did."""
    initial = {"report": follow_up.report, "version": follow_up.version}
    form = ReportFollowUpForm(request.POST or None, initial=initial)
    back = reverse("visit", args=[follow_up.visit_id])

    def deed() -> None:
        report_follow_up(actor=request.actor, follow_up=follow_up, now=clock.now(), **form.cleaned_data)

    done = _("Đã báo cáo. Bên kiểm tra sẽ xem và xác nhận.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=lambda row: {"report": row.report}):
        return answer
    return render(request, "campaigns/follow_up_report.html", _follow_up_context(follow_up, form, back))


def close(request: ActorRequest, follow_up: FollowUp) -> HttpResponse:
    """The visiting side confirms, or sends back."""
    form = CloseFollowUpForm(request.POST or None, initial={"version": follow_up.version})
    back = reverse("visit", args=[follow_up.visit_id])

    def deed() -> None:
        given = form.cleaned_data
        close_follow_up(
            actor=request.actor,
            follow_up=follow_up,
            version=given["version"],
            is_kept=given["is_kept"] == "yes",
            note=given["note"],
            now=clock.now(),
        )

    def stored(row: FollowUp) -> dict[str, object]:
        is_kept = "yes" if row.state == FollowUpState.CLOSED else "no" if row.closing_note else ""
        return {"is_kept": is_kept, "note": row.closing_note}

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi kết luận."), stored=stored):
        return answer
    return render(request, "campaigns/follow_up_close.html", _follow_up_context(follow_up, form, back))


def _follow_up_context(follow_up: FollowUp, form: object, back: str) -> dict[str, object]:
    return {
        "follow_up": follow_up,
        "visit": follow_up.visit,
        "cycle": follow_up.visit.cycle,
        "form": form,
        "back_url": back,
    }
