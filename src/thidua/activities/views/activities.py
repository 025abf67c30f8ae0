"""Activities: the list, one activity, recording, correcting, held, cancelled, counted for a year."""

from collections.abc import Iterable
from functools import partial
from itertools import chain

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import ActivityState
from thidua.activities.facts.kinship import possibly_same
from thidua.activities.facts.shown import figures_of
from thidua.activities.facts.words import when_of
from thidua.activities.forms.activities import (
    CancelForm,
    ChangeActivityForm,
    HoldForm,
    Home,
    RecordActivityForm,
    key_of,
)
from thidua.activities.models import Activity
from thidua.activities.policies import Crediting
from thidua.activities.queries import KIND, full_activity, known_first
from thidua.activities.services import (
    cancel_activity,
    change_activity,
    credit_activity,
    hold_activity,
    record_activity,
    withdraw_credit,
)
from thidua.activities.views.parties import party_lines
from thidua.activities.views.plans import progress_of_plan
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle, Movement
from thidua.campaigns.policies.cycles import blocs_run_by, cycles_visible_to
from thidua.campaigns.policies.library import movements_visible_to
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.errors import DomainError
from thidua.common.http.asked import asked_number, how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.common.references import Reference
from thidua.common.views.saving import save
from thidua.documents.queries import evidence_of, photos_of
from thidua.organisations.models import BlocMembership
from thidua.organisations.policies import IN_UNIT
from thidua.publishing.enums import SnapshotKind, SourceKind
from thidua.publishing.policies.records import news_of, page_of

SHOWN = 30
BADGES = {
    ActivityState.PLANNED: ("warn", "calendar-event"),
    ActivityState.HELD: ("ok", "circle-check"),
    ActivityState.CANCELLED: ("plain", "ban"),
}


def list_activities(request: ActorRequest) -> HttpResponse:
    """Activities of one year, of one bloc or of all; `?nam=` and `?khoi=` choose."""
    cycles = list(cycles_visible_to(request.actor).select_related("bloc").order_by("-year", "bloc"))
    year = asked_number(request, "nam") or (cycles[0].year if cycles else clock.today().year)
    bloc = asked_number(request, "khoi")
    wanted = Q(credits__cycle__year=year) | Q(held_on__startswith=str(year)) | Q(held_on="", credits=None)
    found = policies.activities_visible_to(request.actor).filter(wanted).distinct()
    if bloc is not None:
        found = found.filter(Q(bloc=bloc) | Q(credits__cycle__bloc=bloc, credits__cycle__year=year))
    activities = known_first(found.select_related("bloc", "unit"))
    shown = activities[: how_many(request, SHOWN)]
    context = {
        "rows": [(activity, when_of(activity), *BADGES[ActivityState(activity.state)]) for activity in shown],
        "total": len(activities),
        "year": year,
        "years": sorted({cycle.year for cycle in cycles} | {year}, reverse=True),
        "bloc": bloc,
        "blocs": list({cycle.bloc_id: cycle.bloc for cycle in cycles if cycle.year == year}.values()),
        "may_record": policies.may_record_somewhere(request.actor),
        "sums_of": policies.agencies_summed_for(request.actor),
    }
    return render(request, "activities/activities.html", context)


def show_activity(request: ActorRequest, activity: Activity) -> HttpResponse:
    """One activity: who, when, where, what came of it, what was said, its photographs and papers."""
    actor = request.actor
    activity = request.thing = full_activity(activity.pk)
    reference = Reference(KIND, activity.pk)
    may_keep = policies.may_keep_activity(actor, activity)
    seen = set(cycles_visible_to(actor).filter(activity_credits__activity=activity).values_list("pk", flat=True))
    run = set(blocs_run_by(actor).values_list("pk", flat=True))
    credited = [link.cycle for link in activity.credits.all()]
    context = {
        "activity": activity,
        "when": when_of(activity),
        "badge": BADGES[ActivityState(activity.state)],
        "may_keep": may_keep,
        "may_see_people": policies.sees_list(actor, activity),
        "may_issue_pass": policies.may_issue_pass(actor, activity),
        "may_hold": policies.may_hold_activity(actor, activity) if activity.state == ActivityState.PLANNED else None,
        "credits": [(cycle, cycle.pk in seen, _may_withdraw(cycle, run, bool(may_keep))) for cycle in credited],
        "offered": policies.offered_cycles(actor, activity) if activity.state != ActivityState.CANCELLED else [],
        "parties": party_lines(actor, activity),
        "progress": progress_of_plan(activity),
        "may_plan": policies.may_plan(actor, activity),
        "photos": photos_of([reference])[reference],
        "papers": evidence_of([reference])[reference],
        "figures": figures_of(activity, clock.now()),
        "panels": panels_for(KIND, actor, activity),
        "page": page_of(
            actor,
            activity.agency,
            SnapshotKind.EVENT,
            activity.pk,
            policies.may_publish_event(actor, activity),
        ),
        "news": policies.may_draft_news(actor, activity)
        and news_of(actor, activity.agency, activity.bloc, SourceKind.ACTIVITY, activity.pk),
    }
    return render(request, "activities/activity.html", context)


