"""Counted secret rounds as their tally sheets read them: figures and sources, no code, no member beside a vote."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from thidua.campaigns.models import Cycle
from thidua.documents.models import IssuedPaper
from thidua.documents.queries.papers import issued_for_each
from thidua.meetings.enums import BallotMethod, BallotState, MeetingState, MotionForm
from thidua.meetings.facts.ballot_words import ResultRow, RoundResult
from thidua.meetings.facts.round_words import (
    METHODS,
    decided_words,
    issued_count,
    missing_count,
    moment_words,
    roll_count,
    told_result,
    told_rules,
    warning_words,
)
from thidua.meetings.facts.voters import voter_words_of_papers
from thidua.meetings.facts.words import when_words
from thidua.meetings.models import Ballot, Meeting, Motion, RollEntry
from thidua.meetings.queries.ballots import motions_of, roll_of_round, rolls_of_meeting, rounds_of
from thidua.yearbook.facts.wording import listing

NOT_TOLD = "không nêu"
TALLY_SHEET = "tally_sheet"
BALLOT = "ballot"
SECRET = frozenset({BallotMethod.SCREEN, BallotMethod.PAPER})


def is_secret_and_counted(ballot: Ballot) -> bool:
    """Whether a round has a tally sheet."""
    return ballot.state == BallotState.CLOSED and ballot.method in SECRET


def rounds_of_year(cycle: Cycle) -> list[dict[str, Any]]:
    """Every counted secret round of the year's meetings, in order."""
    meetings = Meeting.objects.filter(cycle=cycle).exclude(state=MeetingState.CANCELLED)
    told = []
    for meeting in sorted(meetings, key=lambda each: (each.held_on.sort_key, each.pk)):
        rolls = rolls_of_meeting(meeting.pk)
        counted = [
            each for motion in motions_of(meeting.pk) for each in rounds_of(motion) if is_secret_and_counted(each)
        ]
        issued = issued_sheets(counted)
        told += [_round(each, rolls.get(each.pk, []), issued.get(each.pk)) for each in counted]
    return told


def issued_sheets(ballots: Sequence[Ballot]) -> dict[int, IssuedPaper]:
    """The tally sheets that have their numbers, by round."""
    return issued_for_each(BALLOT, [each.pk for each in ballots], TALLY_SHEET)


def round_facts(ballot: Ballot) -> dict[str, Any]:
    """One round; `ballot.motion` with its parts."""
    return _round(ballot, roll_of_round(ballot.pk), issued_sheets([ballot]).get(ballot.pk))


def _round(ballot: Ballot, roll: Sequence[RollEntry], issued: IssuedPaper | None) -> dict[str, Any]:
    with override("vi"):
        return {**_told(ballot, roll), "issued_paper": issued}


def _told(ballot: Ballot, roll: Sequence[RollEntry]) -> dict[str, Any]:
    motion, result = ballot.motion, told_result(ballot)
    rules = told_rules(motion)
    return {
        "about": f"{motion.title} (vòng {ballot.number})",
        "title": motion.title,
        "number": ballot.number,
        **_when_and_who(ballot),
        **_voters(ballot, roll),
        "issued": issued_count(ballot),
        "returned": result.tally.papers,
        "missing": missing_count(ballot, roll),
        "valid": result.tally.valid,
        "blank": result.tally.blank,
        "invalid": result.tally.invalid,
        "is_list": motion.form == MotionForm.APPROVE,
        "is_ranking": motion.form == MotionForm.RANK,
        "is_hidden": result.is_hidden,
        "rows": [_row(row, result) for row in result.rows],
        "rules": [
            {"label": rule.label, "says": f"{rule.says[:1].upper()}{rule.says[1:]}", "source": rule.source}
            for rule in rules
        ],
        "warnings": [warning_words(rule) for rule in rules if rule.warning],
        "decided": decided_words(ballot),
        "digest": ballot.digest if ballot.slips is not None else None,
    }


def _when_and_who(ballot: Ballot) -> dict[str, Any]:
    meeting = ballot.motion.meeting
    return {
        "meeting": meeting.title,
        "when": when_words(meeting),
        "place": meeting.place or None,
        "chair": meeting.chair_words or None,
        "chair_person": meeting.chair.full_name if meeting.chair else None,
        "method": METHODS[BallotMethod(ballot.method)],
        "is_on_paper": ballot.method == BallotMethod.PAPER,
        "opened": moment_words(ballot.opened_at),
        "counted": moment_words(ballot.closed_at) if ballot.closed_at else None,
        "opened_by": ballot.opened_by_name or None,
        "counted_by": ballot.closed_by_name or None,
        "tellers": [{"name": teller.full_name, "sign": ""} for teller in ballot.tellers.all()],
    }


def _voters(ballot: Ballot, roll: Sequence[RollEntry]) -> dict[str, Any]:
    count = roll_count(ballot, roll)
    return {
        "seats": voter_words_of_papers(ballot.motion.meeting).full,
        "members": count.members,
        "present": count.present,
        "written": count.written,
        "entitled": ballot.present,
        "absent": listing(count.absent),
        "recused": _recused(ballot.motion, ballot),
    }


def _recused(motion: Motion, ballot: Ballot) -> list[dict[str, str]]:
    return [
        {
            "who": str(recusal.line.unit or recusal.line.words),
            "option": option.words,
            "reason": recusal.reason,
        }
        for option in motion.options.all()
        if option.code in ballot.options
        for recusal in option.recusals.all()
    ]


def _row(row: ResultRow, result: RoundResult) -> dict[str, Any]:
    def figure(count: int | None) -> int | str | None:
        return NOT_TOLD if result.is_hidden else count

    return {
        "place": row.place,
        "words": row.words,
        "agree": figure(row.agree),
        "disagree": figure(row.disagree),
        "abstain": figure(row.abstain),
        "sum_of_places": figure(row.sum_of_places),
        "verdict": f"{row.verdict} ({row.test})" if row.test else row.verdict,
    }
