"""The list of people of an activity: who is asked, who comes, who was there; tickets and the sheet to sign."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.enums import ParticipantState
from thidua.activities.facts.namesakes import NamesOnList
from thidua.activities.facts.records import standing_presences
from thidua.activities.facts.tickets import ticket_of
from thidua.activities.facts.words import when_of
from thidua.activities.forms.people import ChildForm, PeopleForm
from thidua.activities.models import Activity, Participant
from thidua.activities.queries import activity_with_parties
from thidua.activities.services import list_people, set_participant_state, take_off_list, tick_off, untick
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.qr import draw_qr
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.policy import Answer
from thidua.common.views.saving import save
from thidua.organisations.models import Person

BADGES = {
    ParticipantState.INVITED: "waiting",
    ParticipantState.SIGNED_UP: "info",
    ParticipantState.BOOKED: "ok",
    ParticipantState.WITHDRAWN: "plain",
}
CAME = "da-den"
NEVER_CAME = "khong-den"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person with what the actor may do about him."""

    participant: Participant
    badge: str
    parties: list[str]
    was_there: bool
    may_change: Answer


def show_people(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Everybody on the list, and the numbers that differ: signed up, with a place, there."""
    activity = activity_with_parties(activity.pk)
    lines = _lines(request.actor, activity)
    states = [line.participant.state for line in lines]
    context = {
        "activity": activity,
        "when": when_of(activity),
        "lines": lines,
        "counts": [(state, state.label, states.count(state)) for state in ParticipantState if state in states],
        "there": sum(line.was_there for line in lines),
        "may_list": policies.may_list_people(request.actor, activity),
        "CAME": CAME,
        "NEVER_CAME": NEVER_CAME,
    }
    return render(request, "activities/people.html", context)


def add_people(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Put people of one party on the list."""
    activity = activity_with_parties(activity.pk)
    parties = policies.parties_listed_by(request.actor, activity)
    units = [party.unit_id for party in parties if party.unit_id is not None]
    on_list = activity.participants.filter(person__isnull=False).values("person")
    people = Person.objects.filter(memberships__unit__in=units, memberships__until=None).exclude(pk__in=on_list)
    form = PeopleForm(
        request.POST or None,
        parties=parties,
        listed=NamesOnList(activity),
        people=people.distinct().order_by("sort_key"),
    )

    def deed() -> object:
        return list_people(
            actor=request.actor,
            activity=activity,
            party=form.party_chosen(),
            people=form.people_chosen(),
            guests=form.guests(),
            state=ParticipantState(form.cleaned_data["state"]),
            same=form.answers(),
            now=clock.now(),
        )

    page = _page_of(activity.pk)
    answer = save(request, form, deed, next_url=page, done=_("Đã ghi vào danh sách."))
    context = {"activity": activity, "form": form, "title": _("Thêm người"), "verb": _("Ghi vào danh sách")}
    return answer or render(request, "activities/form.html", context | {"back_url": page})


def add_child(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Put a child on the list, with whoever comes with it."""
    activity = activity_with_parties(activity.pk)
    parties = policies.parties_listed_by(request.actor, activity)
    form = ChildForm(request.POST or None, parties=parties, listed=NamesOnList(activity))

    def deed() -> object:
        return list_people(
            actor=request.actor,
            activity=activity,
            party=form.party_chosen(),
            guests=[form.guest()],
            same=form.answers(),
            now=clock.now(),
        )

    page = _page_of(activity.pk)
    answer = save(request, form, deed, next_url=page, done=_("Đã ghi vào danh sách."))
    context = {"activity": activity, "form": form, "title": _("Thêm trẻ em đi cùng"), "verb": _("Ghi vào danh sách")}
    return answer or render(request, "activities/form.html", context | {"back_url": page})


def set_state(request: ActorRequest, participant: Participant) -> HttpResponse:
    """A place, withdrawn, signed up again; there, not there after all."""
    wanted, actor = request.POST.get("thanh", ""), request.actor
    read = request.POST.get("phien_ban", "")
    version = int(read) if read.isdecimal() and len(read) < 10 else 0
    deeds: dict[str, Callable[[], object]] = {
        CAME: lambda: tick_off(actor=actor, participant=participant, now=clock.now()),
        NEVER_CAME: lambda: untick(actor=actor, participant=participant, now=clock.now()),
    }
    for state in ParticipantState:
        deeds[state] = partial(
            set_participant_state, actor=actor, participant=participant, state=state, version=version
        )
    if wanted in deeds:
        _try(request, deeds[wanted])
    return redirect(f"{_page_of(participant.activity_id)}#nguoi-{participant.pk}")


def drop(request: ActorRequest, participant: Participant) -> HttpResponse:
    """Take somebody off the list."""
    if _try(request, lambda: take_off_list(actor=request.actor, participant=participant)):
        messages.success(request, _("Đã bỏ %(name)s khỏi danh sách.") % {"name": participant.name})
    return redirect(_page_of(participant.activity_id))


def print_tickets(request: ActorRequest, activity: Activity) -> HttpResponse:
    """A ticket for everybody who comes, to be cut out."""
    activity = activity_with_parties(activity.pk)
    coming = [line for line in _lines(request.actor, activity) if line.participant.state != ParticipantState.WITHDRAWN]
    tickets: list[tuple[PersonLine, SafeString, str]] = [
        (line, _draw_ticket(ticket_of(activity.pk, line.participant.code)), _typed(line.participant)) for line in coming
    ]
    context = {"activity": activity, "when": when_of(activity), "tickets": tickets}
    return render(request, "activities/tickets.html", context)


@lru_cache(maxsize=1000)
def _draw_ticket(ticket: str) -> SafeString:
    """A ticket says the same for ever: who prints or looks again need not wait for its picture."""
    return draw_qr(ticket, looks_random=True)


def print_sheet(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The list to sign on paper, with empty lines for those who are not on it; its picture to scan leads to where they
    are ticked off.
    """
    activity = activity_with_parties(activity.pk)
    coming = [line for line in _lines(request.actor, activity) if line.participant.state != ParticipantState.WITHDRAWN]
    page = request.build_absolute_uri(reverse("people_of_activity", args=[activity.pk]))
    context = {
        "activity": activity,
        "when": when_of(activity),
        "lines": coming,
        "empty": range(12),
        "qr": draw_qr(page),
    }
    return render(request, "activities/sign_in_sheet.html", context)


def _lines(actor: Actor, activity: Activity) -> list[PersonLine]:
    """A constant number of queries."""
    people = list(activity.participants.select_related("person").prefetch_related("parties__party"))
    there = {row.body["person"] for row in standing_presences(activity, [each.code for each in people])}
    may_list = policies.may_list_people(actor, activity)
    found = []
    for each in people:
        each.activity = activity
        answer = policies.may_change_participant(actor, each) if may_list else may_list
        parties = [link.party.name for link in each.parties.all()]
        badge = BADGES[ParticipantState(each.state)]
        found.append(PersonLine(each, badge, parties, str(each.code) in there, answer))
    return found


def _typed(participant: Participant) -> str:
    """The code of a ticket as somebody types it where no camera opens."""
    letters = participant.code.hex
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _try(request: ActorRequest, deed: Callable[[], object]) -> bool:
    try:
        deed()
    except DomainError as error:
        messages.error(request, " ".join(each for each in (error.message, error.remedy) if each))
        return False
    return True


def _page_of(activity: int) -> str:
    return reverse("people_of_activity", args=[activity])
