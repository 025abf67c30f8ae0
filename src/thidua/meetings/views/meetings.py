"""Meetings: the list, one meeting, planning and changing it, recording that it was held or will not be."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.actor import person_of
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.common.references import Reference
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import press
from thidua.common.views.saving import save
from thidua.documents.queries import evidence_of, photos_of
from thidua.meetings.enums import AttendanceState, MeetingKind, MeetingState, StatementKind
from thidua.meetings.facts.ballot_words import outcome_words
from thidua.meetings.facts.quorum import quorum_shown
from thidua.meetings.facts.roll import roll_summary
from thidua.meetings.facts.timetable import timetable
from thidua.meetings.facts.vote_sentences import motion_of_post
from thidua.meetings.facts.voters import voter_words
from thidua.meetings.facts.words import when_words
from thidua.meetings.forms.meetings import CancelForm, MeetingForm
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.policies import meetings as policies
from thidua.meetings.policies.minutes import may_build_minutes, minutes_visible_to
from thidua.meetings.policies.people import OF_UNIT
from thidua.meetings.policies.places import SLUG_OF_KIND, SLUG_OF_ROLE
from thidua.meetings.policies.steps import may_credit_step, step_of
from thidua.meetings.queries.choices import cycle_choices, member_units_of, people_choices
from thidua.meetings.queries.lists import coming, of_year, past
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.meetings import cancel_meeting, edit_meeting, plan_meeting, record_held
from thidua.meetings.services.steps import record_step
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Bloc
from thidua.organisations.policies import blocs_visible_to
from thidua.organisations.queries import members_of
from thidua.publishing.enums import SnapshotKind, SourceKind
from thidua.publishing.policies.records import news_of, page_of

SHOWN = 20


def list_meetings(request: ActorRequest) -> HttpResponse:
    """What comes, then what was; `?khoi=` and `?nam=` narrow it."""
    visible = policies.meetings_visible_to(request.actor)
    blocs = list(blocs_visible_to(request.actor).order_by("name", "pk"))
    chosen = next((bloc for bloc in blocs if str(bloc.pk) == request.GET.get("khoi")), None)
    if chosen is not None:
        visible = visible.filter(bloc=chosen)
    year = request.GET.get("nam", "")
    if year.isascii() and year.isdigit() and len(year) == 4:
        visible = of_year(visible, int(year))
    else:
        year = ""
    older = past(visible)
    total = older.count()
    shown = list(older[: how_many(request, SHOWN)])
    context = {
        "coming": _rows(coming(visible)),
        "past": _rows(shown),
        "total": total,
        "blocs": blocs,
        "bloc": chosen,
        "year": year,
        "runs": list(policies.blocs_run_by(request.actor).order_by("name", "pk")),
    }
    return render(request, "meetings/meetings.html", context)


def show_meeting(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Everything of one meeting: timetable with papers, what was said and decided, minutes beside."""
    records = records_of(meeting.pk, with_rounds=False)
    meeting = records.meeting
    here = Reference("meeting", meeting.pk)
    item_refs = {item.pk: Reference("agenda_item", item.pk) for item in records.agenda}
    papers = evidence_of([here, *item_refs.values()])
    may_run = policies.may_run_meeting(request.actor, meeting)
    may_edit = policies.may_edit_meeting(request.actor, meeting)
    may_direct = policies.may_add_direction(request.actor, meeting)
    step = step_of(meeting)
    kinds = [
        (kind, SLUG_OF_KIND[kind], records.statements_of(kind), may_direct if kind == "DIRECTION" else may_edit)
        for kind in StatementKind
    ]
    context = {
        "meeting": meeting,
        "when": when_words(meeting),
        "slots": [(slot, papers[item_refs[slot.item.pk]]) for slot in timetable(meeting.starts_at, records.agenda)],
        "papers": papers[here],
        "photos": photos_of([here])[here],
        "kinds": kinds,
        "elections": [(each, motion_of_post(each, records.motions)) for each in records.elections],
        "posts": [(role, SLUG_OF_ROLE[role]) for role in LeadRole],
        "conclusions": records.conclusions,
        "motions": [(motion, outcome_words(motion)) for motion in records.motions],
        "quorum": quorum_shown(meeting, records.roll, clock.today()),
        "voters": voter_words(meeting),
        "summary": roll_summary(records.roll),
        "mine": _answerable(request, records.roll) if meeting.state == MeetingState.PLANNED else [],
        "minutes": minutes_visible_to(request.actor).filter(meeting=meeting).first(),
        "step": step,
        "may_run": may_run,
        "may_edit": may_edit,
        "may_keep_roll": policies.may_keep_roll(request.actor, meeting),
        "may_hold": policies.may_record_held(request.actor, meeting, clock.today()),
        "may_build": may_build_minutes(request.actor, meeting),
        "may_elect": policies.may_record_election(request.actor, meeting),
        "may_credit": may_credit_step(request.actor, meeting, step),
        "was_held": meeting.state not in (MeetingState.PLANNED, MeetingState.CANCELLED),
        "panels": panels_for("meeting", request.actor, meeting),
        "page": page_of(
            request.actor,
            meeting.agency,
            SnapshotKind.CONFERENCE,
            meeting.pk,
            policies.may_publish_conference(request.actor, meeting),
        ),
        "news": policies.may_draft_news(request.actor, meeting)
        and news_of(request.actor, meeting.agency, meeting.bloc, SourceKind.CONFERENCE, meeting.pk),
    }
    return render(request, "meetings/meeting.html", context)


