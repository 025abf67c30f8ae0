"""Rounds of voting as the core counts them: question, electorate, threshold, what follows."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from thidua.core.voting import motions, settings
from thidua.core.voting.outcome import NextStep, Outcome, after_round, decide
from thidua.core.voting.record import VoteRecord
from thidua.core.voting.settings import Settings, shipped_settings
from thidua.core.voting.tally import OptionCount, Tally
from thidua.core.voting.thresholds import Basis, Electorate, Threshold
from thidua.meetings.enums import POSTS, MotionForm, MotionPurpose
from thidua.meetings.facts.quorum import kept_quorum
from thidua.meetings.facts.rule_words import keep_source
from thidua.meetings.models import Ballot, Motion
from thidua.meetings.queries.ballots import holder_of_the_other_post, rounds_of

MUST_FILL = (*POSTS, MotionPurpose.TIE_BREAK)
"""Votes that end with somebody chosen; of a list for or against, who did not pass did not pass."""


def question_of(ballot: Ballot) -> motions.Motion:
    """What the papers of the round answer."""
    return motions.Motion(motions.MotionKind(ballot.motion.form), tuple(ballot.options), ballot.most)


def electorate_of(ballot: Ballot) -> Electorate:
    """Of whom shares are taken in the round."""
    recused = tuple((code, each["members"], each["present"]) for code, each in sorted(ballot.recused.items()))
    return Electorate(ballot.members, ballot.present, recused, ballot.motion.recused_count)


def rules_of(motion: Motion) -> dict[str, Any]:
    """The rules of the question as they stand now, in full, for keeping."""
    shipped = shipped_settings()
    threshold, rounds = shipped.threshold[motion.threshold], shipped.rounds[motion.rounds]
    level = threshold.threshold
    kept: dict[str, Any] = {
        "threshold": {
            "code": threshold.code,
            "share": str(level.share) if level else None,
            "basis": level.basis.value if level else None,
            "is_strict": level.is_strict if level else False,
            **keep_source(threshold.source),
        },
        "rounds": {"code": rounds.code, "most": rounds.most, "then": rounds.then.value, **keep_source(rounds.source)},
        "quorum": kept_quorum(motion.meeting),
    }
    if motion.attendance:
        attendance = shipped.attendance[motion.attendance]
        kept["attendance"] = {"code": attendance.code, "share": str(attendance.share), **keep_source(attendance.source)}
    return kept


def threshold_of(motion: Motion) -> Threshold | None:
    """How many votes are enough, by the rules as they were kept, or as they stand while nothing was opened."""
    kept = (motion.rules or rules_of(motion))["threshold"]
    if kept["share"] is None:
        return None
    return Threshold(Fraction(kept["share"]), Basis(kept["basis"]), kept["is_strict"])


def most_rounds_of(motion: Motion) -> int:
    """How many rounds there may be."""
    most: int = (motion.rules or rules_of(motion))["rounds"]["most"]
    return most


def decider_of(motion: Motion) -> settings.Decider:
    """Who decides when the rounds are used up."""
    return settings.Decider((motion.rules or rules_of(motion))["rounds"]["then"])


def tally_of(ballot: Ballot) -> Tally:
    """The count of a closed round."""
    counts = ballot.counts
    return Tally(
        ballot.papers or 0,
        tuple(
            OptionCount(each["option"], each["agree"], each["disagree"], each["abstain"], tuple(each["places"]))
            for each in counts["counts"]
        ),
        counts["blank"],
        counts.get("invalid", 0),
    )


def outcome_of(ballot: Ballot, tally: Tally) -> Outcome:
    """What a count decides in this round, the best first; where the figures are kept back in the order of the list, for
    whoever is named first would be known to have more votes. (A ranking tells its places.)
    """
    outcome = decide(question_of(ballot), tally, electorate_of(ballot), threshold_of(ballot.motion), ballot.seats)
    if not ballot.motion.hides_figures or ballot.motion.form == MotionForm.RANK:
        return outcome
    in_list = sorted(outcome.standings, key=lambda standing: ballot.options.index(standing.option))
    return replace(outcome, standings=tuple(in_list))


def what_follows(ballot: Ballot, outcome: Outcome) -> NextStep:
    """What comes after the round. Void rounds do not use up the rounds that the rules allow."""
    before = [each for each in ballot.motion.ballots.all() if each.counts is not None and each.number < ballot.number]
    return after_round(
        outcome,
        number=len(before) + 1,
        most_rounds=most_rounds_of(ballot.motion),
        must_fill=ballot.motion.purpose in MUST_FILL,
    )


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The options, places and choices of the next round."""

    number: int
    options: tuple[str, ...]
    seats: int | None
    most: int


def plan_round(motion: Motion, ballots: list[Ballot]) -> RoundPlan:
    """The first round takes the whole list; a later one those whom the last left undecided."""
    counted = [each for each in ballots if each.counts is not None]
    number = max((each.number for each in ballots), default=0) + 1
    if not counted:
        options = tuple(option.code for option in motion.options.all())
        return RoundPlan(number, options, motion.seats, min(motion.most, len(options)) or 1)
    last = counted[-1]
    step = what_follows(last, outcome_of(last, tally_of(last)))
    seats = step.seats if last.seats is not None else None
    return RoundPlan(number, step.options, seats, min(motion.most, seats or motion.most, len(step.options)) or 1)


def next_round(motion: Motion) -> RoundPlan:
    """The plan of the round that may be opened now, without the unit that already holds the other post of that year, by
    whichever meeting of the bloc: the deputy is never the head.
    """
    plan = plan_round(motion, rounds_of(motion))
    if motion.purpose not in POSTS:
        return plan
    if (taken := holder_of_the_other_post(motion)) is None:
        return plan
    codes = {option.code for option in motion.options.all() if option.unit_id == taken}
    left = tuple(code for code in plan.options if code not in codes)
    return replace(plan, options=left, most=min(plan.most, len(left)) or 1)


def record_of(ballot: Ballot, slips: list[str], codes: list[str], tally: Tally, outcome: Outcome) -> VoteRecord:
    """The record that is published of a round on screen."""
    motion = ballot.motion
    names = {option.code: option.words for option in motion.options.all()}
    return VoteRecord(
        meeting=motion.meeting.title,
        title=motion.title,
        round=ballot.number,
        motion=question_of(ballot),
        names={code: names[code] for code in ballot.options},
        seats=ballot.seats,
        electorate=electorate_of(ballot),
        threshold=threshold_of(motion),
        cites=(motion.rules or {}).get("threshold", {}).get("cites", "") or motion.basis,
        papers=tally.papers,
        codes=tuple(codes),
        slips=tuple(slips),
        counts=tally.counts,
        blank=tally.blank,
        chosen=outcome.chosen,
        tied=outcome.tied,
    )


def levels() -> Settings:
    """What a vote may choose from."""
    return shipped_settings()
