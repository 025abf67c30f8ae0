"""What a count decides: who passes, who takes the places there are, where equals stand, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.tally import OptionCount, Tally
from thidua.core.voting.thresholds import Electorate, Test, Threshold


class Verdict(StrEnum):
    """What became of an option."""

    CHOSEN = "CHOSEN"
    NOT_CHOSEN = "NOT_CHOSEN"
    TIED = "TIED"
    """It passes, and equals stand with it for fewer places than they are."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An option after the count. Equals share a place: 1, 1, 3. `test` is None where no share is asked."""

    option: str
    place: int
    verdict: Verdict
    test: Test | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Standings, the best first; equals in the order of the list."""

    standings: tuple[Standing, ...]
    seats: int

    def _with(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(each.option for each in self.standings if each.verdict is verdict)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those who are in."""
        return self._with(Verdict.CHOSEN)

    @property
    def tied(self) -> tuple[str, ...]:
        """Those whom the count cannot tell apart at the last place there is."""
        return self._with(Verdict.TIED)

    @property
    def open_seats(self) -> int:
        """Places that nobody has taken."""
        return self.seats - len(self.chosen)


def decide(
    motion: Motion, tally: Tally, electorate: Electorate, threshold: Threshold | None, seats: int | None = None
) -> Outcome:
    """Who is in. `seats` are the places there are: None means as many as pass. Without `threshold` the most votes
    decide; an option nobody voted for is never in.

    A ranking is by the sum of places; it seats nobody by a share, therefore a threshold there asks for first places.
    """
    key = _by_places if motion.kind is MotionKind.RANK else _by_votes
    order = {option: at for at, option in enumerate(motion.options)}
    counts = sorted(tally.counts, key=lambda each: (key(each), order[each.option]))
    free = len(counts) if seats is None else seats
    standings: list[Standing] = []
    for _key, equals in groupby(counts, key=key):
        place = len(standings) + 1
        tested = [(each.option, _test(each, tally, electorate, threshold)) for each in equals]
        passing = [option for option, test in tested if (test.is_passed if test else _has_support(tally.of(option)))]
        verdict = Verdict.CHOSEN if len(passing) <= free else Verdict.TIED if free else Verdict.NOT_CHOSEN
        for option, test in tested:
            standings.append(Standing(option, place, verdict if option in passing else Verdict.NOT_CHOSEN, test))
        free = max(free - len(passing), 0)
    return Outcome(tuple(standings), len(counts) if seats is None else seats)


def _by_votes(count: OptionCount) -> int:
    return -count.agree


def _by_places(count: OptionCount) -> int:
    return count.sum_of_places


def _has_support(count: OptionCount) -> bool:
    return count.agree > 0 or any(count.places)


def _test(count: OptionCount, tally: Tally, electorate: Electorate, threshold: Threshold | None) -> Test | None:
    if threshold is None:
        return None
    slips = count.agree + count.disagree + count.abstain + tally.invalid
    return threshold.test(count.agree, electorate.total(threshold.basis, count.option, tally.papers, slips))


class Next(StrEnum):
    """What follows a round."""

    DONE = "DONE"
    ROUND = "ROUND"
    """Another round among `options`."""
    OTHERS_DECIDE = "OTHERS_DECIDE"
    """No more rounds: whom the rules name decides."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows, among which options, for how many places."""

    kind: Next
    options: tuple[str, ...] = ()
    seats: int = 0


def after_round(outcome: Outcome, *, number: int, most_rounds: int, must_fill: bool) -> NextStep:
    """What follows round `number` (from 1) of at most `most_rounds`.

    Equals at the last place go on by themselves; when places must be filled (`must_fill`: an election), so do all who
    did not pass. A list for or against is done when it is counted: who did not pass did not pass.
    """
    left = outcome.tied
    if not left and must_fill and outcome.open_seats:
        left = tuple(each.option for each in outcome.standings if each.verdict is not Verdict.CHOSEN)
    if not left:
        return NextStep(Next.DONE)
    kind = Next.ROUND if number < most_rounds else Next.OTHERS_DECIDE
    return NextStep(kind, left, outcome.open_seats)
