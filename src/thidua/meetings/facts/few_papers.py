"""Is a round too small to be secret? Said before it opens, not only when it is to be counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.meetings.enums import MotionForm
from thidua.meetings.facts.ballots import RoundPlan
from thidua.meetings.models import Motion
from thidua.meetings.queries.seats import Seat

FEWEST_PAPERS = 3
"""A secret round with fewer papers, or a name on which fewer have a say, is not counted: the result would tell who
voted how.
"""


@dataclass(frozen=True, slots=True)
class ExpectedPapers:
    """Papers that those present may hand in; `letters` more could come from absent members. `few_on`: names of the list
    on which fewer than `FEWEST_PAPERS` of those present have a say, though the round as a whole has enough.
    """

    papers: int
    letters: int
    few_on: tuple[str, ...] = ()
    least: int = FEWEST_PAPERS

    @property
    def is_few(self) -> bool:
        """Whether those present alone are too few."""
        return self.papers < self.least


def expected_papers(motion: Motion, plan: RoundPlan, seats: Iterable[Seat]) -> ExpectedPapers:
    """What a secret round of the plan may bring; whoever takes part in no name of it hands nothing in."""
    aside = _aside(motion, plan)
    taking_part = [seat for seat in seats if len(aside.get(seat.line.pk, ())) < len(plan.options)]
    there = [seat for seat in taking_part if seat.is_present is True]
    few_on: tuple[str, ...] = ()
    if motion.form == MotionForm.APPROVE and len(there) >= FEWEST_PAPERS:
        silent = Counter(code for seat in there for code in aside.get(seat.line.pk, ()))
        names = {option.code: option.words for option in motion.options.all()}
        few_on = tuple(names[code] for code in plan.options if len(there) - silent[code] < FEWEST_PAPERS)
    return ExpectedPapers(len(there), len(taking_part) - len(there), few_on)


def _aside(motion: Motion, plan: RoundPlan) -> dict[int, set[str]]:
    """By line of the roll: the names of the plan on which it takes no part."""
    aside: dict[int, set[str]] = {}
    for option in motion.options.all():
        if option.code in plan.options:
            for recusal in option.recusals.all():
                aside.setdefault(recusal.line_id, set()).add(option.code)
    return aside
