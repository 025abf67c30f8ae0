"""The roll: everybody on one page, one line at a time, a unit's answer to its invitation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common import clock
from thidua.common.components.pages import Conflict
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_conflict
from thidua.common.views.saving import save
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingState
from thidua.meetings.facts.quorum import quorum_shown
from thidua.meetings.facts.voters import voter_words
from thidua.meetings.forms.records import AnswerForm, AttendeeForm
from thidua.meetings.forms.roll import RollForm
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.policies.meetings import may_keep_roll
from thidua.meetings.queries.choices import Choices, member_units_of, people_choices, people_of, unit_choices
from thidua.meetings.queries.records import roll_of
from thidua.meetings.services.roll import add_attendee, answer_invitation, edit_attendee, mark_roll


def show_roll(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Everybody on one page; who runs the meeting marks them all and saves once."""
    answer = may_keep_roll(request.actor, meeting)
    lines = roll_of(meeting.pk)
    context = {
        "meeting": meeting,
        "lines": lines,
        "quorum": quorum_shown(meeting, lines, clock.today()),
        "voters": voter_words(meeting),
        "may_edit": answer,
    }
    return render(request, "meetings/roll.html", context)


def mark(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Mark who is there. `?tat-ca=co-mat` starts with everybody present whom nobody marked."""
    lines = roll_of(meeting.pk)
    all_present = request.GET.get("tat-ca") == "co-mat"
    form = RollForm(request.POST or None, lines=lines, all_present=all_present)
    back = reverse("roll", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        try:
            changed = mark_roll(actor=request.actor, meeting=meeting, marks=form.marks)
        except StaleVersionError:
            stored = roll_of(meeting.pk)
            again = reverse("mark_roll", args=[meeting.pk])
            conflict = Conflict(form.conflict_rows(stored), form.fields_for(stored), request.path, again)
            return show_conflict(request, conflict)
        except DomainError as error:
            put_on_form(form, error)
        else:
            says = ngettext("Đã lưu điểm danh, đổi %(count)s dòng.", "Đã lưu điểm danh, đổi %(count)s dòng.", changed)
            messages.success(request, says % {"count": changed})
            return redirect(back)
    context = {"meeting": meeting, "form": form, "all_present": all_present, "back_url": back}
    return render(request, "meetings/mark_roll.html", context)


def add(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Put somebody on the roll."""
    is_planned = meeting.state == MeetingState.PLANNED
    initial = {
        "role": AttendanceRole.DELEGATE,
        "state": AttendanceState.INVITED if is_planned else AttendanceState.PRESENT,
    }
    form = AttendeeForm(request.POST or None, initial=initial, **_voices(meeting))
    back = reverse("roll", args=[meeting.pk])

    def deed() -> None:
        add_attendee(actor=request.actor, meeting=meeting, facts=form.facts, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm vào danh sách.")):
        return answer
    context = {
        "meeting": meeting,
        "form": form,
        "back_url": back,
        "title": _("Thêm người hoặc đơn vị dự họp"),
        "verb": _("Thêm vào danh sách"),
    }
    return render(request, "meetings/record_form.html", context)


def edit(request: ActorRequest, line: Attendance) -> HttpResponse:
    """Change a line."""
    form = AttendeeForm(request.POST or None, initial=AttendeeForm.values_of(line), **_voices(line.meeting))
    back = reverse("roll", args=[line.meeting_id])

    def deed() -> None:
        edit_attendee(actor=request.actor, line=line, facts=form.facts, version=form.read, now=clock.now())

    done = _("Đã lưu dòng này.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=AttendeeForm.values_of):
        return answer
    context = {
        "meeting": line.meeting,
        "form": form,
        "back_url": back,
        "title": _("Sửa dòng điểm danh"),
        "verb": _("Lưu dòng này"),
        "remove_url": reverse("remove_attendee", args=[line.pk]),
    }
    return render(request, "meetings/record_form.html", context)


def answer_for(request: ActorRequest, line: Attendance) -> HttpResponse:
    """Say whether the unit comes, and whom it sends."""
    people = people_of(line.unit, line.person) if line.unit else []
    form = AnswerForm(request.POST or None, initial=AnswerForm.values_of(line), people=people)
    back = reverse("meeting", args=[line.meeting_id])

    def deed() -> None:
        given = form.cleaned_data
        answer_invitation(
            actor=request.actor,
            line=line,
            coming=given["coming"] == "yes",
            person=given["person"],
            reason=given["reason"],
            version=form.read,
            now=clock.now(),
        )

    done = _("Đã trả lời lời mời.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=AnswerForm.values_of):
        return answer
    context = {
        "meeting": line.meeting,
        "form": form,
        "back_url": back,
        "title": _("Trả lời lời mời họp"),
        "verb": _("Gửi trả lời"),
        "chosen": line.words,
    }
    return render(request, "meetings/record_form.html", context)


def _voices(meeting: Meeting) -> dict[str, Choices]:
    members = member_units_of(meeting)
    return {
        "people": people_choices(meeting.bloc, members, meeting),
        "units": unit_choices(meeting.bloc, members),
    }
