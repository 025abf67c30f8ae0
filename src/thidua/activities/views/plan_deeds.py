"""What is done with a plan as it stands: lines ticked, insurance and reserve said, templates put in and kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities.enums import Insurance
from thidua.activities.errors import ActivityError
from thidua.activities.forms.plan_templates import ApplyForm, SaveTemplateForm
from thidua.activities.forms.plans import InsuranceForm, ProofForm, ReserveForm
from thidua.activities.models import Activity, ActivityPlan, MoneyLine, PlanItem, PlanZone
from thidua.activities.policies import may_keep_template
from thidua.activities.queries.plans import plan_of, template_that_learned, templates_of
from thidua.activities.queries.shipped import shipped_templates
from thidua.activities.services import (
    Applied,
    add_to_template,
    apply_template,
    lines_of_plan,
    note_plan_rows,
    save_as_template,
    say_insurance,
    set_reserve,
    tick_plan_item,
    untick_plan_item,
)
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save


def tick(request: ActorRequest, item: PlanItem) -> HttpResponse:
    """The line is done."""

    def deed() -> PlanItem:
        return tick_plan_item(actor=request.actor, item=item, version=posted_version(request), now=clock.now())

    return press(request, deed, back_url=reverse("plan", args=[item.activity_id]), next_url=_line(item))


def untick(request: ActorRequest, item: PlanItem) -> HttpResponse:
    """The line is not done after all."""

    def deed() -> PlanItem:
        return untick_plan_item(actor=request.actor, item=item, version=posted_version(request))

    return press(request, deed, back_url=reverse("plan", args=[item.activity_id]), next_url=_line(item))


def prove(request: ActorRequest, item: PlanItem) -> HttpResponse:
    """The line is done, and by what that can be told."""
    form = ProofForm(request.POST or None, initial=ProofForm.values_of(item))

    def deed() -> PlanItem:
        data = form.cleaned_data
        return tick_plan_item(
            actor=request.actor, item=item, version=data["version"], proof=data["proof"], now=clock.now()
        )

    page = reverse("plan", args=[item.activity_id])
    answer = save(
        request,
        form,
        deed,
        next_url=_line(item),
        done=_("Đã ghi việc xong."),
        stored=ProofForm.values_of,
        back_url=page,
    )
    context = {"activity": item.activity, "form": form, "title": _("Ghi việc đã xong"), "about": item.text}
    return answer or render(request, "activities/plan_form.html", context | {"back_url": page})


def note_money(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Lines of money that moved enter the results."""
    return _note_rows(request, activity, MoneyLine, "plan_money")


def note_zones(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The zones were worked on: they enter the results."""
    return _note_rows(request, activity, PlanZone, "plan_zones")


def _note_rows(
    request: ActorRequest, activity: Activity, kind: type[MoneyLine] | type[PlanZone], page: str
) -> HttpResponse:
    try:
        noted = note_plan_rows(actor=request.actor, activity=activity, kind=kind, now=clock.now())
    except ActivityError as error:
        messages.error(request, error.message)
    else:
        told = ngettext("Đã đưa %(many)s dòng vào kết quả.", "Đã đưa %(many)s dòng vào kết quả.", noted)
        messages.success(request, told % {"many": noted})
    return redirect(page, activity.pk)


def insure(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Whether people are insured."""
    form = InsuranceForm(request.POST or None, initial=InsuranceForm.values_of(plan_of(activity)))

    def deed() -> ActivityPlan:
        data = form.cleaned_data
        return say_insurance(
            actor=request.actor,
            activity=activity,
            version=data["version"],
            insurance=Insurance(data["insurance"]),
            reason=data["insurance_reason"],
        )

    page = reverse("plan_risks", args=[activity.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã ghi về bảo hiểm."),
        stored=InsuranceForm.values_of,
        back_url=page,
    )
    context = {"activity": activity, "form": form, "title": _("Bảo hiểm cho người tham gia"), "back_url": page}
    return answer or render(request, "activities/plan_form.html", context)


def reserve(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The numbers behind bags and gloves."""
    form = ReserveForm(request.POST or None, initial=ReserveForm.values_of(plan_of(activity)))

    def deed() -> ActivityPlan:
        data = form.cleaned_data
        return set_reserve(
            actor=request.actor,
            activity=activity,
            version=data["version"],
            reserve_percent=data["reserve_percent"],
            gloves_each=data["gloves_each"],
        )

    page = reverse("plan_zones", args=[activity.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã lưu số dùng để tính."),
        stored=ReserveForm.values_of,
        back_url=page,
    )
    context = {"activity": activity, "form": form, "title": _("Số dùng để tính bao và găng"), "back_url": page}
    return answer or render(request, "activities/plan_form.html", context)


def begin_with_template(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Put the lines of a template into the plan."""
    form = ApplyForm(
        request.POST or None,
        own=templates_of(activity.agency_id),
        shipped=shipped_templates(),
        kind=activity.kind,
        learned=template_that_learned(activity.agency_id, activity.kind),
    )
    page = reverse("plan", args=[activity.pk])
    if request.method == "POST" and form.is_valid():
        name, lines = form.chosen()

        def deed() -> Applied:
            return apply_template(actor=request.actor, activity=activity, lines=lines, name=name)

        return press(request, deed, back_url=page, done=_applied_words)
    context = {"activity": activity, "form": form, "back_url": page, "shipped": shipped_templates().values()}
    return render(request, "activities/plan_begin.html", context)


def keep_as_template(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Keep the plan as a template of the agency, or add its lines to one."""
    actor = request.actor
    own = [each for each in templates_of(activity.agency_id).select_related("agency") if may_keep_template(actor, each)]
    form = SaveTemplateForm(request.POST or None, templates=own)
    page = reverse("plan", args=[activity.pk])
    if request.method == "POST" and form.is_valid():
        template = form.template_chosen()
        try:
            if template is None:
                template = save_as_template(
                    actor=actor,
                    activity=activity,
                    name=form.cleaned_data["name"],
                    note=form.cleaned_data["note"],
                    now=clock.now(),
                )
                words = _("Đã lưu mẫu “%(name)s”.") % {"name": template.name}
            else:
                words = _applied_words(add_to_template(actor=actor, template=template, lines=lines_of_plan(activity)))
        except DomainError as error:
            put_on_form(form, error)
        else:
            return press(request, lambda: None, back_url=reverse("plan_template", args=[template.pk]), done=words)
    context = {"activity": activity, "form": form, "title": _("Lưu kế hoạch này thành mẫu của cơ quan")}
    return render(request, "activities/plan_form.html", context | {"back_url": page})


def _applied_words(applied: Applied) -> str:
    added = ngettext("Đã thêm %(count)s việc.", "Đã thêm %(count)s việc.", applied.added) % {"count": applied.added}
    if not applied.left:
        return added
    left = ngettext(
        "%(count)s việc đã có sẵn nên để nguyên.", "%(count)s việc đã có sẵn nên để nguyên.", applied.left
    ) % {"count": applied.left}
    return f"{added} {left}" if applied.added else left


def _line(item: PlanItem) -> str:
    return f"{reverse('plan', args=[item.activity_id])}#viec-{item.pk}"
