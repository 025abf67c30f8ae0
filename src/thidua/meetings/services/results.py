"""What a vote has settled goes where it belongs; what others decided after the last round is written down."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import BallotMethod, ElectionMethod, MotionPurpose, MotionState
from thidua.meetings.errors import BallotRuleError
from thidua.meetings.facts.ballots import tally_of
from thidua.meetings.facts.ties import scheme_of, votes_of_units
from thidua.meetings.models import Ballot, ElectionRecord, Motion, MotionOption
from thidua.meetings.policies.ballots import may_decide_motion
from thidua.meetings.queries.ballots import motion_with_parts, rounds_of
from thidua.meetings.services.elections import Candidate, ElectionFacts, write_election
from thidua.meetings.services.shared import clean_line, lock_part
from thidua.organisations.enums import LeadRole
from thidua.scorecards.services.acting import lock as lock_scheme
from thidua.scorecards.services.votes import record_tie_votes

POSTS = {MotionPurpose.LEAD: LeadRole.LEAD, MotionPurpose.DEPUTY_LEAD: LeadRole.DEPUTY_LEAD}
METHODS = {
    BallotMethod.SCREEN: ElectionMethod.SECRET_BALLOT,
    BallotMethod.PAPER: ElectionMethod.SECRET_BALLOT,
    BallotMethod.HANDS: ElectionMethod.SHOW_OF_HANDS,
}


def settle(actor: Actor, motion: Motion, now: datetime, decided: tuple[list[str], str] | None = None) -> None:
    """Write the outcome of a locked question, gathered from all its rounds, and send it on.

    `decided` holds the codes and the words of those who decided when the rounds were used up.
    """
    rounds = [each for each in rounds_of(motion_with_parts(motion.pk)) if each.counts is not None]
    chosen = [code for each in rounds for code in each.counts["chosen"]]
    if decided is not None:
        chosen += [code for code in decided[0] if code not in chosen]
    motion.outcome = {"chosen": chosen, "tied": [], "decided_by": decided[1] if decided else ""}
    motion.state = MotionState.SETTLED
    motion.version += 1
    motion.save()
    if motion.purpose in POSTS and chosen:
        _record_post(actor, motion, rounds)
    scheme = scheme_of(motion.meeting) if motion.purpose == MotionPurpose.TIE_BREAK else None
    if scheme is not None and rounds:
        votes = votes_of_units(motion, rounds, decided[0] if decided else ())
        source = f"{motion.title}. {motion.meeting.title}"
        if not record_tie_votes(actor=actor, scheme=scheme, votes=votes, source=source):
            motion.outcome = {**motion.outcome, "is_late": True}
            motion.save()


def lock_scheme_of(motion: Motion) -> None:
    """Lock the table whose ranking a vote may change, before anything is written to history: as all who score do."""
    scheme = scheme_of(motion.meeting) if motion.purpose == MotionPurpose.TIE_BREAK else None
    if scheme is not None:
        lock_scheme(scheme.pk)


@transaction.atomic
def decide_motion(
    *, actor: Actor, motion: Motion, chosen: list[str], words: str, version: int, now: datetime
) -> Motion:
    """Write down whom those named by the rules chose among the equals that the last round left, and in what words."""
    locked = lock_part(motion)
    lock_scheme_of(locked)
    require(may_decide_motion(actor, locked))
    require_version(locked, version)
    if not (words := clean_line(words)):
        raise BallotRuleError(_("Anh/chị chưa ghi ai quyết định và lý do."), field="words")
    last = [each for each in rounds_of(motion_with_parts(locked.pk)) if each.counts is not None][-1]
    open_to = last.counts["tied"] or [code for code in last.options if code not in last.counts["chosen"]]
    free = (last.seats or len(last.options)) - len(last.counts["chosen"])
    if not chosen or len(set(chosen)) > free or set(chosen) - set(open_to):
        raise BallotRuleError(
            _("Chọn nhiều nhất %(free)s trong số còn để ngỏ sau vòng cuối.") % {"free": free}, field="chosen"
        )
    settle(actor, locked, now, (chosen, words))
    names = [option.words for option in MotionOption.objects.filter(motion=locked, code__in=chosen)]
    record(actor, "motion.decided", locked, agency=locked.agency_id, after={"chosen": names}, reason=words)
    return locked


def _record_post(actor: Actor, motion: Motion, rounds: list[Ballot]) -> None:
    """The unit that was chosen, with the votes of the last round."""
    options = {option.code: option for option in motion.options.all()}
    elected = options[motion.outcome["chosen"][0]]
    assert elected.unit is not None
    last = rounds[-1]
    tally = tally_of(last)
    is_told = not motion.hides_figures
    count = tally.of(elected.code) if elected.code in last.options and is_told else None
    facts = ElectionFacts(
        year=motion.year or 0,
        role=POSTS[MotionPurpose(motion.purpose)],
        unit=elected.unit,
        method=METHODS[BallotMethod(last.method)],
        votes_for=count.agree if count else None,
        votes_against=(count.disagree if motion.form == "APPROVE" else None) if count else None,
        votes_blank=(count.abstain if motion.form == "APPROVE" else tally.blank) if count else None,
        candidates=[
            Candidate(option.unit, tally.of(option.code).agree if option.code in last.options and is_told else None)
            for option in options.values()
            if option.unit is not None
        ],
    )
    by_hand = ElectionRecord.objects.filter(meeting=motion.meeting, year=facts.year, role=facts.role).first()
    write_election(actor, motion.meeting, facts, by_hand.version if by_hand is not None else None)
