"""The sentences of minutes, each from its record. They are a Vietnamese paper, whatever language the reader uses."""

from collections.abc import Callable
from datetime import time
from typing import Final

from thidua.core.vietnam.dates import document_date
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.core.voting.quorum import QuorumOutcome
from thidua.meetings.enums import (
    AttendanceRole,
    AttendanceState,
    ElectionMethod,
    MeetingKind,
    MinutesSection,
    PartOfDay,
    StatementKind,
)
from thidua.meetings.facts.minutes_lines import BuiltLine
from thidua.meetings.facts.quorum import quorum_of
from thidua.meetings.facts.round_words import source_words, told_quorum_rule, warning_words
from thidua.meetings.facts.vote_sentences import motion_of_post, vote_lines
from thidua.meetings.facts.voters import voter_words_of_papers
from thidua.meetings.models import AgendaItem, Attendance, Conclusion, ElectionRecord, Meeting, Motion, Statement
from thidua.meetings.queries.records import MeetingRecords
from thidua.organisations.enums import BlocKind, LeadRole

UNKNOWN: Final = "chưa có số liệu"
PARTS_OF_DAY: Final = {
    PartOfDay.MORNING: "Sáng",
    PartOfDay.AFTERNOON: "Chiều",
    PartOfDay.EVENING: "Tối",
    PartOfDay.ALL_DAY: "Cả ngày",
}
METHODS: Final = {
    ElectionMethod.SHOW_OF_HANDS: "giơ tay biểu quyết",
    ElectionMethod.SECRET_BALLOT: "bỏ phiếu kín",
    ElectionMethod.AGREEMENT: "nhất trí thông qua",
}
BODIES: Final = {
    MeetingKind.CONFERENCE: "Hội nghị",
    MeetingKind.COUNCIL_SESSION: "Phiên họp",
    MeetingKind.OTHER: "Cuộc họp",
}

PRESENT: Final = (
    (AttendanceRole.SUPERIOR, "Đại diện cấp trên dự và chỉ đạo"),
    (AttendanceRole.MEMBER, "Thành viên có mặt"),
    (AttendanceRole.DELEGATE, "Đại biểu các đơn vị có mặt"),
    (AttendanceRole.GUEST, "Khách mời có mặt"),
)
QUORUM_OUTCOMES: Final = {
    QuorumOutcome.MET: "đủ thành phần để họp",
    QuorumOutcome.NOT_MET: "chưa đủ thành phần",
    QuorumOutcome.UNKNOWN: "chưa kết luận được là đủ thành phần hay chưa",
}
OPEN_OUTCOMES: Final = (QuorumOutcome.UNKNOWN, QuorumOutcome.NO_RULE)
NOT_SEEN: Final = (AttendanceState.UNKNOWN, AttendanceState.INVITED)


def build_lines(records: MeetingRecords) -> list[BuiltLine]:
    """All sentences that the records support, section by section; a section without records has none."""
    lines = [*_opening(records.meeting), *_attendance(records)]
    for number, item in enumerate(records.agenda, start=1):
        lines.append(BuiltLine(MinutesSection.AGENDA, _agenda_item(number, item), "agenda_item", item.pk))
    for section, kind, tell in TOLD:
        lines += [
            BuiltLine(section, tell(statement), "statement", statement.pk) for statement in records.statements_of(kind)
        ]
    for election in records.elections:
        text = _election(election, motion_of_post(election, records.motions))
        lines.append(BuiltLine(MinutesSection.ELECTION, text, "election", election.pk))
    lines += vote_lines(records)
    for number, conclusion in enumerate(records.conclusions, start=1):
        text = _conclusion(number, conclusion)
        lines.append(BuiltLine(MinutesSection.CONCLUSIONS, text, "conclusion", conclusion.pk))
    return [*lines, *_closing(records.meeting)]


def day_in_words(day: PartialDate) -> str:
    """ngày 10 tháng 01 năm 2024; tháng 1 năm 2024; năm 2024; chưa rõ ngày."""
    if day.precision == Precision.DAY and day.earliest is not None:
        return document_date(day.earliest)
    if day.precision == Precision.MONTH:
        return f"tháng {day.month} năm {day.year}"
    return str(day)


