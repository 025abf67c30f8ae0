"""Who reads minutes, who amends them, and the two people who finish them. Nobody finishes his own case."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.meetings.enums import AmendmentState, MeetingState, MinutesState
from thidua.meetings.models import Amendment, Meeting, Minutes, MinutesLine
from thidua.meetings.policies.meetings import has_no_vote_under_way, may_run_meeting, meetings_visible_to, who_runs
from thidua.meetings.policies.people import attended_as, is_chair, user_of


def minutes_visible_to(actor: Actor) -> QuerySet[Minutes]:
    """Minutes of the meetings the actor sees; a draft only to those who write it and to the chair."""
    writers = Q(meeting__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(
        agency__in=actor.agencies_as(Role.STANDING_OFFICE)
    )
    if (person := person_of(actor)) is not None:
        writers |= Q(meeting__chair=person)
    return Minutes.objects.filter(
        ~Q(state=MinutesState.DRAFT) | writers, meeting__in=meetings_visible_to(actor)
    ).select_related("meeting__bloc", "meeting__chair")


def lines_visible_to(actor: Actor) -> QuerySet[MinutesLine]:
    """Sentences of the minutes the actor sees."""
    return MinutesLine.objects.filter(minutes__in=minutes_visible_to(actor)).select_related(
        "minutes__meeting__bloc", "minutes__meeting__chair"
    )


def amendments_visible_to(actor: Actor) -> QuerySet[Amendment]:
    """Amendments to the minutes the actor sees: all attendees see what is proposed."""
    return Amendment.objects.filter(minutes__in=minutes_visible_to(actor)).select_related(
        "minutes__meeting__bloc", "minutes__meeting__chair", "line"
    )


def may_build_minutes(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may draft the minutes: after the meeting was held, once."""
    if not (answer := may_run_meeting(actor, meeting)):
        return answer
    if meeting.state == MeetingState.PLANNED:
        return refused(_("Cuộc họp chưa diễn ra."), remedy=_("Ghi nhận đã họp trước khi dựng biên bản."))
    if meeting.state != MeetingState.HELD:
        return refused(_("Biên bản của cuộc họp này đã có."))
    return YES


def may_edit_minutes(actor: Actor, minutes: Minutes) -> Answer:
    """Whether the actor may write in the minutes: until the secretary has signed."""
    if not (answer := may_run_meeting(actor, minutes.meeting)):
        return answer
    return _unless_finished(minutes)


def may_edit_line(actor: Actor, line: MinutesLine) -> Answer:
    """The same for one sentence."""
    return may_edit_minutes(actor, line.minutes)


def may_open_for_amendment(actor: Actor, minutes: Minutes) -> Answer:
    """Whether the actor may send the draft to those who attended."""
    return may_edit_minutes(actor, minutes)


def may_propose_amendment(actor: Actor, minutes: Minutes, today: date | None = None) -> Answer:
    """Whether the actor may propose an amendment: only who attended, while they are open, through the day set."""
    if not attended_as(actor).filter(meeting=minutes.meeting_id).exists():
        return refused(
            _("Chỉ người và đơn vị được ghi có mặt tại cuộc họp đề nghị sửa được biên bản."),
            remedy=_("Nếu anh/chị có dự, nhờ thư ký xem lại điểm danh."),
            who=who_runs(minutes.meeting),
        )
    if minutes.state == MinutesState.DRAFT:
        return refused(_("Thư ký chưa gửi dự thảo biên bản lấy ý kiến."), who=who_runs(minutes.meeting))
    if not (answer := _unless_finished(minutes)):
        return answer
    if minutes.amend_until is not None and (today or clock.today()) > minutes.amend_until:
        return refused(
            _("Hạn đề nghị sửa đã qua, ngày %(day)s.") % {"day": f"{minutes.amend_until:%d/%m/%Y}"},
            remedy=_("Nhờ thư ký gia hạn nếu cần."),
            who=who_runs(minutes.meeting),
        )
    return YES


def may_propose_for_line(actor: Actor, line: MinutesLine) -> Answer:
    """The same for one sentence."""
    return may_propose_amendment(actor, line.minutes)


def may_withdraw_amendment(actor: Actor, amendment: Amendment) -> Answer:
    """Whether the actor may take back an amendment: his own, while it waits."""
    if not _proposed_by(actor, amendment):
        return refused(_("Chỉ người đề nghị rút lại được đề nghị này."), who=amendment.proposed_by_words)
    return _while_proposed(amendment)


def may_decide_amendment(actor: Actor, amendment: Amendment) -> Answer:
    """Whether the actor may accept or reject an amendment: who writes the minutes, but not about his own proposal."""
    if not (answer := may_edit_minutes(actor, amendment.minutes)):
        return answer
    if _proposed_by(actor, amendment):
        return refused(
            _("Đây là đề nghị của chính anh/chị, cần người khác xem."),
            who=_("Cơ quan thường trực hoặc thư ký khác của khối"),
        )
    return _while_proposed(amendment)


