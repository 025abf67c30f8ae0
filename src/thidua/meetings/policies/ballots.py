"""Who prepares and runs votes, who casts them, who counts them. Nobody sees anything partial, whoever he is."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, SeatActor, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.core.voting.quorum import Quorum, QuorumOutcome
from thidua.core.voting.settings import shipped_settings
from thidua.meetings.enums import POSTS, BallotMethod, BallotState, MeetingState, MotionPurpose, MotionState
from thidua.meetings.models import Attendance, Ballot, DoorCode, Meeting, Motion, MotionOption, Recusal, RollEntry
from thidua.meetings.policies.meetings import (
    is_editable,
    may_edit_meeting,
    may_run_meeting,
    meetings_visible_to,
    who_runs,
)
from thidua.meetings.policies.people import acts_for_the_body
from thidua.meetings.queries.records import lines_about, roll_of
from thidua.meetings.queries.seats import Seat, counts_people, judge_seats, seats_of
from thidua.organisations.models import Person

Row = TypeVar("Row", bound=Model)


def motions_visible_to(actor: Actor) -> QuerySet[Motion]:
    """Questions of the meetings the actor sees; a draft too, since members may comment on it before."""
    return Motion.objects.filter(meeting__in=meetings_visible_to(actor)).select_related("meeting__bloc")


def settled_ties(actor: Actor, cycle: int) -> list[Motion]:
    """Votes that told equal units of a year's ranking apart, of the meetings the actor sees, the earliest first; not
    those that came after the ranking was published.
    """
    settled = motions_visible_to(actor).filter(
        meeting__cycle=cycle, purpose=MotionPurpose.TIE_BREAK, state=MotionState.SETTLED
    )
    rows = settled.prefetch_related("options", "ballots").order_by("meeting__held_on", "meeting", "position", "pk")
    return [motion for motion in rows if motion.outcome["chosen"] and not motion.outcome.get("is_late")]


def ballots_visible_to(actor: Actor) -> QuerySet[Ballot]:
    """Rounds of the meetings the actor sees."""
    return Ballot.objects.filter(motion__meeting__in=meetings_visible_to(actor)).select_related("motion__meeting__bloc")


def entries_visible_to(actor: Actor) -> QuerySet[RollEntry]:
    """Lines of the rolls of the rounds the actor sees."""
    return RollEntry.objects.filter(ballot__in=ballots_visible_to(actor)).select_related(
        "ballot__motion__meeting__bloc", "unit"
    )


def may_hold_votes(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may open, count and void rounds of the meeting and let phones in: who runs it, himself."""
    return may_edit_meeting(actor, meeting) and acts_for_the_body(actor)


