"""The votes of a conference, by the services that people use, and what the bloc proposes afterwards."""

from datetime import UTC, datetime
from typing import Any


def vote(meeting: Any, heads: list[Any]) -> None:
    """Head, deputy and flag: every unit comes in by a code, drops its papers, the rounds are counted and published."""
    from thidua.cli.demo.acting import loader_of
    from thidua.cli.demo.votes import Session, election, flag, seat_heads, vote_on
    from thidua.meetings.enums import MotionPurpose

    year, units = meeting.cycle.year, [head.posts.get().unit for head in heads]
    session = Session(loader_of(meeting.agency), meeting, units, datetime(year, 11, 20, 3, tzinfo=UTC))
    phones = seat_heads(session, heads)
    for purpose, title, choice in (
        (MotionPurpose.LEAD, "Bầu Khối trưởng năm {year}", "1"),
        (MotionPurpose.DEPUTY_LEAD, "Bầu Khối phó năm {year}", "2"),
    ):
        facts = election(purpose, title, year + 1, units, "Điều 5 Quy chế hoạt động của Khối")
        vote_on(session, phones, facts, [choice] * len(units))
    told = {"title": "Đề nghị tặng Cờ thi đua của Bộ", "award": "Cờ thi đua của Bộ"}
    facts = flag(told, year, units, "Điều 6 Quy chế hoạt động của Khối")
    vote_on(session, phones, facts, ["+" + "-" * (len(units) - 1)] * len(units))


def propose_awards(cycle: Any, units: list[Any], *, is_over: bool) -> None:
    """The flag for whom the vote chose, a certificate for every unit; of years that are over each line is answered."""
    from thidua.cli.demo.acting import loader_of
    from thidua.decisions.models import ProposalLine
    from thidua.decisions.services.proposals import draft_proposals

    proposals = draft_proposals(actor=loader_of(cycle.agency), cycle=cycle)
    place = proposals.lines.count()
    ProposalLine.objects.bulk_create(
        ProposalLine(
            agency=cycle.agency,
            proposals=proposals,
            unit=unit,
            award_name="Bằng khen của Bộ trưởng",
            source="PERSON",
            because="Hoàn thành xuất sắc nhiệm vụ.",
            position=place + n,
        )
        for n, unit in enumerate(units, start=1)
    )
    if is_over:
        proposals.lines.update(answer="NOT_APPROVED", reason="Vượt số được tặng.")
        proposals.state, proposals.sent_at = "ANSWERED", datetime(cycle.year, 12, 1, 3, tzinfo=UTC)
        proposals.save()