def record(request: ActorRequest) -> HttpResponse:
    """Plan an activity, or record one that was held."""
    actor = request.actor
    homes = list(_homes(actor))
    chosen = asked_number(request, "nam")
    cycles = _open_cycles(actor)
    initial: dict[str, object] = {"cycles": [chosen] if chosen else []}
    for cycle in cycles:
        if cycle.pk == chosen:
            initial["home"] = next((key_of(home) for home in homes if home == cycle.bloc), "")
    form = RecordActivityForm(
        request.POST or None, homes=homes, cycles=cycles, movements=_movements(actor), initial=initial
    )

    def deed() -> Activity:
        data = form.cleaned_data
        return record_activity(
            actor=actor,
            home=form.home_chosen(),
            words=form.words(),
            state=ActivityState(data["state"]),
            cycles=list(data.get("cycles", [])),
            now=clock.now(),
        )

    answer = save(request, form, deed, next_url=partial(_on_from, request), done=_("Đã ghi hoạt động."))
    back = reverse("activities")
    return answer or render(request, "activities/record.html", {"form": form, "back_url": back})


def change(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Correct what is recorded; a second writer chooses between two versions."""
    page = _page_of(activity)
    form = ChangeActivityForm(
        request.POST or None,
        movements=_movements(request.actor),
        initial=ChangeActivityForm.values_of(activity),
    )

    def deed() -> Activity:
        return change_activity(
            actor=request.actor,
            activity=activity,
            version=form.cleaned_data["version"],
            words=form.words(),
            now=clock.now(),
        )

    answer = save(
        request,
        form,
        deed,
        next_url=partial(_on_from, request),
        done=_("Đã lưu hoạt động."),
        stored=ChangeActivityForm.values_of,
        back_url=page,
    )
    return answer or render(
        request, "activities/form.html", _form_page(activity, form, _("Sửa hoạt động"), _("Lưu hoạt động"))
    )


def hold(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say that it was held."""
    initial = {"held_on": activity.held_on, "summary": activity.summary, "version": activity.version}
    form = HoldForm(request.POST or None, initial=initial)

    def deed() -> Activity:
        data = form.cleaned_data
        return hold_activity(
            actor=request.actor,
            activity=activity,
            version=data["version"],
            held_on=data["held_on"],
            summary=data["summary"],
            now=clock.now(),
        )

    page = _page_of(activity)
    answer = save(
        request,
        form,
        deed,
        next_url=partial(_on_from, request),
        done=_("Đã ghi là đã tổ chức. Thêm kết quả và ảnh ở trang này."),
        stored=ChangeActivityForm.values_of,
        back_url=page,
    )
    return answer or render(
        request, "activities/form.html", _form_page(activity, form, _("Ghi đã tổ chức"), _("Ghi đã tổ chức"))
    )


def cancel(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say that it will not be held."""
    form = CancelForm(request.POST or None, initial={"version": activity.version})

    def deed() -> Activity:
        data = form.cleaned_data
        return cancel_activity(actor=request.actor, activity=activity, version=data["version"], reason=data["reason"])

    page = _page_of(activity)
    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã ghi là hủy. Hồ sơ vẫn giữ."),
        stored=ChangeActivityForm.values_of,
        back_url=page,
    )
    return answer or render(
        request, "activities/form.html", _form_page(activity, form, _("Hủy hoạt động"), _("Hủy hoạt động"))
    )


def credit(request: ActorRequest, crediting: Crediting) -> HttpResponse:
    """Let it count for a year."""
    try:
        credit_activity(actor=request.actor, activity=crediting.activity, cycle=crediting.cycle, now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã ghi nhận cho %(cycle)s.") % {"cycle": crediting.cycle})
    return redirect(_page_of(crediting.activity))


def uncredit(request: ActorRequest, crediting: Crediting) -> HttpResponse:
    """Let it no longer count for a year."""
    withdraw_credit(actor=request.actor, activity=crediting.activity, cycle=crediting.cycle)
    messages.success(request, _("Đã thôi ghi nhận cho %(cycle)s.") % {"cycle": crediting.cycle})
    return redirect(_page_of(crediting.activity))


def _page_of(activity: Activity) -> str:
    return reverse("activity", args=[activity.pk])


def _on_from(request: ActorRequest, activity: Activity) -> str:
    """The page of what was saved, with a word to the writer where another organisation entered the same day and place;
    of its record no more is told than whose it is.
    """
    homes = sorted({each.home.name for each in possibly_same(activity)})
    if homes:
        messages.info(
            request,
            _(
                "Có phải một hoạt động? Cùng ngày, cùng nơi này còn có hồ sơ của: %(homes)s. Hỏi lại bên ấy; nếu là "
                "một thì gộp hai hồ sơ để không tính hai lần."
            )
            % {"homes": "; ".join(homes)},
        )
    return _page_of(activity)


def _form_page(activity: Activity, form: object, title: str, verb: str) -> dict[str, object]:
    return {"activity": activity, "form": form, "title": title, "verb": verb, "back_url": _page_of(activity)}


def _homes(actor: Actor) -> Iterable[Home]:
    blocs, units = policies.homes_of(actor)
    return chain(blocs.order_by("code"), units)


def _open_cycles(actor: Actor) -> QuerySet[Cycle]:
    """Open years of the blocs the actor runs and of those his units are members of."""
    memberships = BlocMembership.objects.filter(unit__in=actor.units_as(*IN_UNIT))
    mine = Q(bloc__in=blocs_run_by(actor)) | Q(bloc__memberships__in=memberships)
    cycles = cycles_visible_to(actor).filter(mine).exclude(state=CycleState.CLOSED).distinct()
    return cycles.select_related("bloc").order_by("-year", "bloc")


def _movements(actor: Actor) -> QuerySet[Movement]:
    return movements_visible_to(actor)


def _may_withdraw(cycle: Cycle, run: set[int], may_keep: bool) -> bool:
    return cycle.state != CycleState.CLOSED and (cycle.bloc_id in run or may_keep)