def may_add_motion(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may put something to the vote at the meeting."""
    return may_edit_meeting(actor, meeting)


def may_edit_motion(actor: Actor, motion: Motion) -> Answer:
    """Whether the actor may change the question: until its first round opens."""
    if not (answer := may_edit_meeting(actor, motion.meeting)):
        return answer
    if motion.state != MotionState.DRAFT:
        return refused(
            _("Nội dung này đã mở bỏ phiếu nên không sửa được nữa."),
            remedy=_("Nếu có sai sót, hủy nội dung này với lý do, rồi lập nội dung mới."),
        )
    return YES


def may_void_motion(actor: Actor, motion: Motion) -> Answer:
    """Whether the actor may declare the whole vote void: as long as it has not settled anything."""
    if not (answer := may_hold_votes(actor, motion.meeting)):
        return answer
    if motion.state in (MotionState.SETTLED, MotionState.VOID):
        return refused(_("Nội dung này đã kết thúc (%(state)s).") % {"state": motion.get_state_display()})
    return YES


def may_open_round(actor: Actor, motion: Motion) -> Answer:
    """Whether the actor may open the next round: question ready, quorum and attendance met."""
    if not (answer := may_hold_votes(actor, motion.meeting)):
        return answer
    return is_ready(motion, seats_of(motion.meeting, roll_of(motion.meeting_id)))


def is_ready(motion: Motion, seats: list[Seat]) -> Answer:
    """Whether the next round of a question may open, whoever asks."""
    if motion.state not in (MotionState.DRAFT, MotionState.BETWEEN):
        return refused(
            _("Nội dung này không chờ vòng bỏ phiếu nào (%(state)s).") % {"state": motion.get_state_display()}
        )
    if not motion.options.all():
        return refused(_("Danh sách bỏ phiếu còn trống."), remedy=_("Thêm tên vào danh sách trước."))
    if not (answer := may_elect_at(motion.meeting, motion.purpose)):
        return answer
    if not any(seat.is_present for seat in seats):
        return refused(_("Chưa ghi thành viên nào có mặt."), remedy=_("Điểm danh trước khi mở bỏ phiếu."))
    recused = any(option.recusals.all() for option in motion.options.all())
    if recused and motion.recused_count is None:
        return refused(
            _("Có thành viên không biểu quyết vì liên quan, nhưng chưa nói có tính họ vào tổng số hay không."),
            remedy=_("Sửa nội dung bỏ phiếu và chọn cách tính theo quy chế."),
        )
    return _is_attended(motion, seats)


def may_elect_at(meeting: Meeting, purpose: str) -> Answer:
    """Whether the meeting may fill a post of the bloc: its units elect, one vote each; in a council persons vote."""
    if purpose in POSTS and counts_people(meeting):
        return refused(
            _(
                "Khối trưởng, Khối phó do các đơn vị thành viên bầu. Phiên họp Hội đồng mỗi người một phiếu nên không "
                "bầu ở đây."
            ),
            remedy=_("Lập hội nghị của khối rồi bầu ở đó."),
        )
    return YES


def _is_attended(motion: Motion, seats: list[Seat]) -> Answer:
    """The meeting's own quorum, where a rule asks for one, and what the question itself asks."""
    kept = motion.rules or {}
    quorum = motion.meeting.quorum_share
    if kept:
        quorum = Fraction(kept["quorum"]["share"]) if kept["quorum"]["share"] is not None else None
    answer = _judge(judge_seats(seats, quorum), _("họp"))
    if not answer or not motion.attendance:
        return answer
    share = Fraction(kept["attendance"]["share"]) if kept else shipped_settings().attendance[motion.attendance].share
    return _judge(judge_seats(seats, share), _("bỏ phiếu nội dung này"))


def _judge(quorum: Quorum, what: str) -> Answer:
    if quorum.outcome in (QuorumOutcome.MET, QuorumOutcome.NO_RULE):
        return YES
    figures = {"needed": quorum.needed, "total": quorum.total, "present": quorum.present, "what": what}
    if quorum.outcome is QuorumOutcome.NOT_MET:
        return refused(
            _("Cần %(needed)s trên %(total)s thành viên có mặt để %(what)s, mới có %(present)s.") % figures,
            remedy=_("Chờ đủ người rồi điểm danh lại. Nếu mức ghi khác quy chế thì sửa ở thông tin cuộc họp."),
        )
    return refused(
        _("Chưa kết luận được là đủ người để %(what)s: đã điểm danh %(present)s có mặt, cần %(needed)s.") % figures,
        remedy=_("Điểm danh trước khi mở bỏ phiếu."),
    )


def may_run_round(actor: Actor, ballot: Ballot) -> Answer:
    """Whether the actor may count or void the open round."""
    if not (answer := may_hold_votes(actor, ballot.motion.meeting)):
        return answer
    if ballot.state != BallotState.OPEN:
        return refused(_("Vòng này không còn mở (%(state)s).") % {"state": ballot.get_state_display()})
    return YES


def may_conduct(actor: Actor, meeting: Meeting) -> Answer:
    """Whether the actor may use the conductor's page."""
    return may_run_meeting(actor, meeting)


def may_issue_code(actor: Actor, line: Attendance) -> Answer:
    """Whether the actor may give out a code at the door for a seat."""
    if not (answer := may_hold_votes(actor, line.meeting)):
        return answer
    if not line.has_vote:
        return refused(_("“%(name)s” không có quyền biểu quyết nên không phát mã.") % {"name": line.words})
    return YES


def may_decide_motion(actor: Actor, motion: Motion) -> Answer:
    """Whether the actor may write down what the body named by the rules decided after the last round."""
    if not (answer := may_hold_votes(actor, motion.meeting)):
        return answer
    if motion.state != MotionState.UNDECIDED:
        return refused(_("Nội dung này không chờ ai quyết định (%(state)s).") % {"state": motion.get_state_display()})
    return YES


def may_write_for(actor: Actor, entry: RollEntry) -> Answer:
    """Whether the actor may enter the written vote of an absent member."""
    if not (answer := may_run_round(actor, entry.ballot)):
        return answer
    if entry.ballot.method != BallotMethod.SCREEN:
        return refused(_("Chỉ vòng bỏ phiếu trên màn hình nhập phiếu viết; vòng phiếu giấy thì ghi nhận phiếu gửi."))
    if entry.is_present:
        return refused(_("%(who)s có mặt nên tự bỏ phiếu.") % {"who": entry.words})
    if entry.has_voted:
        return refused(_("Phiếu của %(who)s đã được ghi.") % {"who": entry.words})
    return _takes_part(entry)


def _takes_part(entry: RollEntry) -> Answer:
    """Not of a seat that takes no part in anything that is voted on."""
    if set(entry.recused) >= set(entry.ballot.options):
        return refused(_("%(who)s không biểu quyết nội dung này vì có liên quan.") % {"who": entry.words})
    return YES


def may_note_letter(actor: Actor, entry: RollEntry) -> Answer:
    """Whether the actor may note that an absent member's letter has arrived for a round on paper."""
    if not (answer := _takes_letters(actor, entry)):
        return answer
    if entry.is_written:
        return refused(_("Phiếu gửi của %(who)s đã được ghi nhận.") % {"who": entry.words})
    return YES


def may_take_letter_back(actor: Actor, entry: RollEntry) -> Answer:
    """Whether the actor may say that no letter came after all."""
    if not (answer := _takes_letters(actor, entry)):
        return answer
    if not entry.is_written:
        return refused(_("Chưa ghi nhận phiếu gửi nào của %(who)s.") % {"who": entry.words})
    return YES


def _takes_letters(actor: Actor, entry: RollEntry) -> Answer:
    if not (answer := may_run_round(actor, entry.ballot)):
        return answer
    if entry.ballot.method != BallotMethod.PAPER:
        return refused(_("Chỉ vòng bỏ phiếu giấy ghi nhận phiếu gửi; vòng trên màn hình thì nhập phiếu viết."))
    if entry.is_present:
        return refused(_("%(who)s có mặt nên tự bỏ phiếu.") % {"who": entry.words})
    return _takes_part(entry)


def may_count(actor: Actor, ballot: Ballot) -> Answer:
    """Whether the actor is a teller of the round on paper."""
    if ballot.method != BallotMethod.PAPER or ballot.state != BallotState.OPEN:
        return refused(_("Vòng này không chờ kiểm phiếu giấy."))
    if not (answer := is_editable(ballot.motion.meeting)):
        return answer
    person = person_of(actor)
    if person is None or not ballot.tellers.filter(pk=person).exists():
        return refused(_("Chỉ hai người của tổ kiểm phiếu mới nhập kết quả đếm."), who=who_runs(ballot.motion.meeting))
    return YES


def may_change_account_of(person: int) -> Answer:
    """Whether a person may get or lose an account, or another way into his be opened, whoever asks: not while he votes
    or counts in an open round, for who holds the account would vote, or count, in his name.
    """
    votes = Q(method=BallotMethod.SCREEN, roll__voter=person)
    counts = Q(method=BallotMethod.PAPER, tellers=person)
    if not Ballot.objects.filter(votes | counts, state=BallotState.OPEN).exists():
        return YES
    return refused(
        _(
            "%(name)s đang bỏ phiếu hoặc kiểm phiếu ở một vòng chưa kết thúc nên tài khoản giữ nguyên: chưa đổi chủ, "
            "chưa cấp mật khẩu mới, chưa tắt xác thực hai bước."
        )
        % {"name": Person.objects.get(pk=person).full_name},
        remedy=_("Chờ kiểm phiếu xong. Cần bỏ phiếu ngay thì thư ký hội nghị phát mã tại cửa."),
    )


def find_motion(actor: Actor, pk: int) -> Motion | None:
    """A question of a meeting the actor sees, or at which his phone was let in: also such a voter reads the result and
    looks his code up.
    """
    return _of_meeting_of(actor, Motion.objects.filter(pk=pk), "meeting", motions_visible_to)


def find_ballot(actor: Actor, pk: int) -> Ballot | None:
    """The same for a round."""
    return _of_meeting_of(actor, Ballot.objects.filter(pk=pk), "motion__meeting", ballots_visible_to)


def _of_meeting_of(
    actor: Actor, rows: QuerySet[Row], meeting: str, visible: Callable[[Actor], QuerySet[Row]]
) -> Row | None:
    if isinstance(actor, SeatActor):
        code = standing_code(actor)
        found = rows.filter(**{meeting: code.meeting_id}) if code is not None else rows.none()
    else:
        found = visible(actor).filter(pk__in=rows.values("pk"))
    return found.select_related(f"{meeting}__bloc").first()


@dataclass(frozen=True, slots=True)
class VoterPlace:
    """Where somebody votes: a meeting, and the line of the roll whose seat he holds (None: he watches)."""

    meeting: Meeting
    line: int | None


def find_voter_place(actor: Actor, pk: int) -> VoterPlace | None:
    """The meeting at which the actor votes or watches: by his code from the door, or because he sees the meeting."""
    if isinstance(actor, SeatActor):
        code = standing_code(actor)
        if code is None or code.meeting_id != pk:
            return None
        return VoterPlace(code.meeting, code.line_id)
    person = person_of(actor)
    roll = lines_about(pk, person) if person is not None else []
    is_on_roll = any(line.person_id == person for line in roll)  # sees the meeting, and asks often
    visible = Meeting.objects.all() if is_on_roll else meetings_visible_to(actor)
    meeting = visible.select_related("bloc").filter(pk=pk).exclude(state=MeetingState.CANCELLED).first()
    if meeting is None:
        return None
    mine = [seat for seat in seats_of(meeting, roll) if seat.voter and seat.voter.pk == person]
    return VoterPlace(meeting, mine[0].line.pk if mine else None)


@dataclass(frozen=True, slots=True)
class VotePlace:
    """A round, and the actor's seat on its roll (None: he sees the meeting but has no vote)."""

    ballot: Ballot
    entry: RollEntry | None


def find_vote_place(actor: Actor, pk: int) -> VotePlace | None:
    """A round of a meeting at which the actor votes or watches. Whoever stands on its roll is asked no more: a vote
    must not read the whole roll of its meeting.
    """
    ballot = Ballot.objects.select_related("motion__meeting__bloc").filter(pk=pk).first()
    if ballot is None or ballot.motion.meeting.state == MeetingState.CANCELLED:
        return None
    entry = entry_of(actor, ballot)
    if entry is None and find_voter_place(actor, ballot.motion.meeting_id) is None:
        return None
    return VotePlace(ballot, entry)


def options_visible_to(actor: Actor) -> QuerySet[MotionOption]:
    """Lines of the lists of the questions the actor sees."""
    return MotionOption.objects.filter(motion__in=motions_visible_to(actor)).select_related("motion__meeting__bloc")


def recusals_visible_to(actor: Actor) -> QuerySet[Recusal]:
    """Who takes no part, in the questions the actor sees."""
    return Recusal.objects.filter(option__in=options_visible_to(actor)).select_related(
        "option__motion__meeting__bloc", "line"
    )


def may_edit_option(actor: Actor, option: MotionOption) -> Answer:
    """Whether the actor may say who takes no part in a line."""
    return may_edit_motion(actor, option.motion)


def may_end_recusal(actor: Actor, recusal: Recusal) -> Answer:
    """Whether the actor may say that somebody takes part after all."""
    return may_edit_motion(actor, recusal.option.motion)


def standing_code(actor: SeatActor) -> DoorCode | None:
    """The code a phone was let in with, unless it was revoked or is another phone's."""
    return _standing(actor).select_related("meeting__bloc", "line").first()


def _standing(actor: SeatActor) -> QuerySet[DoorCode]:
    return DoorCode.objects.filter(pk=actor.door_code, phone=actor.phone, revoked_at__isnull=True)


def entry_of(actor: Actor, ballot: Ballot) -> RollEntry | None:
    """The actor's own seat on the frozen roll of a round. No role, delegation or staff session gives one."""
    if isinstance(actor, SeatActor):
        return RollEntry.objects.filter(ballot=ballot, line__in=_standing(actor).values("line")).first()
    person = person_of(actor)
    return None if person is None else RollEntry.objects.filter(ballot=ballot, voter=person).first()


def unused_seat(actor: Actor, entry: RollEntry) -> QuerySet[RollEntry]:
    """The actor's line of the roll, as long as nobody has voted for it and his code from the door still stands: to be
    updated in one statement under the lock of the box.
    """
    seat = RollEntry.objects.filter(pk=entry.pk, has_voted=False)
    if isinstance(actor, SeatActor):
        return seat.filter(line__in=_standing(actor).values("line"))
    return seat


def may_cast(actor: Actor, ballot: Ballot, entry: RollEntry | None) -> tuple[Answer, str]:
    """Whether the actor may drop a paper into the box, and one word for the history when not."""
    if entry is None:
        return refused(_("Anh/chị không có tên trong danh sách bỏ phiếu của vòng này.")), "not_on_roll"
    if ballot.method != BallotMethod.SCREEN:
        return refused(_("Vòng này bỏ phiếu bằng cách khác, không bỏ trên màn hình.")), "other_method"
    if ballot.state != BallotState.OPEN:
        return refused(_("Vòng bỏ phiếu đã kết thúc nên phiếu này không được tính.")), "closed"
    if not entry.is_present:
        return refused(
            _("%(who)s không được ghi là có mặt khi mở bỏ phiếu nên không bỏ phiếu trên màn hình.")
            % {"who": entry.words},
            remedy=_("Báo thư ký hội nghị để gửi ý kiến bằng văn bản."),
        ), "absent"
    if set(entry.recused) >= set(ballot.options):
        return refused(_("%(who)s không biểu quyết nội dung này vì có liên quan.") % {"who": entry.words}), "recused"
    return YES, ""
