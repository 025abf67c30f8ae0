"""The year-end conference: who was called, what was said, who was chosen, what the minutes say."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from thidua.campaigns.enums import StepKind
from thidua.campaigns.models import Cycle
from thidua.meetings.enums import (
    POSTS,
    AttendanceRole,
    AttendanceState,
    MeetingKind,
    MeetingState,
    MotionState,
    StatementKind,
)
from thidua.meetings.facts.quorum import quorum_of
from thidua.meetings.facts.vote_sentences import figures_of_post, motion_of_post, outcome_sentence
from thidua.meetings.facts.voters import voter_words_of_papers
from thidua.meetings.facts.words import votes_words, when_words
from thidua.meetings.models import Attendance, Conclusion, ElectionRecord, Meeting, Minutes, Motion, Statement
from thidua.meetings.queries.ballots import motions_of
from thidua.meetings.queries.minutes import lines_of, sections_of
from thidua.yearbook.facts.wording import due_words, listing

TOLD_VOTES = (MotionState.SETTLED, MotionState.UNDECIDED)
"""Votes that, once settled, the elections tell."""
NOBODY_YET: dict[str, Any] = {"unit": None, "person": None}
WRITTEN = {
    AttendanceState.PRESENT: "Có mặt",
    AttendanceState.ABSENT: "Vắng",
    AttendanceState.INVITED: "",
    AttendanceState.UNKNOWN: "chưa biết",
}


def conference_of(cycle: Cycle) -> Meeting | None:
    """The conference that ends the year: the latest not cancelled, one that serves the step of that name first."""
    meetings = Meeting.objects.filter(cycle=cycle, kind=MeetingKind.CONFERENCE).exclude(state=MeetingState.CANCELLED)
    ordered = sorted(meetings, key=lambda each: (each.step == StepKind.CONFERENCE, each.held_on.sort_key, each.pk))
    return ordered[-1] if ordered else None


def conference_facts(cycle: Cycle) -> dict[str, Any]:
    """`meeting` (always there, its fields None where unknown), `minutes` (or None), `election`."""
    meeting = conference_of(cycle)
    with override("vi"):
        if meeting is None:
            return {"meeting": _no_meeting(cycle), "minutes": None, "election": _election([], cycle.year + 1)}
        elections = list(meeting.elections.select_related("unit", "representative"))
        motions = motions_of(meeting.pk)
        return {
            "meeting": _meeting(meeting, elections, motions),
            "minutes": _minutes(meeting),
            "election": _election(elections, cycle.year + 1),
        }


def _no_meeting(cycle: Cycle) -> dict[str, Any]:
    title = (
        f"Hội nghị tổng kết công tác thi đua, khen thưởng năm {cycle.year} "
        f"và phương hướng, nhiệm vụ năm {cycle.year + 1}"
    )
    lists = (
        "agenda",
        "roll",
        "guests",
        "reports",
        "opinions",
        "directions",
        "praises",
        "conclusions",
        "elections",
        "votes",
    )
    return {
        "title": title,
        "when": None,
        "when_sentence": "Trong năm",
        "place": None,
        "chair": None,
        "secretary": None,
        "present": None,
        "seats": "đơn vị thành viên",
        "member_count": None,
        "quorum": "chưa rõ số thành viên có mặt",
        **{name: [] for name in lists},
    }


def _meeting(meeting: Meeting, elections: list[ElectionRecord], motions: list[Motion]) -> dict[str, Any]:
    roll = list(meeting.attendances.select_related("unit", "person"))
    statements = list(meeting.statements.select_related("about_unit"))
    conclusions = meeting.conclusions.select_related("lead").prefetch_related("co_units")
    quorum = quorum_of(meeting, roll)
    when = when_words(meeting)
    return {
        "title": meeting.title,
        "when": when,
        "when_sentence": when[:1].upper() + when[1:],
        "place": meeting.place or None,
        "chair": meeting.chair.full_name if meeting.chair else None,
        "secretary": meeting.secretary.full_name if meeting.secretary else None,
        "agenda": [
            {
                "title": item.title,
                "presenter": item.words,
                "length": f"{item.planned_minutes} phút" if item.planned_minutes else "",
                "outcome": item.outcome or None,
            }
            for item in meeting.agenda.all()
        ],
        "roll": [_attendance(line) for line in roll],
        "guests": [
            {"words": line.words} for line in roll if line.role in {AttendanceRole.SUPERIOR, AttendanceRole.GUEST}
        ],
        "present": _present(quorum.present, quorum.unknown),
        "seats": voter_words_of_papers(meeting).full,
        "member_count": quorum.total or None,
        "quorum": _quorum_words(quorum.outcome),
        "reports": _said(statements, StatementKind.REPORT),
        "opinions": _said(statements, StatementKind.OPINION),
        "directions": _said(statements, StatementKind.DIRECTION),
        "praises": _said(statements, StatementKind.PRAISE),
        "conclusions": [_conclusion(each) for each in conclusions],
        "elections": [_choice(each, motion_of_post(each, motions)) for each in elections],
        "votes": [
            {"title": each.title, "outcome": outcome_sentence(each)}
            for each in motions
            if each.state in TOLD_VOTES and not (each.state == MotionState.SETTLED and each.purpose in POSTS)
        ],
    }


def _present(seen: int, unknown: int) -> str | None:
    """How many voters were there; where some were not seen, at least so many; None where nobody was."""
    if not unknown:
        return str(seen)
    return f"ít nhất {seen}" if seen else None


def _attendance(line: Attendance) -> dict[str, Any]:
    return {
        "words": line.words,
        "role": str(line.get_role_display()),
        "state": WRITTEN[AttendanceState(line.state)],
        "sign": "",
        "reason": line.reason,
    }


def _said(statements: Iterable[Statement], kind: StatementKind) -> list[dict[str, Any]]:
    return [
        {"words": each.words, "title": each.title, "content": each.content, "about": each.about_words}
        for each in statements
        if each.kind == kind
    ]


def _conclusion(conclusion: Conclusion) -> dict[str, Any]:
    owners = [conclusion.lead.name] if conclusion.lead else []
    owners += [unit.name for unit in conclusion.co_units.all()]
    return {
        "content": conclusion.content,
        "owner": listing(owners) or conclusion.owner_words or None,
        "due": due_words(conclusion.due_on),
    }


def _choice(election: ElectionRecord, motion: Motion | None) -> dict[str, Any]:
    return {
        "role": str(election.get_role_display()),
        "year": election.year,
        "unit": election.unit.name,
        "person": election.representative.full_name if election.representative else None,
        "method": str(election.get_method_display()) if election.method else None,
        "counts": votes_words(election) if motion is None else figures_of_post(election, motion),
    }


def _election(elections: list[ElectionRecord], year: int) -> dict[str, Any]:
    """Who was chosen to lead the next `year`; a conference may also fill a post of its own."""
    chosen = {each.role: each.unit.name for each in elections if each.year == year}
    return {"lead": chosen.get("LEAD"), "deputy": chosen.get("DEPUTY_LEAD")}


def _minutes(meeting: Meeting) -> dict[str, Any] | None:
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        return None
    adopted = timezone.localtime(minutes.adopted_at) if minutes.adopted_at else None
    return {
        "state": str(minutes.get_state_display()),
        "sections": [
            {"title": str(part.section.label), "lines": [line.text for line in part.lines]}
            for part in sections_of(lines_of(minutes.pk))
        ],
        "hash": minutes.digest or None,
        "adopted_when": f"lúc {adopted:%H giờ %M}, {adopted:%d/%m/%Y}" if adopted else None,
        "chain_number": minutes.chain_number,
        "chain_hash": minutes.chain_hash or None,
    }


def _quorum_words(verdict: object) -> str:
    words = {
        "MET": "đủ điều kiện họp",
        "NOT_MET": "chưa đủ điều kiện họp",
        "NO_RULE": "chưa ghi mức thành phần cần có",
    }
    return words.get(str(verdict), "chưa rõ số thành viên có mặt")
