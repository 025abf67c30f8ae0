"""The conference that closes a year, its minutes, the decision and the handover after it."""

from datetime import UTC, datetime
from typing import Any

from benchmarks.ministry.votes import vote


def hold_conference(cycle: Any, units: list[Any], heads: list[Any], *, is_over: bool) -> None:
    """A held conference: everybody present, every unit speaks, a conclusion for each; head and deputy elected by vote.

    The first head chairs. Minutes of years that are over wait for his adoption, those of the year under way are open.
    """
    from thidua.meetings.models import AgendaItem, Attendance, Conclusion, Meeting, Statement

    agency = cycle.agency
    meeting = Meeting.objects.create(
        agency=agency,
        bloc=cycle.bloc,
        cycle=cycle,
        kind="CONFERENCE",
        title=f"Hội nghị tổng kết công tác thi đua, khen thưởng năm {cycle.year}",
        held_on=f"{cycle.year}-11-20",
        chair=heads[0],
    )
    shared = {"agency": agency, "meeting": meeting}
    AgendaItem.objects.bulk_create(AgendaItem(**shared, position=n, title=f"Nội dung {n}") for n in range(len(units)))
    Attendance.objects.bulk_create(
        Attendance(**shared, position=n, unit=unit, role="MEMBER", state="PRESENT") for n, unit in enumerate(units)
    )
    Statement.objects.bulk_create(
        Statement(**shared, position=n, unit=unit, kind="OPINION", content="Nhất trí với báo cáo.")
        for n, unit in enumerate(units)
    )
    Conclusion.objects.bulk_create(
        Conclusion(**shared, position=n, content="Thực hiện giao ước.", lead=unit) for n, unit in enumerate(units)
    )
    vote(meeting, heads)
    meeting.refresh_from_db()
    meeting.state = "MINUTES_DRAFT"
    meeting.save()
    _draft_minutes(meeting, units, "SIGNED" if is_over else "OPEN")
    _hand_over(cycle, meeting, units)


def _draft_minutes(meeting: Any, units: list[Any], state: str) -> None:
    from thidua.meetings.models import Amendment, Minutes, MinutesLine

    minutes = Minutes.objects.create(agency=meeting.agency, meeting=meeting, state=state, is_read_back=True)
    lines = MinutesLine.objects.bulk_create(
        MinutesLine(
            agency=meeting.agency,
            minutes=minutes,
            section="OPINIONS",
            position=n,
            text=f"{unit.name} nhất trí.",
            built_text=f"{unit.name} nhất trí.",
            slot=f"opinion:{n}",
        )
        for n, unit in enumerate(units)
    )
    Amendment.objects.bulk_create(
        Amendment(
            agency=meeting.agency,
            minutes=minutes,
            section="OPINIONS",
            line=line,
            line_text=line.text,
            text="Nhất trí với báo cáo.",
            unit=unit,
            proposed_at=datetime(meeting.cycle.year, 11, 25, tzinfo=UTC),
        )
        for line, unit in zip(lines, units, strict=True)
    )


def _hand_over(cycle: Any, meeting: Any, units: list[Any]) -> None:
    from thidua.campaigns.models import Task
    from thidua.decisions.models import Handover, HandoverItem, RecognitionDecision

    decision = RecognitionDecision.objects.create(
        agency=cycle.agency,
        bloc=cycle.bloc,
        year=cycle.year + 1,
        meeting=meeting,
        number=f"{cycle.year}/QĐ-BDT",
        signed_on=f"{cycle.year}-12-05",
        lead=units[0],
        deputy=units[1],
    )
    handover = Handover.objects.create(
        agency=cycle.agency, bloc=cycle.bloc, cycle=cycle, decision=decision, giver=units[2], receiver=units[0]
    )
    HandoverItem.objects.bulk_create(
        HandoverItem(agency=cycle.agency, handover=handover, position=n, kind="TASKS", title=task.title, task=task)
        for n, task in enumerate(Task.objects.filter(cycle=cycle))
    )
