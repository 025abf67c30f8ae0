"""Prepare and follow a vote: the question, its rules and rounds, who takes no part, what others decided."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.charts import Chart, Series
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.common.views.pressing import press
from thidua.common.views.saving import save
from thidua.core.voting.errors import VoteError
from thidua.core.voting.receipts import read_code
from thidua.meetings.enums import BallotState, MotionForm, MotionPurpose
from thidua.meetings.facts.ballot_words import RoundResult, outcome_words, result_of_round, rules_in_words
from thidua.meetings.facts.ties import tied_units
from thidua.meetings.forms.motions import DecideForm, QuestionForm, ReasonForm, RecuseForm, first_values
from thidua.meetings.forms.voting import CodeForm
from thidua.meetings.models import Ballot, Meeting, Motion, MotionOption, Recusal
from thidua.meetings.policies import ballots as policies
from thidua.meetings.queries.ballots import elected_elsewhere, motion_with_parts, rounds_of
from thidua.meetings.queries.choices import member_units_of, year_of
from thidua.meetings.queries.records import roll_of
from thidua.meetings.queries.seats import seats_of
from thidua.meetings.services.motions import add_motion, edit_motion, end_recusal, recuse, void_motion
from thidua.meetings.services.results import decide_motion


def show(request: ActorRequest, motion: Motion) -> HttpResponse:
    """The question with its rules and every round; members look their code up here."""
    motion = motion_with_parts(motion.pk)
    rounds = rounds_of(motion)
    form = CodeForm(request.POST or None)
    context = {
        "motion": motion,
        "meeting": motion.meeting,
        "options": list(motion.options.all()),
        "rules": rules_in_words(motion, clock.today()),
        "outcome": outcome_words(motion),
        "results": [_chart(each) for each in map(_result, rounds) if each is not None],
        "rounds": rounds,
        "elsewhere": elected_elsewhere(motion),
        "open_round": next((each for each in rounds if each.state == BallotState.OPEN), None),
        "form": form,
        "found": _find_code(form, motion) if request.method == "POST" and form.is_valid() else None,
        "may_conduct_now": policies.may_add_motion(request.actor, motion.meeting),
        "may_run": policies.may_conduct(request.actor, motion.meeting),
        "may_edit": policies.may_edit_motion(request.actor, motion),
        "may_void": policies.may_void_motion(request.actor, motion),
        "may_open": policies.may_open_round(request.actor, motion),
        "may_decide": policies.may_decide_motion(request.actor, motion),
        "panels": panels_for("motion", request.actor, motion),
    }
    return render(request, "meetings/motion.html", context)


def _result(ballot: Ballot) -> RoundResult | None:
    return result_of_round(ballot) if ballot.counts is not None else None


def _chart(result: RoundResult) -> tuple[RoundResult, Chart | None]:
    """The count as bars; a ranking and hidden figures have none."""
    motion = result.ballot.motion
    if result.is_hidden or motion.form == MotionForm.RANK:
        return result, None
    labels = [row.words for row in result.rows]
    series = [
        Series(_("Đồng ý") if motion.form == MotionForm.APPROVE else _("Số phiếu"), [row.agree for row in result.rows])
    ]
    if motion.form == MotionForm.APPROVE:
        series.append(Series(_("Không đồng ý"), [row.disagree for row in result.rows], "grey"))
        series.append(Series(_("Không có ý kiến"), [row.abstain for row in result.rows], "ochre"))
    title = _("Kết quả vòng %(round)s") % {"round": result.ballot.number}
    return result, Chart(title, "stacked" if len(series) > 1 else "bars", labels, series, places=0)


def _find_code(form: CodeForm, motion: Motion) -> int | None:
    """The round in whose list the code stands; 0 when in none. A slip of the pen is said at the field."""
    try:
        code = read_code(form.cleaned_data["code"])
    except VoteError as error:
        form.add_error("code", error.say())
        return None
    return next((each.number for each in rounds_of(motion) if code in (each.codes or ())), 0)


def add(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """One more question; `?viec=LEAD` starts with the usual rules of an election of the head."""
    purpose = request.GET.get("viec", "")
    units = member_units_of(meeting)
    initial = first_values(purpose, year_of(meeting))
    if purpose:
        initial["units"] = tied_units(meeting) if purpose == MotionPurpose.TIE_BREAK else units
    form = QuestionForm(request.POST or None, initial=initial, units=units)

    def deed() -> Motion:
        return add_motion(actor=request.actor, meeting=meeting, facts=form.facts)

    if answer := save(
        request,
        form,
        deed,
        done=_("Đã lập nội dung bỏ phiếu."),
        next_url=lambda made: reverse("motion", args=[made.pk]),
    ):
        return answer
    return _form(
        request, meeting, form, reverse("conduct", args=[meeting.pk]), _("Thêm nội dung bỏ phiếu"), _("Lập nội dung")
    )


def edit(request: ActorRequest, motion: Motion) -> HttpResponse:
    """Change a question before its first round."""
    motion = motion_with_parts(motion.pk)
    stood = [option.unit for option in motion.options.all() if option.unit is not None]
    members = member_units_of(motion.meeting)
    units = [*members, *(unit for unit in stood if unit not in members)]
    form = QuestionForm(request.POST or None, initial=QuestionForm.values_of(motion), units=units)
    back = reverse("motion", args=[motion.pk])

    def deed() -> None:
        edit_motion(actor=request.actor, motion=motion, facts=form.facts, version=form.read)

    if answer := save(
        request, form, deed, back_url=back, done=_("Đã lưu nội dung bỏ phiếu."), stored=QuestionForm.values_of
    ):
        return answer
    return _form(request, motion.meeting, form, back, _("Sửa nội dung bỏ phiếu"), _("Lưu nội dung"))


def void(request: ActorRequest, motion: Motion) -> HttpResponse:
    """Declare the whole vote void, with its reason."""
    form = ReasonForm(request.POST or None)
    back = reverse("motion", args=[motion.pk])

    def deed() -> None:
        void_motion(actor=request.actor, motion=motion, reason=form.cleaned_data["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã hủy nội dung bỏ phiếu.")):
        return answer
    return _form(request, motion.meeting, form, back, _("Hủy nội dung bỏ phiếu"), _("Hủy nội dung này"), motion.title)


def leave_out(request: ActorRequest, option: MotionOption) -> HttpResponse:
    """Say who takes no part in one line of the list."""
    meeting = option.motion.meeting
    lines = [(seat.line, seat.words) for seat in seats_of(meeting, roll_of(meeting.pk))]
    form = RecuseForm(request.POST or None, lines=lines)
    back = reverse("motion", args=[option.motion_id])

    def deed() -> None:
        given = form.cleaned_data
        recuse(actor=request.actor, option=option, line_id=given["line"].pk, reason=given["reason"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi thành viên không biểu quyết.")):
        return answer
    return _form(request, meeting, form, back, _("Không biểu quyết vì có liên quan"), _("Ghi lại"), option.words)


def take_part(request: ActorRequest, recusal: Recusal) -> HttpResponse:
    """The member takes part after all."""
    return press(
        request,
        lambda: end_recusal(actor=request.actor, recusal=recusal),
        back_url=reverse("motion", args=[recusal.option.motion_id]),
        done=_("Thành viên này biểu quyết mục đó như các thành viên khác."),
    )


def decide(request: ActorRequest, motion: Motion) -> HttpResponse:
    """Write down what those named by the rules decided after the last round."""
    motion = motion_with_parts(motion.pk)
    last = [each for each in rounds_of(motion) if each.counts is not None][-1]
    left = last.counts["tied"] or [code for code in last.options if code not in last.counts["chosen"]]
    names = [(option.code, option.words) for option in motion.options.all() if option.code in left]
    form = DecideForm(request.POST or None, initial={"version": motion.version}, options=names)
    back = reverse("motion", args=[motion.pk])

    def deed() -> None:
        given = form.cleaned_data
        decide_motion(
            actor=request.actor,
            motion=motion,
            chosen=given["chosen"],
            words=given["words"],
            version=form.read,
            now=clock.now(),
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi quyết định.")):
        return answer
    return _form(
        request, motion.meeting, form, back, _("Ghi quyết định sau vòng cuối"), _("Ghi quyết định"), motion.title
    )


def _form(
    request: ActorRequest, meeting: Meeting, form: object, back: str, title: str, verb: str, chosen: str = ""
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "back_url": back, "title": title, "verb": verb, "chosen": chosen}
    return render(request, "meetings/record_form.html", context)
