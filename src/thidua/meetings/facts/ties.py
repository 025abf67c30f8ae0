"""Units that a vote must tell apart: which they are, and what the vote gave each."""

from collections.abc import Sequence

from thidua.core.voting.tally import Tally
from thidua.meetings.enums import MotionForm
from thidua.meetings.facts.ballots import tally_of
from thidua.meetings.models import Ballot, Meeting, Motion
from thidua.organisations.models import Unit
from thidua.scorecards.enums import Layer, SchemeState
from thidua.scorecards.facts.ranking import ranking_of
from thidua.scorecards.models import Scheme


def scheme_of(meeting: Meeting) -> Scheme | None:
    """The table with which the meeting's year scores, once it does."""
    if meeting.cycle_id is None:
        return None
    return (
        Scheme.objects.filter(cycle=meeting.cycle_id).exclude(state=SchemeState.DRAFT).select_related("cycle").first()
    )


def tied_units(meeting: Meeting) -> list[Unit]:
    """The units at the highest place that waits for a vote; none when nothing waits."""
    scheme = scheme_of(meeting)
    if scheme is None:
        return []
    for group in ranking_of(scheme, Layer.FINAL):
        for place in group.places:
            standing = place.result.standing
            if standing is not None and standing.awaits_vote:
                equals = {place.result.unit, *standing.tied_with}
                return [each.card.unit for each in group.places if each.result.unit in equals]
    return []


def votes_of_units(motion: Motion, rounds: Sequence[Ballot], decided: Sequence[str] = ()) -> dict[int, int]:
    """Unit id → what the vote gave it, more being better.

    Of one round these are its votes (of a ranking: how many places better than last, over all papers). Otherwise, and
    where figures are kept back, the order alone: who was chosen in an earlier round, then whom others decided on, then
    by the votes of the last round, of the one before, and so on.
    """
    tallies = [(ballot, tally_of(ballot)) for ballot in rounds]
    chosen_in = {code: place for place, ballot in reversed(list(enumerate(rounds))) for code in _chosen(motion, ballot)}
    keys: dict[str, tuple[int, ...]] = {}
    for option in motion.options.all():
        earlier = len(rounds) - chosen_in[option.code] if option.code in chosen_in else 0
        given = [_votes(motion, ballot, tally, option.code) for ballot, tally in reversed(tallies)]
        keys[option.code] = (earlier, int(option.code in decided), *given)
    is_plain = len(rounds) == 1 and not decided and not motion.hides_figures
    order = sorted(set(keys.values()))
    return {
        option.unit_id: keys[option.code][-1] if is_plain else order.index(keys[option.code])
        for option in motion.options.all()
        if option.unit_id is not None
    }


def _chosen(motion: Motion, ballot: Ballot) -> Sequence[str]:
    """Whom a round chose; an order chooses nobody, it puts all in their places."""
    return () if motion.form == MotionForm.RANK else ballot.counts["chosen"]


def _votes(motion: Motion, ballot: Ballot, tally: Tally, code: str) -> int:
    """A unit that no longer stood in a round lies below all that did."""
    if code not in ballot.options:
        return -1
    count = tally.of(code)
    if motion.form == MotionForm.RANK:
        return len(ballot.options) * sum(count.places) - count.sum_of_places
    return count.agree
