"""A round in words for papers: who was there, what was counted, what it rests on. Vietnamese, whoever reads.

No sentence joins a member to a vote, and no code of a paper stands in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import override

from thidua.core.vietnam.dates import format_date
from thidua.core.voting.outcome import Next
from thidua.core.voting.settings import Decider
from thidua.meetings.enums import BallotMethod, MotionForm
from thidua.meetings.facts.ballot_words import ResultRow, RoundResult, result_of_round, rules_in_words
from thidua.meetings.facts.ballots import decider_of, outcome_of, tally_of, what_follows
from thidua.meetings.facts.quorum import kept_quorum, quorum_rule
from thidua.meetings.facts.rule_words import Rule
from thidua.meetings.models import Ballot, Meeting, Motion, RollEntry

METHODS: Final = {
    BallotMethod.SCREEN: "bỏ phiếu kín trên điện thoại, máy tính",
    BallotMethod.PAPER: "bỏ phiếu kín bằng phiếu giấy",
    BallotMethod.HANDS: "giơ tay biểu quyết",
}
DECIDERS: Final = {
    Decider.BOTH_LEADS: "Khối trưởng và Khối phó",
    Decider.SUPERIOR: "cấp có thẩm quyền",
}
NOT_TOLD: Final = "không nêu số phiếu, theo quy tắc của nội dung này"


@dataclass(frozen=True, slots=True)
class RollCount:
    """The frozen roll of a round in figures. `absent` names those who were not there and did not write."""

    members: int
    present: int
    written: int
    voted: int | None
    """Papers that came back, or hands; None where the round was not counted."""
    absent: list[str]


def roll_count(ballot: Ballot, roll: Sequence[RollEntry]) -> RollCount:
    """What the roll of a round says; `ballot.present` counts those who wrote among the present."""
    written = sum(entry.is_written for entry in roll)
    return RollCount(
        members=ballot.members,
        present=ballot.present - written,
        written=written,
        voted=ballot.papers,
        absent=[entry.words for entry in roll if not entry.is_present and not entry.is_written],
    )


def issued_count(ballot: Ballot) -> int | None:
    """How many slips the tellers gave out; None of a round on screen or by hands, or when nobody wrote it down."""
    sheets = list(ballot.sheets.all())
    return int(sheets[0].figures["issued"]) if ballot.method == BallotMethod.PAPER and sheets else None


def missing_count(ballot: Ballot, roll: Sequence[RollEntry]) -> int | None:
    """How many slips, given out or sent in, did not come back; None where nobody wrote down how many there were."""
    issued = issued_count(ballot)
    if issued is None or ballot.papers is None:
        return None
    return issued + sum(entry.is_written for entry in roll) - ballot.papers


def day_of_law(motion: Motion) -> date | None:
    """The day on which the rules of a question are judged: that of the meeting, else that of its first round."""
    if (day := motion.meeting.exact_day) is not None:
        return day
    opened = [ballot.opened_at for ballot in motion.ballots.all()]
    return timezone.localtime(min(opened)).date() if opened else None


def told_rules(motion: Motion) -> list[Rule]:
    """The rules of a question with what they rest on; none while no day is known on which to judge them."""
    day = day_of_law(motion)
    with override("vi"):
        return rules_in_words(motion, day) if day is not None else []


def told_quorum_rule(meeting: Meeting) -> Rule | None:
    """The quorum that a meeting asks for, with what it rests on; None where it set none."""
    with override("vi"):
        day = meeting.exact_day or meeting.held_on.latest or date.min  # no day: nothing is said to have ended
        return quorum_rule(kept_quorum(meeting), day)


def source_words(rule: Rule) -> str:
    """What a rule rests on, after the rule."""
    return f", theo {rule.source}" if rule.is_sourced else f" ({rule.source})"


def warning_words(rule: Rule) -> str:
    """That what a rule rests on is no longer in force; empty where nothing is to be said."""
    if not rule.warning:
        return ""
    return f"Lưu ý về căn cứ của {rule.label.lower()}: {rule.warning[:1].lower()}{rule.warning[1:]}"


def told_result(ballot: Ballot) -> RoundResult:
    """What a counted round says; `ballot.motion` with its options."""
    with override("vi"):
        return result_of_round(ballot)


def row_words(motion: Motion, row: ResultRow, *, is_hidden: bool) -> str:
    """A name with what the count gave it and what became of it."""
    if motion.form == MotionForm.RANK:
        figures = "" if is_hidden else f" (tổng thứ hạng {row.sum_of_places})"
        return f"hạng {row.place}: {row.words}{figures}"
    verdict = row.verdict.lower()
    if is_hidden:
        return f"{row.words}: {verdict}"
    if motion.form == MotionForm.APPROVE:
        figures = f"đồng ý {row.agree}, không đồng ý {row.disagree}, không có ý kiến {row.abstain}"
    else:
        figures = f"{row.agree} phiếu"
    test = f" ({row.test})" if row.test else ""
    return f"{row.words}: {figures}, {verdict}{test}"


def decided_words(ballot: Ballot) -> str:
    """What a counted round decided, and what follows it."""
    motion = ballot.motion
    names = {option.code: option.words for option in motion.options.all()}
    outcome = outcome_of(ballot, tally_of(ballot))
    if motion.form == MotionForm.RANK:
        parts = [f"Thứ tự: {'; '.join(f'{each.place}. {names[each.option]}' for each in outcome.standings)}."]
    else:
        passed = "Được chọn" if motion.seats == 1 else "Đạt"
        parts = [f"{passed}: {'; '.join(names[code] for code in outcome.chosen)}."] if outcome.chosen else []
        if outcome.tied:
            parts.append(f"Bằng phiếu: {'; '.join(names[code] for code in outcome.tied)}.")
        if not parts:
            parts.append("Không ai đạt.")
    step = what_follows(ballot, outcome)
    if step.kind is Next.ROUND:
        parts.append(f"Bỏ phiếu tiếp vòng sau giữa: {'; '.join(names[code] for code in step.options)}.")
    if step.kind is Next.OTHERS_DECIDE:
        parts.append(f"Đã hết số vòng; {DECIDERS[decider_of(motion)]} quyết định.")
    return " ".join(parts)


def moment_words(moment: datetime) -> str:
    """9 giờ 05, 20/01/2026"""
    local = timezone.localtime(moment)
    return f"{local.hour} giờ {local.minute:02d}, {format_date(local.date())}"
