"""Rules and results of votes in words: what a level rests on and how sure that is, what became of a name."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.core.voting.outcome import Standing, Verdict
from thidua.core.voting.tally import Tally
from thidua.meetings.enums import AttendanceLevel, MotionForm, RoundsLevel, ThresholdLevel
from thidua.meetings.facts.ballots import outcome_of, rules_of, tally_of
from thidua.meetings.facts.quorum import no_quorum_rule, quorum_rule
from thidua.meetings.facts.rule_words import Rule, rule_in_words
from thidua.meetings.models import Ballot, Motion
from thidua.meetings.queries.ballots import rounds_of


def rules_in_words(motion: Motion, day: date) -> list[Rule]:
    """The rules of a question, kept or as they stand, with their sources."""
    kept = motion.rules or rules_of(motion)
    rules = [quorum_rule(kept["quorum"], day) or no_quorum_rule()]
    if "attendance" in kept:
        level = AttendanceLevel(kept["attendance"]["code"]).label
        rules.append(rule_in_words(_("Có mặt khi bỏ phiếu"), str(level), kept["attendance"], motion.basis, day))
    if motion.form != MotionForm.RANK:
        level = ThresholdLevel(kept["threshold"]["code"]).label
        rules.append(rule_in_words(_("Tỷ lệ đạt"), str(level), kept["threshold"], motion.basis, day))
    rules.append(
        rule_in_words(_("Số vòng"), str(RoundsLevel(kept["rounds"]["code"]).label), kept["rounds"], motion.basis, day)
    )
    return rules


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A name after the count. Figures are None where they may not be told."""

    place: int
    words: str
    verdict: str
    kind: str
    agree: int | None
    disagree: int | None
    abstain: int | None
    sum_of_places: int | None
    test: str


@dataclass(frozen=True, slots=True)
class RoundResult:
    """A counted round for its page and for papers."""

    ballot: Ballot
    rows: list[ResultRow]
    tally: Tally
    is_hidden: bool
    """The rules of the question keep the figures back."""


def result_of_round(ballot: Ballot) -> RoundResult:
    """What a counted round says; `ballot.motion` with its options."""
    tally = tally_of(ballot)
    outcome = outcome_of(ballot, tally)
    is_hidden = ballot.motion.hides_figures
    names = {option.code: option.words for option in ballot.motion.options.all()}
    rows = [_row(each, ballot, tally, names[each.option], is_hidden=is_hidden) for each in outcome.standings]
    return RoundResult(ballot, rows, tally, is_hidden)


def _row(standing: Standing, ballot: Ballot, tally: Tally, words: str, *, is_hidden: bool) -> ResultRow:
    count = tally.of(standing.option)
    is_list = ballot.motion.form == MotionForm.APPROVE
    is_ranking = ballot.motion.form == MotionForm.RANK
    passes = standing.test is not None and standing.test.is_passed
    verdict, kind = verdict_words(ballot.motion, standing.verdict, passes=passes)
    return ResultRow(
        place=standing.place,
        words=words,
        verdict=verdict,
        kind=kind,
        agree=None if is_hidden else count.agree,
        disagree=count.disagree if is_list and not is_hidden else None,
        abstain=count.abstain if is_list and not is_hidden else None,
        sum_of_places=count.sum_of_places if is_ranking and not is_hidden else None,
        test="" if is_hidden else test_words(standing),
    )


def verdict_words(motion: Motion, verdict: Verdict, *, passes: bool = False) -> tuple[str, str]:
    """What became of a name, and the tint of its badge."""
    if motion.form == MotionForm.RANK:
        return "", "plain"
    if verdict is Verdict.TIED:
        return _("Bằng phiếu"), "warn"
    is_election = motion.seats == 1
    if verdict is Verdict.NOT_CHOSEN and passes:
        return _("Đủ tỷ lệ, hết suất"), "unknown"
    if verdict is Verdict.CHOSEN:
        return (_("Được chọn") if is_election else _("Đạt")), "ok"
    return (_("Không được chọn") if is_election else _("Không đạt")), "unknown"


def test_words(standing: Standing) -> str:
    """14 trên 17, cần 14."""
    test = standing.test
    if test is None:
        return ""
    return _("%(votes)s trên %(total)s, cần %(needed)s") % {
        "votes": test.votes,
        "total": test.total,
        "needed": test.needed,
    }


def outcome_words(motion: Motion) -> str:
    """Who was chosen, in one sentence; empty while nothing is settled."""
    if motion.outcome is None:
        return ""
    names = {option.code: option.words for option in motion.options.all()}
    chosen = [names[code] for code in motion.outcome["chosen"]]
    if motion.form == MotionForm.RANK:
        counted = [each for each in rounds_of(motion) if each.counts is not None]
        standings = outcome_of(counted[-1], tally_of(counted[-1])).standings if counted and chosen else ()
        return "; ".join(f"{each.place}. {names[each.option]}" for each in standings) or _("không xếp được ai")
    return "; ".join(chosen) if chosen else _("không có ai đạt")
