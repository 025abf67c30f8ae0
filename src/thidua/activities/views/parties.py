"""The parties of an activity: named by whoever keeps the record, answering each for itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import PartyRole, PartyState
from thidua.activities.forms.parts import DeclineForm, PaperForm, PartyForm
from thidua.activities.models import Activity, ActivityParty
from thidua.activities.policies.parties import is_home
from thidua.activities.queries import PARTIES
from thidua.activities.services import add_party, confirm_party, decline_party, put_party_on_paper, remove_party
from thidua.activities.views.parts import page_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.http.routes import ActorRequest
from thidua.common.policy import Answer
from thidua.common.views.saving import save
from thidua.organisations.models import Agency, Bloc, Unit

BADGES = {
    PartyState.NAMED: "waiting",
    PartyState.CONFIRMED: "ok",
    PartyState.ON_PAPER: "plain",
    PartyState.DECLINED: "bad",
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party with what this person may do about it. `who` answers for it, in words; empty where nobody could."""

    party: ActivityParty
    badge: str
    is_home: bool
    who: str
    may_confirm: Answer
    may_decline: Answer
    may_put_on_paper: Answer
    may_remove: Answer


def party_lines(actor: Actor, activity: Activity) -> list[PartyLine]:
    """The parties in order; a constant number of queries."""
    lines = []
    prefetch_related_objects([activity], PARTIES)
    heard = policies.can_answer(list(activity.parties.all()))
    for party in activity.parties.all():
        party.activity = activity
        who = policies.answerer_of(party) if party.state == PartyState.NAMED and party.pk in heard else ""
        lines.append(
            PartyLine(
                party,
                BADGES[PartyState(party.state)],
                is_home(party),
                who,
                policies.may_confirm_party(actor, party),
                policies.may_decline_party(actor, party),
                policies.may_put_on_paper(actor, party, heard=heard),
                policies.may_remove_party(actor, party),
            )
        )
    return lines


def add_a_party(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Name one more party. Every bloc, unit and agency of the installation may be one: names are no secret."""
    groups = [
        (_("Khối, cụm thi đua"), Bloc.objects.filter(agency=activity.agency_id).order_by("code")),
        (_("Đơn vị"), Unit.objects.filter(agency=activity.agency_id, ended_on=None)),
        (_("Cơ quan"), Agency.objects.exclude(pk=activity.agency_id).order_by("sort_key")),
    ]
    form = PartyForm(request.POST or None, groups=groups)

    def deed() -> ActivityParty:
        data = form.cleaned_data
        return add_party(
            actor=request.actor,
            activity=activity,
            role=PartyRole(data["role"]),
            party=form.party_chosen(),
            name=data["name"],
            note=data["note"],
            now=clock.now(),
        )

    answer = save(
        request, form, deed, next_url=reverse("add_party", args=[activity.pk]), done=_("Đã thêm bên tham gia.")
    )
    context = page_of(activity, form, _("Các bên tham gia"), _("Thêm bên tham gia"))
    context["parties"] = party_lines(request.actor, activity)
    return answer or render(request, "activities/parties.html", context)


def remove_a_party(request: ActorRequest, party: ActivityParty) -> HttpResponse:
    """Take a party out."""
    remove_party(actor=request.actor, party=party)
    messages.success(request, _("Đã bỏ “%(name)s” khỏi hoạt động.") % {"name": party.name})
    return redirect("add_party", party.activity_id)


def confirm(request: ActorRequest, party: ActivityParty) -> HttpResponse:
    """The party says that it takes part."""
    confirm_party(actor=request.actor, party=party, now=clock.now())
    messages.success(request, _("Đã xác nhận: %(name)s tham gia hoạt động này.") % {"name": party.name})
    return redirect("activity", party.activity_id)


def decline(request: ActorRequest, party: ActivityParty) -> HttpResponse:
    """The party says that it does not take part, and why."""
    form = DeclineForm(request.POST or None)

    def deed() -> ActivityParty:
        return decline_party(actor=request.actor, party=party, reason=str(form.cleaned_data["reason"]), now=clock.now())

    done = _("Đã ghi câu trả lời.")
    return _answer(request, party, form, deed, _("%(name)s không tham gia") % {"name": party.name}, done)


def put_on_paper(request: ActorRequest, party: ActivityParty) -> HttpResponse:
    """Who keeps the record writes by which paper the party took part."""
    form = PaperForm(request.POST or None)

    def deed() -> ActivityParty:
        return put_party_on_paper(
            actor=request.actor, party=party, paper=str(form.cleaned_data["paper"]), now=clock.now()
        )

    done = _("Đã ghi giấy tờ.")
    return _answer(request, party, form, deed, _("%(name)s tham gia theo giấy tờ") % {"name": party.name}, done)


def _answer(
    request: ActorRequest,
    party: ActivityParty,
    form: BaseForm,
    deed: Callable[[], object],
    title: str,
    done: str,
) -> HttpResponse:
    page = reverse("activity", args=[party.activity_id])
    answer = save(request, form, deed, next_url=page, done=done)
    return answer or render(request, "activities/form.html", page_of(party.activity, form, title, _("Ghi lại")))
