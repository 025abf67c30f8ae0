"""Who sees a meeting, who runs it, who answers an invitation, who adds the superior's direction."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.policies import cycles_visible_to
from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.meetings.enums import (
    AttendanceState,
    BallotState,
    MeetingKind,
    MeetingState,
    MinutesState,
    MotionState,
    StatementKind,
)
from thidua.meetings.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Conclusion,
    ElectionRecord,
    Meeting,
    Minutes,
    Motion,
    Statement,
)
from thidua.meetings.policies.people import OF_UNIT, acts_for_the_body
from thidua.organisations.models import Bloc
from thidua.organisations.policies import IN_BLOC, WHOLE_AGENCY
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies import may_publish_for, may_withdraw_of, may_write_of


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the actor's agencies and blocs, of years he sees, and those to which he or his unit was invited."""
    mine = Q(attendances__unit__in=actor.units_as(*OF_UNIT))
    if (person := person_of(actor)) is not None:
        mine |= Q(attendances__person=person) | Q(chair=person) | Q(secretary=person)
    return Meeting.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(bloc__in=actor.blocs_as(*IN_BLOC))
        | Q(cycle__in=cycles_visible_to(actor).values("pk"))
        | Q(pk__in=Meeting.objects.filter(mine).values("pk"))
    )


def agenda_visible_to(actor: Actor) -> QuerySet[AgendaItem]:
    """Items of the meetings the actor sees."""
    return AgendaItem.objects.filter(meeting__in=meetings_visible_to(actor)).select_related("meeting__bloc")


def attendances_visible_to(actor: Actor) -> QuerySet[Attendance]:
    """Lines of the rolls of the meetings the actor sees."""
    return Attendance.objects.filter(meeting__in=meetings_visible_to(actor)).select_related("meeting__bloc", "unit")


def statements_visible_to(actor: Actor) -> QuerySet[Statement]:
    """What was said at the meetings the actor sees."""
    return Statement.objects.filter(meeting__in=meetings_visible_to(actor)).select_related("meeting__bloc")


def conclusions_visible_to(actor: Actor) -> QuerySet[Conclusion]:
    """What was concluded at the meetings the actor sees."""
    return Conclusion.objects.filter(meeting__in=meetings_visible_to(actor)).select_related("meeting__bloc")


def elections_visible_to(actor: Actor) -> QuerySet[ElectionRecord]:
    """Choices made at the meetings the actor sees."""
    return ElectionRecord.objects.filter(meeting__in=meetings_visible_to(actor)).select_related("meeting__bloc")