def role_title(bloc_kind: str, role: str) -> str:
    """Khối trưởng, Khối phó; of a cluster, Cụm trưởng, Cụm phó."""
    body = "Cụm" if bloc_kind == BlocKind.CLUSTER else "Khối"
    return f"{body} trưởng" if role == LeadRole.LEAD else f"{body} phó"


def _opening(meeting: Meeting) -> list[BuiltLine]:
    day = day_in_words(meeting.held_on)
    if meeting.starts_at is not None:
        when = f"{_clock(meeting.starts_at)}, {day}"
    elif meeting.part_of_day:
        when = f"{PARTS_OF_DAY[PartOfDay(meeting.part_of_day)]} {day}"
    else:
        when = day
    texts = {
        "time": f"Thời gian: {when[:1].lower()}{when[1:]}.",
        "place": f"Địa điểm: {meeting.place or 'chưa rõ'}.",
        "chair": f"Chủ trì: {meeting.chair_words or 'chưa rõ'}.",
        "secretary": f"Thư ký: {meeting.secretary_words or 'chưa rõ'}.",
    }
    return [BuiltLine(MinutesSection.OPENING, text, "meeting", meeting.pk, part) for part, text in texts.items()]


def _closing(meeting: Meeting) -> list[BuiltLine]:
    if meeting.ends_at is None:
        return []
    text = f"{BODIES[MeetingKind(meeting.kind)]} kết thúc lúc {_clock(meeting.ends_at)} cùng ngày."
    return [BuiltLine(MinutesSection.CLOSING, text, "meeting", meeting.pk, "end")]


def _attendance(records: MeetingRecords) -> list[BuiltLine]:
    told: dict[str, str] = {}
    for role, opening in PRESENT:
        present = [line for line in records.roll if line.role == role and line.state == AttendanceState.PRESENT]
        if present:
            told[role.lower()] = f"{opening}: {'; '.join(_attendee(line) for line in present)}."
    for line in records.roll:
        if line.state == AttendanceState.ABSENT:
            told[f"absent.{line.pk}"] = f"Vắng: {line.words} (lý do: {line.reason or 'chưa rõ'})."
    unknown = [line.words for line in records.roll if line.state in NOT_SEEN]
    if unknown:
        told["unknown"] = f"Chưa có ghi nhận về sự có mặt của: {'; '.join(unknown)}."
    if quorum := _quorum(records):
        told["quorum"] = quorum
    meeting = records.meeting.pk
    return [BuiltLine(MinutesSection.ATTENDANCE, text, "roll", meeting, part) for part, text in told.items()]


def _attendee(line: Attendance) -> str:
    count = f", {line.head_count} người" if line.head_count is not None else ""
    if line.person_id is None and line.unit_id is None and line.head_count is None:
        count = f" (số người: {UNKNOWN})"
    return f"{line.words}{count}"


def _quorum(records: MeetingRecords) -> str:
    """How many were there, how many the rule asks for, and the rule with what it rests on."""
    meeting = records.meeting
    quorum = quorum_of(meeting, records.roll)
    if quorum.total == 0:
        return ""
    seats = voter_words_of_papers(meeting).full
    there = f"ó mặt {quorum.present}/{quorum.total} {seats}"
    there = (
        f"Ghi nhận c{there}, chưa rõ {quorum.unknown}"
        if quorum.outcome in OPEN_OUTCOMES and quorum.unknown
        else f"C{there}"
    )
    rule = told_quorum_rule(meeting)
    if rule is None:
        return f"{there}. Cuộc họp chưa ghi mức thành phần cần có nên không xét đủ hay thiếu."
    needed = f"cần ít nhất {quorum.needed}/{quorum.total}"
    found = QUORUM_OUTCOMES[quorum.outcome]
    by = f"Mức cần có: {rule.says[:1].lower()}{rule.says[1:]}{source_words(rule)}."
    return " ".join(part for part in (f"{there}; {needed}: {found}.", by, warning_words(rule)) if part)


