"""Run the votes of a meeting: the conductor's page, the page for the hall, opening, counting, codes at the door."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from thidua.common import clock
from thidua.common.components.qr import draw_qr
from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest, secret
from thidua.common.policy import Answer
from thidua.common.refusals import noted
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.meetings.enums import BallotMethod, BallotState, MotionPurpose, MotionState
from thidua.meetings.facts.ballot_words import RoundResult, outcome_words, result_of_round
from thidua.meetings.facts.ballots import next_round, question_of
from thidua.meetings.facts.few_papers import expected_papers
from thidua.meetings.facts.members import roll_gap
from thidua.meetings.facts.phones import pause_for
from thidua.meetings.facts.quorum import quorum_shown
from thidua.meetings.facts.voters import voter_words
from thidua.meetings.forms.motions import OpenRoundForm, ReasonForm
from thidua.meetings.forms.voting import CountForm, PaperForm
from thidua.meetings.models import Attendance, Ballot, DoorCode, Meeting, Motion, RollEntry
from thidua.meetings.policies import ballots as policies
from thidua.meetings.policies.meetings import may_keep_roll
from thidua.meetings.queries.ballots import (
    awaited_of,
    elected_elsewhere,
    motion_with_parts,
    motions_of,
    roll_of_round,
    rolls_of_open_rounds,
    rounds_of,
)
from thidua.meetings.queries.records import agenda_of, count_members, roll_of
from thidua.meetings.queries.seats import Seat, seats_of
from thidua.meetings.services.doors import issue_code
from thidua.meetings.services.letters import note_letter, take_letter_back
from thidua.meetings.services.motions import void_round
from thidua.meetings.services.rounds import close_round, open_round, planned_round, record_hands
from thidua.meetings.services.tellers import enter_sheet
from thidua.meetings.services.written import enter_written, take_back_reading


@dataclass(frozen=True, slots=True)
class Line:
    """A question on the conductor's page or in the hall, with its round and who is awaited."""

    motion: Motion
    outcome: str
    open_round: Ballot | None
    voted: int
    expected: int
    awaited: list[RollEntry]
    absent: list[RollEntry]
    letters: int
    last: RoundResult | None
    may_open: Any
    sheets: int
    differ: Sequence[str]


# --- The two pages that follow --------------------------------------------------------------------------------------


