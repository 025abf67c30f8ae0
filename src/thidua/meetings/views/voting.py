"""The voter's phone: the door, what is open now, the paper, reading it over, the receipt."""

import secrets
from collections.abc import Sequence

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from thidua.access.middleware import SEAT
from thidua.common import clock
from thidua.common.actor import SeatActor, person_of
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest, secret
from thidua.meetings.enums import BallotMethod
from thidua.meetings.errors import VoteRefusedError
from thidua.meetings.facts.ballots import question_of
from thidua.meetings.facts.phones import pause_for
from thidua.meetings.facts.voters import voter_words
from thidua.meetings.forms.voting import CodeForm, PaperForm
from thidua.meetings.models import Ballot
from thidua.meetings.policies.ballots import VotePlace, VoterPlace, entry_of, may_cast, standing_code
from thidua.meetings.queries.ballots import (
    meetings_of_the_day,
    meetings_voted_by,
    motions_counted_at,
    names_of,
    open_rounds_of,
)
from thidua.meetings.queries.records import count_members
from thidua.meetings.services.casting import cast_vote, make_ticket
from thidua.meetings.services.doors import admit

PHONE = "phone"
"""The cookie that names a phone at the door, so that it is known again."""


def door(request: ActorRequest) -> HttpResponse:
    """Come in with a code; whoever has signed in finds the meetings at which he votes.

    The phone gets a name with the page, before it sends a code: so it is known again when the answer got lost.
    """
    if request.user.is_authenticated:
        return redirect("vote_door") if request.method == "POST" else _show_door(request, CodeForm())
    if isinstance(request.actor, SeatActor) and (held := standing_code(request.actor)) is not None:
        return redirect("vote", held.meeting_id)
    phone = request.get_signed_cookie(PHONE, default="") or secrets.token_urlsafe(16)
    answer = _come_in(request, phone)
    answer.set_signed_cookie(
        PHONE,
        phone,
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _come_in(request: ActorRequest, phone: str) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            admission = admit(typed=code, phone=phone, address=_address(request), now=clock.now())
        except DomainError as error:
            put_on_form(form, error)
        else:
            request.session.cycle_key()
            request.session[SEAT] = (admission.code, admission.phone, admission.name)
            return redirect("vote", admission.meeting)
    return _show_door(request, form)


def _show_door(request: ActorRequest, form: CodeForm) -> HttpResponse:
    """The way in; for whoever has signed in the meetings that vote now, and those of today at which he sits: their
    pages wait for the round, this one does not.
    """
    person = person_of(request.actor)
    voting = meetings_voted_by(person) if person is not None else []
    today = meetings_of_the_day(person, clock.today()) if person is not None else []
    waiting = [meeting for meeting in today if meeting not in voting]
    return render(request, "meetings/vote_door.html", {"form": form, "meetings": voting, "waiting": waiting})


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))


def leave(request: ActorRequest) -> HttpResponse:
    """Forget the seat on this phone, and the phone: who has the code comes in on it no more."""
    request.session.pop(SEAT, None)
    answer = redirect("vote_door")
    answer.delete_cookie(PHONE, samesite="Lax")
    return answer


def show(request: ActorRequest, place: VoterPlace) -> HttpResponse:
    """What the seat can vote on now."""
    pause = pause_for(count_members(place.meeting.pk))
    return render(request, "meetings/vote.html", _now_open(request, place) | {"pause": pause})


def show_live(request: ActorRequest, place: VoterPlace) -> HttpResponse:
    """The part that follows; nothing when nothing has changed, and that with as few questions as can be: all phones of
    a hall ask so again and again.
    """
    context = _now_open(request, place)
    if request.GET.get("da-xem") == context["state"]:
        return HttpResponse(status=204)
    return render(request, "meetings/_vote_live.html", context | {"pause": pause_for(count_members(place.meeting.pk))})


def _now_open(request: ActorRequest, place: VoterPlace) -> dict[str, object]:
    rounds = []
    for ballot in open_rounds_of(place.meeting.pk):
        entry = entry_of(request.actor, ballot)
        answer, why = may_cast(request.actor, ballot, entry)
        if entry is not None or place.line is None:
            rounds.append((ballot, entry, answer, why))
    counted = motions_counted_at(place.meeting.pk)
    state = ".".join(f"{ballot.pk}-{int(entry.has_voted) if entry else 2}" for ballot, entry, _a, _w in rounds)
    state += "".join(f"-{motion.pk}-{motion.version}" for motion in counted)
    return {
        "meeting": place.meeting,
        "place": place,
        "rounds": rounds,
        "counted": counted,
        "state": state or "0",
        "screen": BallotMethod.SCREEN,
    }


@secret
@sensitive_post_parameters()
@sensitive_variables()
def mark(request: ActorRequest, place: VotePlace) -> HttpResponse:
    """The paper; sent once it is read over (`step=read`), and again when it is dropped (`step=drop`)."""
    ballot, entry = place.ballot, place.entry
    names = names_of(ballot.motion_id)
    back = reverse("vote", args=[ballot.motion.meeting_id])
    answer, _why = may_cast(request.actor, ballot, entry)
    recused = entry.recused if entry is not None else ()
    form = PaperForm(request.POST or None, question=question_of(ballot), names=names, recused=recused)
    context: dict[str, object] = {
        "meeting": ballot.motion.meeting, "ballot": ballot, "entry": entry, "form": form, "back_url": back,
        "answer": answer, "recused": [names[code] for code in recused if code in names],
        "voters": voter_words(ballot.motion.meeting),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "drop":
            return _drop(request, ballot, form, context)
        if entry is not None and answer and not entry.has_voted:
            ticket = make_ticket(entry)
            return render(request, "meetings/vote_read.html", context | {"ticket": ticket, "fill": _fill(form)})
    if request.method == "POST" and request.POST.get("step") == "drop":
        return _drop(request, ballot, form, context)
    return render(request, "meetings/vote_paper.html", context)


@sensitive_variables()
def _fill(form: PaperForm) -> str:
    """What the page that reads the paper over lacks of its longest: whoever sees only how long answers are, in the log
    of a proxy or on the line, sees one length whatever was marked. Chance, for a proxy may press what repeats.
    """
    lacks = max(_length(form.told_at_most, form.posted_at_most) - _length(form.told, form.posted), 0)
    return secrets.token_hex(lacks)[:lacks]


@sensitive_variables()
def _length(told: Sequence[tuple[str, str]], posted: Sequence[tuple[str, str]]) -> int:
    parts = (("meetings/_vote_told.html", {"told": told}), ("meetings/_vote_posted.html", {"posted": posted}))
    return sum(len(render_to_string(template, shown).encode()) for template, shown in parts)


@sensitive_variables()
def _drop(request: ActorRequest, ballot: Ballot, form: PaperForm, context: dict[str, object]) -> HttpResponse:
    if not form.is_valid():
        return render(request, "meetings/vote_paper.html", context, status=400)
    try:
        receipt = cast_vote(actor=request.actor, ballot=ballot, ticket=form.cleaned_data["ticket"], paper=form.paper)
    except VoteRefusedError as error:
        return render(request, "meetings/vote_refused.html", context | {"error": error}, status=error.status)
    return render(request, "meetings/vote_receipt.html", context | {"receipt": receipt})