def _agenda_item(number: int, item: AgendaItem) -> str:
    presenter = f" ({item.words})" if item.words else ""
    outcome = f" Kết quả: {_sentence(item.outcome)}" if item.outcome else ""
    return f"{number}. {item.title}{presenter}.{outcome}"


def _report(statement: Statement) -> str:
    return f"{_who(statement)} trình bày {statement.title or 'báo cáo'}.{_content(statement)}"


def _opinion(statement: Statement) -> str:
    return f"{_who(statement)}: {_sentence(statement.content)}"


def _direction(statement: Statement) -> str:
    return f"{_who(statement)} phát biểu chỉ đạo: {_sentence(statement.content)}"


def _praise(statement: Statement) -> str:
    whose = statement.about_words or (statement.about_unit.name if statement.about_unit else "")
    about = f" về {statement.title}" if statement.title else ""
    return f"{_who(statement)} đánh giá cao {whose or 'tập thể, cá nhân'}{about}.{_content(statement)}"


def _election(election: ElectionRecord, motion: Motion | None) -> str:
    """What is recorded of a choice. Of one that a vote settled, the section of votes has list, rounds and figures."""
    body = BODIES[MeetingKind(election.meeting.kind)]
    title = role_title(election.bloc.kind, election.role)
    text = f"{body} bầu {election.unit.name} làm {title} {election.bloc.name} năm {election.year}."
    if motion is not None and motion.outcome["decided_by"]:
        text = (
            f"{election.unit.name} làm {title} {election.bloc.name} năm {election.year} theo quyết định sau vòng cuối."
        )
    if election.representative is not None:
        text += f" Người đại diện: {election.representative.full_name}."
    method = METHODS[ElectionMethod(election.method)] if election.method else "chưa rõ"
    if motion is not None:
        return f"{text} Hình thức: {method}. Kết quả từng vòng ghi ở phần biểu quyết, bỏ phiếu."
    candidates = [candidate.unit.name for candidate in election.candidates.all()]
    if candidates:
        text += f" Đơn vị được giới thiệu: {'; '.join(candidates)}."
    return f"{text} Hình thức: {method}. Kết quả: {_votes(election)}."


def _votes(election: ElectionRecord) -> str:
    counts = (election.votes_for, election.votes_against, election.votes_blank)
    if counts == (None, None, None):
        return f"số phiếu {UNKNOWN}"
    agree, disagree, blank = (UNKNOWN if count is None else str(count) for count in counts)
    return f"đồng ý {agree}, không đồng ý {disagree}, phiếu trắng {blank}"


def _conclusion(number: int, conclusion: Conclusion) -> str:
    co_units = "; ".join(unit.name for unit in conclusion.co_units.all())
    by = f" Chủ trì: {conclusion.lead.name}." if conclusion.lead else ""
    by += f" Phối hợp: {co_units}." if co_units else ""
    by += f" Thực hiện: {conclusion.owner_words}." if conclusion.owner_words else ""
    due = f" Hạn: {conclusion.due_on:%d/%m/%Y}." if conclusion.due_on else ""
    return f"{number}. {_sentence(conclusion.content)}{by}{due}"


def _who(statement: Statement) -> str:
    return statement.words or "Hội nghị"


def _content(statement: Statement) -> str:
    return f" {_sentence(statement.content)}" if statement.content else ""


def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:;…”" else f"{text}."


def _clock(moment: time) -> str:
    return f"{moment.hour} giờ {moment.minute:02d}" if moment.minute else f"{moment.hour} giờ"


TOLD: Final[tuple[tuple[MinutesSection, StatementKind, Callable[[Statement], str]], ...]] = (
    (MinutesSection.REPORTS, StatementKind.REPORT, _report),
    (MinutesSection.OPINIONS, StatementKind.OPINION, _opinion),
    (MinutesSection.DIRECTION, StatementKind.DIRECTION, _direction),
    (MinutesSection.PRAISE, StatementKind.PRAISE, _praise),
)