def conduct(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Agenda, who is here, every question with its round: the secretary's page during the meeting."""
    context = _live(request, meeting)
    context |= {
        "agenda": agenda_of(meeting.pk),
        "gap": roll_gap(meeting, [seat for seat, _code in context["seats"]]),
        "pause": pause_for(count_members(meeting.pk)),
        "purposes": [(each.value, each.label) for each in MotionPurpose if policies.may_elect_at(meeting, each)],
        "may_add": policies.may_add_motion(request.actor, meeting),
        "may_keep_roll": may_keep_roll(request.actor, meeting),
    }
    return render(request, "meetings/conduct.html", context)


def conduct_live(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """The part of the conductor's page that follows the votes; nothing when nothing has changed."""
    return _part(request, meeting, "meetings/_conduct_live.html")


def hall(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """For the projector: what is voted, who is awaited, then the result. Never how anybody voted."""
    door = request.build_absolute_uri(reverse("vote_door"))
    context = _live(request, meeting) | {"door": door, "qr": draw_qr(door)}
    return render(request, "meetings/hall.html", context)


def hall_live(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """The part of the hall's page that follows."""
    return _part(request, meeting, "meetings/_hall_live.html")


def _part(request: ActorRequest, meeting: Meeting, template: str) -> HttpResponse:
    """What the page has seen is told by its two halves, votes and seats: a vote does not draw all seats again."""
    context = _live(request, meeting)
    seen = request.GET.get("da-xem", "")
    if seen == context["state"]:
        return HttpResponse(status=204)
    seats_changed = seen.partition("-")[2] != context["state"].partition("-")[2]
    return render(request, template, context | {"is_part": True, "seats_changed": seats_changed})


def _live(request: ActorRequest, meeting: Meeting) -> dict[str, Any]:
    roll = roll_of(meeting.pk)
    seats = seats_of(meeting, roll)
    rolls = rolls_of_open_rounds(meeting.pk)
    may_edit = policies.may_hold_votes(request.actor, meeting)
    lines = [_line(motion, rolls, seats, may_edit) for motion in motions_of(meeting.pk)]
    codes = {door.line_id: door for door in DoorCode.objects.filter(meeting=meeting, revoked_at__isnull=True)}
    told = [
        [
            line.motion.pk,
            line.motion.version,
            line.motion.state,
            line.voted,
            line.letters,
            line.sheets,
            list(line.differ),
        ]
        for line in lines
    ]
    doors = [[door.pk, bool(door.phone)] for door in codes.values()]
    marks = [[seat.line.pk, seat.is_present, seat.line.version] for seat in seats]
    state = f"{_digest(told)}-{_digest([doors, marks])}"
    under_way = [line for line in lines if line.open_round is not None]
    return {
        "meeting": meeting,
        "lines": lines,
        "current": under_way[-1] if under_way else None,
        "also_open": under_way[:-1],
        "latest": max((line for line in lines if line.last is not None), key=_closed_at, default=None),
        "seats": [(seat, codes.get(seat.line.pk)) for seat in seats],
        "let_in": [seat.words for seat in seats if (code := codes.get(seat.line.pk)) and code.phone],
        "handed": [seat.words for seat in seats if (code := codes.get(seat.line.pk)) and not code.phone],
        "quorum": quorum_shown(meeting, roll, clock.today()),
        "voters": voter_words(meeting),
        "state": state,
        "may_run": policies.may_conduct(request.actor, meeting),
    }


def _digest(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16]


def _line(motion: Motion, rolls: dict[int, list[RollEntry]], seats: list[Seat], may_edit: Answer) -> Line:
    rounds = rounds_of(motion)
    standing = next((each for each in rounds if each.state == BallotState.OPEN), None)
    roll = rolls.get(standing.pk, []) if standing is not None else []
    counted = [each for each in rounds if each.counts is not None]
    is_waiting = motion.state in (MotionState.DRAFT, MotionState.BETWEEN)
    is_paper = standing is not None and standing.method == BallotMethod.PAPER
    return Line(
        motion=motion,
        outcome=outcome_words(motion),
        open_round=standing,
        voted=sum(entry.has_voted for entry in roll),
        expected=sum(entry.has_voted or (entry.is_present and not _stands_aside(entry, standing)) for entry in roll),
        awaited=[
            entry for entry in roll if entry.is_present and not entry.has_voted and not _stands_aside(entry, standing)
        ],
        absent=[entry for entry in roll if not entry.is_present and not entry.has_voted],
        letters=sum(entry.is_written for entry in roll),
        last=result_of_round(counted[-1]) if counted else None,
        may_open=(may_edit and policies.is_ready(motion, seats)) if is_waiting else None,
        sheets=len(standing.sheets.all()) if is_paper and standing is not None else 0,
        differ=standing.differ if is_paper and standing is not None else (),
    )


def _closed_at(line: Line) -> datetime:
    assert line.last is not None
    assert line.last.ballot.closed_at is not None
    return line.last.ballot.closed_at


def _stands_aside(entry: RollEntry, ballot: Ballot | None) -> bool:
    return ballot is not None and set(entry.recused) >= set(ballot.options)


# --- Rounds ---------------------------------------------------------------------------------------------------------


def start(request: ActorRequest, motion: Motion) -> HttpResponse:
    """Choose how the round is voted, see what opening it does, open it."""
    motion = motion_with_parts(motion.pk)
    roll = roll_of(motion.meeting_id)
    people = [(line.person, line.words) for line in roll if line.person is not None and line.person.user_id]
    secretary = motion.meeting.secretary
    if secretary is not None and secretary.user_id and secretary.pk not in {person.pk for person, _words in people}:
        people.append((secretary, motion.meeting.secretary_words or str(secretary)))
    form = OpenRoundForm(request.POST or None, initial={"version": motion.version}, people=people)
    back = reverse("conduct", args=[motion.meeting_id])

    def deed() -> None:
        given = form.cleaned_data
        open_round(
            actor=request.actor,
            motion=motion,
            method=BallotMethod(given["method"]),
            version=form.read,
            now=clock.now(),
            tellers=given["tellers"],
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã mở bỏ phiếu.")):
        return answer
    plan = next_round(motion)
    seats = seats_of(motion.meeting, roll)
    names = {option.code: option.words for option in motion.options.all()}
    context = {
        "meeting": motion.meeting,
        "motion": motion,
        "form": form,
        "back_url": back,
        "number": plan.number,
        "names": [names[code] for code in plan.options],
        "seats": seats,
        "pause": pause_for(count_members(motion.meeting_id)),
        "expected": expected_papers(motion, plan, seats),
        "gap": roll_gap(motion.meeting, seats),
        "elsewhere": elected_elsewhere(motion),
        "quorum": quorum_shown(motion.meeting, roll, clock.today()),
        "voters": voter_words(motion.meeting),
    }
    return render(request, "meetings/open_round.html", context)


def close(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """Ask first: what counting does and, when somebody present has not voted, why it does not wait; then count."""
    back = reverse("conduct", args=[ballot.motion.meeting_id])
    awaited = awaited_of(ballot)
    form = ReasonForm(request.POST or None) if awaited else Form(request.POST or None)

    def deed() -> None:
        reason = form.cleaned_data.get("reason", "")
        close_round(actor=request.actor, ballot=ballot, now=clock.now(), reason=reason)

    if answer := save(request, form, deed, back_url=back, done=_("Đã kiểm phiếu.")):
        return answer
    context = {
        "meeting": ballot.motion.meeting,
        "ballot": ballot,
        "form": form,
        "awaited": awaited,
        "back_url": back,
        "pause": pause_for(count_members(ballot.motion.meeting_id)),
    }
    return render(request, "meetings/close_round.html", context)


def void(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """Stop an open round uncounted, with the reason."""
    form = ReasonForm(request.POST or None)
    back = reverse("conduct", args=[ballot.motion.meeting_id])

    def deed() -> None:
        void_round(actor=request.actor, ballot=ballot, reason=form.cleaned_data["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã hủy vòng bỏ phiếu, không kiểm.")):
        return answer
    context = {
        "meeting": ballot.motion.meeting,
        "form": form,
        "back_url": back,
        "title": _("Hủy vòng bỏ phiếu, không kiểm"),
        "verb": _("Hủy vòng này"),
        "chosen": str(ballot),
    }
    return render(request, "meetings/record_form.html", context)


def hands(request: ActorRequest, motion: Motion) -> HttpResponse:
    """Record a show of hands."""
    motion = motion_with_parts(motion.pk)
    plan = planned_round(motion)
    standing = Ballot(motion=motion, options=list(plan.options), most=plan.most)
    names = {option.code: option.words for option in motion.options.all()}
    form = CountForm(request.POST or None, question=question_of(standing), names=names, with_papers=False)
    back = reverse("conduct", args=[motion.meeting_id])

    def deed() -> None:
        version = posted_version(request)
        record_hands(actor=request.actor, motion=motion, tally=form.tally, version=version, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi kết quả giơ tay.")):
        return answer
    context = {"meeting": motion.meeting, "motion": motion, "form": form, "back_url": back, "version": motion.version}
    return render(request, "meetings/count_form.html", context | {"title": _("Ghi kết quả giơ tay biểu quyết")})


def slips(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """The slips of a round on paper, one for each member, to print and cut."""
    motion = motion_with_parts(ballot.motion_id)
    options = [option for option in motion.options.all() if option.code in ballot.options]
    context = {
        "meeting": motion.meeting,
        "motion": motion,
        "ballot": ballot,
        "options": options,
        "some_stand_aside": bool(ballot.recused),
        "copies": range(ballot.members),
    }
    return render(request, "meetings/slips.html", context)


def count_papers(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """A teller enters what he counted."""
    motion = motion_with_parts(ballot.motion_id)
    ballot.motion = motion
    names = {option.code: option.words for option in motion.options.all()}
    absent = [entry for entry in roll_of_round(ballot.pk) if not entry.is_present]
    form = CountForm(
        request.POST or None,
        question=question_of(ballot),
        names=names,
        with_papers=True,
        with_letters=bool(absent),
    )
    back = reverse("motion", args=[motion.pk])
    done: list[bool] = []

    def deed() -> None:
        done.append(
            enter_sheet(
                actor=request.actor,
                ballot=ballot,
                issued=form.cleaned_data["issued"],
                letters=form.letters,
                tally=form.tally,
                now=clock.now(),
            )
        )

    if request.method == "POST" and form.is_valid():
        answer = save(request, form, deed, done=_("Đã nhập kết quả đếm của anh/chị."), back_url=back)
        if answer is not None:
            ballot.refresh_from_db()
            return redirect("count_papers", ballot.pk) if ballot.differ and not done[0] else answer
    context = {
        "meeting": motion.meeting,
        "motion": motion,
        "form": form,
        "back_url": back,
        "title": _("Nhập kết quả đếm phiếu giấy"),
        "absent": absent,
        "letters": [entry.words for entry in absent if entry.is_written],
        "differ": ballot.differ,
        "is_waiting": ballot.sheets.filter(teller=request.user.pk).exists(),
    }
    return render(request, "meetings/count_form.html", context)


def note_letter_of(request: ActorRequest, entry: RollEntry) -> HttpResponse:
    """An absent member's letter has arrived."""
    back = reverse("conduct", args=[entry.ballot.motion.meeting_id])
    done = _("Đã ghi nhận phiếu gửi. Tổ kiểm phiếu mở phong bì và bỏ phiếu vào hòm.")
    return press(request, lambda: note_letter(actor=request.actor, entry=entry), back_url=back, done=done)


def take_back_letter_of(request: ActorRequest, entry: RollEntry) -> HttpResponse:
    """No letter came after all."""
    back = reverse("conduct", args=[entry.ballot.motion.meeting_id])
    done = _("Đã bỏ ghi nhận phiếu gửi.")
    return press(request, lambda: take_letter_back(actor=request.actor, entry=entry), back_url=back, done=done)


@secret
@sensitive_post_parameters()
@sensitive_variables()
def enter_letter(request: ActorRequest, entry: RollEntry) -> HttpResponse:
    """One of two people enters the written vote of an absent member."""
    motion = motion_with_parts(entry.ballot.motion_id)
    ballot = entry.ballot
    ballot.motion = motion
    names = {option.code: option.words for option in motion.options.all()}
    form = PaperForm(request.POST or None, question=question_of(ballot), names=names, recused=entry.recused)
    back = reverse("conduct", args=[motion.meeting_id])
    made: list[Any] = []

    def deed() -> None:
        made.append(enter_written(actor=request.actor, entry=entry, paper=form.paper))

    if request.method == "POST" and "again" in request.POST:
        return press(
            request, lambda: take_back_reading(actor=request.actor, entry=entry), back_url=request.path,
            done=_("Đã xóa lần nhập. Nhập lại từ đầu."),
        )  # fmt: skip
    if answer := save(request, form, deed, back_url=back, done=_("Đã nhập phiếu viết.")):
        if made and made[0].code is not None:
            context = {
                "meeting": motion.meeting,
                "motion": motion,
                "entry": entry,
                "code": made[0].code,
                "back_url": back,
            }
            return render(request, "meetings/written_done.html", context)
        return answer
    first = getattr(entry, "written", None)
    context = {
        "meeting": motion.meeting,
        "motion": motion,
        "form": form,
        "entry": entry,
        "first": first,
        "back_url": back,
    }
    return render(request, "meetings/written_form.html", context)


def publish(request: ActorRequest, ballot: Ballot) -> HttpResponse:
    """The published record as a file that anybody can count again."""
    if not ballot.published:
        raise noted(NotVisibleError(_("Vòng này không có danh sách phiếu để tải.")))
    answer = HttpResponse(ballot.published, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="bo-phieu-{ballot.pk}.json"'
    return answer


# --- The door -------------------------------------------------------------------------------------------------------


def give_code(request: ActorRequest, line: Attendance) -> HttpResponse:
    """Make a new code for a seat and show it once, to print or to read out."""
    code = issue_code(actor=request.actor, line=line, now=clock.now())
    door = request.build_absolute_uri(reverse("vote_door"))
    context = {"meeting": line.meeting, "line": line, "code": code, "door": door, "qr": draw_qr(door)}
    return render(request, "meetings/door_code.html", context)
