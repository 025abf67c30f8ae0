"""What is written into the rows of a workshop and of what follows an activity; as `plan_words` does it for plans."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from thidua.activities.enums import LessonKind, ProposalState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.plans import day_of
from thidua.activities.models import ActivityParty, Lesson, ProgrammeLine, Proposal, Revisit
from thidua.activities.services.plan_words import RowWords, put_party, required_words
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency

LONGEST_TEXT = 4_000
UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class ProgrammeWords(RowWords[ProgrammeLine]):
    """One entry of the programme; an end needs a start before it."""

    model = ProgrammeLine
    stem = "programme"

    topic: str
    starts_at: time | None = None
    ends_at: time | None = None
    speaker: str = ""

    def put_on(self, row: ProgrammeLine) -> None:
        """See `RowWords`."""
        row.topic = required_words(self.topic, 300, _("Anh/chị chưa nhập nội dung."), field="topic")
        if self.ends_at is not None and (self.starts_at is None or self.ends_at <= self.starts_at):
            raise ActivityError(
                _("Giờ kết thúc phải sau giờ bắt đầu. Chưa rõ thì để trống."), code="ends_early", field="ends_at"
            )
        row.starts_at, row.ends_at = self.starts_at, self.ends_at
        row.speaker = normalise(self.speaker)[:300]


@dataclass(frozen=True, slots=True)
class ProposalWords(RowWords[Proposal]):
    """What is asked, by whom, of whom; who sees to it until when."""

    model = Proposal
    stem = "proposal"

    text: str
    made_by: str = ""
    target_agency: Agency | None = None
    target_words: str = ""
    party: ActivityParty | None = None
    party_words: str = ""
    due_on: date | None = None

    def put_on(self, row: Proposal) -> None:
        """See `RowWords`."""
        text = normalise(self.text, keep_lines=True)
        if not text:
            raise ActivityError(_("Anh/chị chưa nhập kiến nghị."), code="empty", field="text")
        if len(text) > LONGEST_TEXT:
            raise ActivityError(
                _("Kiến nghị dài quá %(most)s chữ cái. Ghi ý chính, phần còn lại đính kèm thành giấy tờ.")
                % {"most": LONGEST_TEXT},
                code="too_long",
                field="text",
            )
        row.text = text
        row.made_by = normalise(self.made_by)[:300]
        row.target_agency = self.target_agency
        row.target_words = normalise(self.target_words)[:300]
        row.due_on = self.due_on
        put_party(row, row.activity_id, self.party, self.party_words)


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """What became of a proposal: its state, when it was sent, the answer with its paper. What nobody knows is empty."""

    state: ProposalState
    sent_on: PartialDate = UNKNOWN_DAY
    answer: str = ""
    answer_number: str = ""
    answer_on: PartialDate = UNKNOWN_DAY
    answer_issuer: str = ""

    def put_on(self, row: Proposal, today: date) -> None:
        """Write into the row; raises `ActivityError` for days to come and for an answer to what was not sent."""
        for field in ("sent_on", "answer_on"):
            first = getattr(self, field).earliest
            if first is not None and first > today:
                raise ActivityError(_("Ngày này chưa đến. Xem lại ngày."), code="in_the_future", field=field)
        sent, answered = self.sent_on.latest, self.answer_on.latest
        if sent is not None and answered is not None and answered < (self.sent_on.earliest or sent):
            raise ActivityError(
                _("Trả lời trước ngày gửi. Xem lại hai ngày."), code="answered_early", field="answer_on"
            )
        answer = {
            "answer": normalise(self.answer, keep_lines=True)[:LONGEST_TEXT],
            "answer_number": normalise(self.answer_number)[:60],
            "answer_issuer": normalise(self.answer_issuer)[:250],
        }
        if self.state == ProposalState.NEW and (any(answer.values()) or self.sent_on.code or self.answer_on.code):
            raise ActivityError(
                _("Đã có ngày gửi hoặc trả lời thì chọn trạng thái “Đã gửi” trở đi."),
                code="new_but_sent",
                field="state",
            )
        row.state = self.state
        row.sent_on, row.answer_on = self.sent_on, self.answer_on
        for field, words in answer.items():
            setattr(row, field, words)


@dataclass(frozen=True, slots=True)
class LessonWords(RowWords[Lesson]):
    """One line of the review. The same line of the same kind is not written twice."""

    model = Lesson
    stem = "lesson"

    kind: LessonKind
    text: str
    party: ActivityParty | None = None
    party_words: str = ""

    def put_on(self, row: Lesson) -> None:
        """See `RowWords`."""
        text = required_words(self.text, 300, _("Anh/chị chưa nhập nội dung."), field="text")
        if row.taken_name and (text != row.text or self.kind != row.kind):
            raise ActivityError(
                _("Dòng này đã đưa vào mẫu “%(name)s” nên giữ nguyên. Thêm dòng mới nếu cần.")
                % {"name": row.taken_name},
                code="taken_already",
                field="text",
            )
        same = Lesson.objects.filter(activity=row.activity_id, kind=self.kind, text=text).exclude(pk=row.pk)
        if same.exists():
            raise ActivityError(_("Dòng này đã có."), code="lesson_twice", field="text")
        row.kind, row.text = self.kind, text
        put_party(row, row.activity_id, self.party, self.party_words)


@dataclass(frozen=True, slots=True)
class RevisitWords(RowWords[Revisit]):
    """When somebody looks again, and who: not before the day of the activity."""

    model = Revisit
    stem = "revisit"

    due_on: date
    party: ActivityParty | None = None
    party_words: str = ""

    def put_on(self, row: Revisit) -> None:
        """See `RowWords`."""
        held = day_of(row.activity)
        if held is not None and self.due_on < held:
            raise ActivityError(_("Ngày trở lại không trước ngày tổ chức."), code="before_the_activity", field="due_on")
        same = Revisit.objects.filter(activity=row.activity_id, due_on=self.due_on).exclude(pk=row.pk)
        if same.exists():
            raise ActivityError(_("Đã hẹn trở lại ngày này."), code="revisit_twice", field="due_on")
        row.due_on = self.due_on
        put_party(row, row.activity_id, self.party, self.party_words)