def plan(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Call a meeting of the bloc."""
    people = people_choices(bloc, members_of(bloc.pk, clock.today().year))
    initial = {"kind": MeetingKind.CONFERENCE}
    form = MeetingForm(request.POST or None, initial=initial, people=people, cycles=cycle_choices(bloc))
    made: list[Meeting] = []

    def deed() -> None:
        made.append(plan_meeting(actor=request.actor, bloc=bloc, facts=form.facts, now=clock.now()))

    back = reverse("meetings")
    if answer := save(request, form, deed, back_url=back, done=_("Đã lên lịch cuộc họp và mời các đơn vị thành viên.")):
        return redirect("meeting", made[0].pk) if made else answer
    return render(request, "meetings/meeting_form.html", {"bloc": bloc, "form": form, "back_url": back})


def edit(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Change what is known of a meeting."""
    members = member_units_of(meeting)
    form = MeetingForm(
        request.POST or None,
        initial=MeetingForm.values_of(meeting),
        people=people_choices(meeting.bloc, members, meeting),
        cycles=cycle_choices(meeting.bloc),
    )
    back = reverse("meeting", args=[meeting.pk])

    def deed() -> None:
        edit_meeting(actor=request.actor, meeting=meeting, facts=form.facts, version=form.read, now=clock.now())

    done = _("Đã lưu thông tin cuộc họp.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=MeetingForm.values_of):
        return answer
    context = {"bloc": meeting.bloc, "meeting": meeting, "form": form, "back_url": back}
    return render(request, "meetings/meeting_form.html", context)


def hold(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Record that the meeting took place, after saying what follows."""
    back = reverse("meeting", args=[meeting.pk])
    if request.method == "POST":
        done = _("Đã ghi nhận cuộc họp đã diễn ra.")
        return press(
            request,
            lambda: record_held(actor=request.actor, meeting=meeting, now=clock.now()),
            back_url=back,
            done=done,
        )
    effects = [
        Effect(_("Đơn vị chưa điểm danh được ghi là chưa biết, không phải là vắng."), "user-check"),
        Effect(_("Ghi được kết quả bầu và dựng được biên bản."), "clipboard-text"),
    ]
    step = step_of(meeting)
    if step is not None:
        effects.append(
            Effect(
                _("Bước “%(step)s” của năm %(year)s được ghi là đã xong, nếu đã đủ.")
                % {"step": step.get_kind_display(), "year": step.cycle.year},
                "check",
            )
        )
    confirmation = Confirmation(
        title=_("Ghi nhận cuộc họp đã diễn ra"),
        verb=_("Ghi nhận đã họp"),
        effects=effects,
        back_url=back,
        chosen=f"{meeting.title}\n{when_words(meeting)}",
        chosen_label=_("Cuộc họp"),
        answer=policies.may_record_held(request.actor, meeting, clock.today()),
    )
    return show_confirmation(request, confirmation)


def cancel(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Record that the meeting will not take place."""
    form = CancelForm(request.POST or None)
    back = reverse("meeting", args=[meeting.pk])

    def deed() -> None:
        cancel_meeting(actor=request.actor, meeting=meeting, reason=form.cleaned_data["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi là không họp nữa.")):
        return answer
    effects = [
        Effect(_("Cuộc họp vẫn trong danh sách, kèm lý do."), "history"),
        Effect(_("Không sửa được gì ở cuộc họp này nữa."), "lock"),
        Effect(_("Các đơn vị không còn được nhắc trả lời lời mời."), "bell"),
    ]
    context = {
        "meeting": meeting,
        "form": form,
        "back_url": back,
        "title": _("Không họp nữa"),
        "verb": _("Ghi là không họp nữa"),
        "effects": effects,
        "is_destructive": True,
    }
    return render(request, "meetings/with_effects.html", context)


def credit(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Record the step of the year as done by this meeting."""
    return press(
        request,
        lambda: record_step(actor=request.actor, meeting=meeting, now=clock.now()),
        back_url=reverse("meeting", args=[meeting.pk]),
        done=_("Đã ghi bước này của năm là đã xong."),
    )


def _rows(meetings: list[Meeting]) -> list[tuple[Meeting, str]]:
    return [(meeting, when_words(meeting)) for meeting in meetings]


def _answerable(request: ActorRequest, roll: list[Attendance]) -> list[Attendance]:
    """The lines that the actor himself may answer for."""
    mine = request.actor.units_as(*OF_UNIT)
    person = person_of(request.actor)
    return [
        line
        for line in roll
        if line.state == AttendanceState.INVITED
        and (line.unit_id in mine or (person is not None and line.person_id == person))
    ]