def blocs_run_by(actor: Actor) -> QuerySet[Bloc]:
    """Blocs whose meetings the actor runs."""
    return Bloc.objects.filter(
        Q(pk__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    )


def runs_meetings_of(actor: Actor, bloc_id: int, agency_id: int) -> bool:
    """Whether the actor is the bloc's secretary or the standing office of its agency."""
    return bloc_id in actor.blocs_as(Role.BLOC_SECRETARY) or agency_id in actor.agencies_as(Role.STANDING_OFFICE)


def may_plan_meeting(actor: Actor, bloc: Bloc) -> Answer:
    """Whether the actor may call a meeting of the bloc."""
    return YES if runs_meetings_of(actor, bloc.pk, bloc.agency_id) else _not_the_secretary(bloc)


def may_run_meeting(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor runs the meeting, whatever its state."""
    if runs_meetings_of(actor, meeting.bloc_id, meeting.agency_id):
        return YES
    return _not_the_secretary(meeting.bloc)


def may_edit_meeting(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may change the records of the meeting: until the secretary has signed its minutes."""
    return _both(may_run_meeting(actor, meeting), is_editable(meeting))


def may_keep_roll(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may say who is expected and who came: what gives a vote."""
    return _both(may_edit_meeting(actor, meeting), acts_for_the_body(actor))


def may_edit_part(actor: Actor, part: AgendaItem | Attendance | Conclusion | ElectionRecord) -> Answer:
    """The same for a part of a meeting; of the roll, what gives a vote stays while a round is open."""
    if not isinstance(part, Attendance):
        return may_edit_meeting(actor, part.meeting)
    answer = may_keep_roll(actor, part.meeting)
    return _both(answer, is_roll_free(part.meeting)) if answer else answer


def may_record_held(actor: Actor, meeting: Meeting, today: date) -> Answer:
    """Whether the actor may record that the meeting took place: not before its first possible day."""
    answer = _both(may_run_meeting(actor, meeting), _is_planned(meeting))
    first = meeting.held_on.earliest
    if not answer or first is None or first <= today:
        return answer
    return refused(
        _("Ngày họp %(day)s chưa tới.") % {"day": f"{first:%d/%m/%Y}"}, remedy=_("Sửa ngày họp nếu đã họp sớm hơn.")
    )


def may_cancel(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may record that the meeting will not take place: not after something was voted on there."""
    answer = _both(_both(may_run_meeting(actor, meeting), _is_planned(meeting)), has_no_vote_under_way(meeting))
    if not answer or not _has_counted(meeting):
        return answer
    return refused(
        _("Cuộc họp đã có vòng bỏ phiếu được kiểm nên không ghi là không họp."), remedy=_("Ghi nhận đã họp.")
    )


def may_publish_conference(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may announce it to everybody: the standing office, a conference whose day is known."""
    answer = may_publish_for(actor, meeting.agency)
    if not answer:
        return answer
    if meeting.kind != MeetingKind.CONFERENCE:
        return refused(_("Chỉ báo trước hội nghị của khối."))
    if meeting.state != MeetingState.PLANNED:
        return refused(_("Chỉ báo trước hội nghị chưa họp."))
    if meeting.exact_day is None:
        return refused(_("Chưa rõ ngày nên chưa đưa vào lịch được."), remedy=_("Ghi ngày rồi công bố."))
    return answer


def may_withdraw_conference(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may take the announcement back."""
    return may_withdraw_of(actor, meeting.agency, SnapshotKind.CONFERENCE, meeting.pk)


def may_draft_news(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may begin an article of it: who writes of its bloc, once it was held. What a council discusses
    is not for the public.
    """
    answer = may_write_of(actor, meeting.agency, meeting.bloc)
    if not answer:
        return answer
    if meeting.kind == MeetingKind.COUNCIL_SESSION:
        return refused(_("Phiên họp của Hội đồng không thành tin công khai."))
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return refused(_("Chỉ viết tin về cuộc họp đã họp."))
    return answer


def may_answer_invitation(actor: Actor, line: Attendance) -> Answer:
    """Whether the actor may say that the invited unit or person comes: himself, his unit, or who runs the meeting."""
    mine = line.unit_id in actor.units_as(*OF_UNIT) or (
        line.person_id is not None and line.person_id == person_of(actor)
    )
    if not mine and not runs_meetings_of(actor, line.meeting.bloc_id, line.meeting.agency_id):
        return refused(_("Chỉ đơn vị hoặc người được mời trả lời lời mời này."), who=line.words)
    if not mine and not (answer := acts_for_the_body(actor)):
        return answer
    return _both(_both(_is_planned(line.meeting), _was_invited(line)), is_roll_free(line.meeting))


def may_add_direction(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may write down the superior's direction: the superior's observer, or who runs the meeting."""
    observes = meeting.bloc_id in actor.blocs_as(Role.OBSERVER) or meeting.agency_id in actor.agencies_as(Role.OBSERVER)
    return _both(YES if observes else may_run_meeting(actor, meeting), is_editable(meeting))


def may_add_statement(actor: Actor, meeting: Meeting, kind: StatementKind) -> Answer:
    """Whether the actor may record something that was read or said."""
    if kind == StatementKind.DIRECTION:
        return may_add_direction(actor, meeting)
    return may_edit_meeting(actor, meeting)


def may_edit_statement(actor: Actor, statement: Statement) -> Answer:
    """Whether the actor may change what was recorded as read or said."""
    return may_add_statement(actor, statement.meeting, StatementKind(statement.kind))


def may_record_election(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may record who was chosen: a fact of a meeting that was held."""
    if not (answer := may_edit_meeting(actor, meeting)):
        return answer
    if meeting.state == MeetingState.PLANNED:
        return refused(
            _("Cuộc họp chưa diễn ra nên chưa có kết quả bầu."), remedy=_("Ghi nhận đã họp trước, rồi ghi kết quả.")
        )
    return YES


def may_make_task(actor: Actor, conclusion: Conclusion) -> Answer:
    """Whether the actor may make a task of a conclusion: who runs the meeting, also after the minutes were adopted."""
    if conclusion.meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return refused(_("Cuộc họp chưa diễn ra nên kết luận chưa thành nhiệm vụ."))
    return may_run_meeting(actor, conclusion.meeting)


def is_editable(meeting: Meeting) -> Answer:
    """Whether the records of the meeting may still change, whoever asks."""
    if meeting.state == MeetingState.CANCELLED:
        return refused(_("Cuộc họp này không tổ chức nữa nên không sửa được."))
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if minutes is not None and minutes.state == MinutesState.SIGNED:
        return refused(
            _("Thư ký đã ký biên bản, hồ sơ cuộc họp tạm khóa."),
            remedy=_("Chủ trì trả lại biên bản thì sửa được."),
            who=str(meeting.chair or ""),
        )
    if meeting.state == MeetingState.ADOPTED:
        return refused(_("Biên bản đã thông qua, hồ sơ cuộc họp đã chốt."))
    return YES


def has_no_vote_under_way(meeting: Meeting) -> Answer:
    """Whether every question put to the vote has its end: nothing is open, waits for a round or for somebody."""
    standing = Motion.objects.filter(
        meeting=meeting, state__in=(MotionState.VOTING, MotionState.BETWEEN, MotionState.UNDECIDED)
    ).first()
    if standing is None:
        return YES
    return refused(
        _("Nội dung bỏ phiếu “%(title)s” chưa xong (%(state)s).")
        % {"title": standing.title, "state": standing.get_state_display()},
        remedy=_("Kiểm phiếu, bỏ vòng tiếp, ghi quyết định hoặc hủy nội dung đó trước."),
        who=who_runs(meeting),
    )


def may_change_ground(meeting: Meeting, changed: Collection[str]) -> Answer:
    """Whether that on which votes stand may change: of `changed` (`kind`, `cycle`, `held_on`, `quorum`) nothing while a
    round is open, kind and year not before every question has its end, the kind not after a count, whoever asks.

    The kind says whether units or persons vote, and so who stood on the roll of a round and of whom shares were taken.
    """
    states = set(Motion.objects.filter(meeting=meeting).values_list("state", flat=True))
    if MotionState.VOTING in states and set(changed) & {"kind", "cycle", "held_on", "quorum"}:
        return refused(
            _(
                "Đang có vòng bỏ phiếu mở nên loại cuộc họp, năm thi đua, ngày họp và mức cần có mặt giữ nguyên: danh "
                "sách và quy tắc của vòng ấy tính theo đó."
            ),
            remedy=_("Kiểm phiếu hoặc hủy vòng đó trước. Các thông tin khác vẫn sửa được."),
        )
    if states & {MotionState.BETWEEN, MotionState.UNDECIDED} and set(changed) & {"kind", "cycle"}:
        return refused(
            _("Có nội dung bỏ phiếu chưa xong nên loại cuộc họp và năm thi đua giữ nguyên."),
            remedy=_("Bỏ phiếu xong, ghi quyết định hoặc hủy nội dung đó trước."),
        )
    if "kind" in changed and _has_counted(meeting):
        return refused(
            _(
                "Cuộc họp đã có vòng bỏ phiếu được kiểm nên loại cuộc họp giữ nguyên: ai có phiếu, tỷ lệ tính trên ai "
                "đều theo loại này."
            ),
            remedy=_("Ghi nhầm loại thì lập cuộc họp mới; cuộc họp này giữ hồ sơ bỏ phiếu của nó."),
        )
    return YES


def _has_counted(meeting: Meeting) -> bool:
    return Ballot.objects.filter(motion__meeting=meeting, state=BallotState.CLOSED).exists()


def is_roll_free(meeting: Meeting) -> Answer:
    """Whether the roll may change: not while a round of voting is open, whose voters it froze."""
    if Ballot.objects.filter(motion__meeting=meeting, state=BallotState.OPEN).exists():
        return refused(
            _("Đang có vòng bỏ phiếu mở nên danh sách người dự đã chốt."),
            remedy=_("Kiểm phiếu hoặc hủy vòng đó trước, rồi sửa danh sách."),
        )
    return YES


def who_runs(meeting: Meeting) -> str:
    """Who can help with what concerns the meeting."""
    return _("Thư ký %(bloc)s") % {"bloc": meeting.bloc.name}


def _is_planned(meeting: Meeting) -> Answer:
    if meeting.state == MeetingState.PLANNED:
        return YES
    return refused(_("Cuộc họp này không còn ở bước chuẩn bị (%(state)s).") % {"state": meeting.get_state_display()})


def _was_invited(line: Attendance) -> Answer:
    if line.state == AttendanceState.INVITED:
        return YES
    return refused(_("Thư ký đã ghi điểm danh của dòng này."))


def _not_the_secretary(bloc: Bloc) -> Answer:
    return refused(
        _("Chỉ thư ký khối và cơ quan thường trực làm được việc này."),
        who=_("Thư ký %(bloc)s") % {"bloc": bloc.name},
    )


def _both(first: Answer, second: Answer) -> Answer:
    """The first answer that refuses, else yes."""
    return first if not first else second


def may_change_part(actor: Actor, part: AgendaItem | Attendance | Conclusion | ElectionRecord | Statement) -> Answer:
    """Whether the actor may move or take out a part of a meeting."""
    return may_edit_statement(actor, part) if isinstance(part, Statement) else may_edit_part(actor, part)