def may_sign_minutes(actor: Actor, minutes: Minutes, today: date | None = None) -> Answer:
    """Whether the actor may sign as secretary: chair named, amendments decided, the day for them past."""
    if not (answer := may_edit_minutes(actor, minutes)):
        return answer
    meeting = minutes.meeting
    if not (answer := has_no_vote_under_way(meeting)):
        return answer
    if person_of(actor) is None:
        return refused(_("Tài khoản này chưa gắn với một người nên chưa ký được."))
    if meeting.chair_id is None:
        return refused(_("Chưa ghi ai chủ trì cuộc họp."), remedy=_("Ghi chủ trì trong thông tin cuộc họp."))
    if is_chair(actor, meeting):
        return refused(_("Anh/chị là chủ trì nên không ký phần thư ký: biên bản cần hai người."), who=who_runs(meeting))
    waiting = Amendment.objects.filter(minutes=minutes, state=AmendmentState.PROPOSED).count()
    if waiting:
        return refused(
            _("Còn %(count)s đề nghị sửa chưa xem.") % {"count": waiting},
            remedy=_("Tiếp thu hoặc nêu lý do không tiếp thu từng đề nghị."),
        )
    if minutes.state == MinutesState.DRAFT:
        return refused(_("Người dự họp chưa được xem dự thảo."), remedy=_("Gửi dự thảo lấy ý kiến trước khi ký."))
    if not minutes.is_read_back and minutes.amend_until is not None and (today or clock.today()) <= minutes.amend_until:
        return refused(
            _("Người dự họp còn được đề nghị sửa đến hết ngày %(day)s.") % {"day": f"{minutes.amend_until:%d/%m/%Y}"}
        )
    return YES


def may_adopt_minutes(actor: Actor, minutes: Minutes) -> Answer:
    """Whether the actor may adopt: the chair himself, after another person has signed as secretary."""
    if not (answer := _for_the_chair(actor, minutes)):
        return answer
    if minutes.signed_by_id == person_of(actor) or minutes.signed_by_user == user_of(actor):
        return refused(_("Anh/chị đã ký phần thư ký: chủ trì phải là người khác."), who=str(minutes.meeting.chair))
    return YES


def may_return_minutes(actor: Actor, minutes: Minutes) -> Answer:
    """Whether the actor may give signed minutes back to the secretary: the chair."""
    return _for_the_chair(actor, minutes)


def may_run_minutes(actor: Actor, minutes: Minutes) -> Answer:
    """Whether the actor keeps the minutes, whatever their state."""
    return may_run_meeting(actor, minutes.meeting)


def may_chair_minutes(actor: Actor, minutes: Minutes) -> Answer:
    """Whether the actor chaired the meeting, whatever the state of the minutes."""
    if is_chair(actor, minutes.meeting):
        return YES
    return refused(
        _("Chỉ chủ trì cuộc họp thông qua được biên bản."), who=str(minutes.meeting.chair or who_runs(minutes.meeting))
    )


def may_run_amendment(actor: Actor, amendment: Amendment) -> Answer:
    """Whether the actor keeps the minutes that an amendment is about."""
    return may_run_meeting(actor, amendment.minutes.meeting)


def _for_the_chair(actor: Actor, minutes: Minutes) -> Answer:
    meeting = minutes.meeting
    if not is_chair(actor, meeting):
        return refused(_("Chỉ chủ trì cuộc họp thông qua được biên bản."), who=str(meeting.chair or who_runs(meeting)))
    if minutes.state == MinutesState.ADOPTED:
        return refused(_("Biên bản đã thông qua và không sửa được nữa."))
    if minutes.state != MinutesState.SIGNED:
        return refused(_("Thư ký chưa ký biên bản."), who=who_runs(minutes.meeting))
    return YES


def _unless_finished(minutes: Minutes) -> Answer:
    if minutes.state == MinutesState.ADOPTED:
        return refused(_("Biên bản đã thông qua và không sửa được nữa."))
    if minutes.state == MinutesState.SIGNED:
        return refused(
            _("Thư ký đã ký, biên bản đang chờ chủ trì."),
            remedy=_("Chủ trì trả lại thì sửa được."),
            who=str(minutes.meeting.chair or ""),
        )
    return YES


def _while_proposed(amendment: Amendment) -> Answer:
    if amendment.state == AmendmentState.PROPOSED:
        return YES
    return refused(_("Đề nghị này đã xong: %(state)s.") % {"state": amendment.get_state_display().lower()})


def _proposed_by(actor: Actor, amendment: Amendment) -> bool:
    return user_of(actor) is not None and user_of(actor) == amendment.proposed_by_user
