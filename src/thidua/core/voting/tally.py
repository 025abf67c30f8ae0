"""Counting. What slips say, added up; figures that tellers counted by hand stand in the same form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.papers import Mark, check_slip


@dataclass(frozen=True, slots=True)
class OptionCount:
    """What one option received. Disagreements and abstentions are counted for lists only, places for rankings only.

    `agree` is the number of papers for it: that agree with it, that name it, or that put it first.
    `places[0]` counts the papers that put it first, `places[1]` second, and so on.
    """

    option: str
    agree: int
    disagree: int = 0
    abstain: int = 0
    places: tuple[int, ...] = ()

    @property
    def sum_of_places(self) -> int:
        """1 for each first place, 2 for each second …: the smaller, the better."""
        return sum(place * count for place, count in enumerate(self.places, start=1))


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of one round. `papers` counts voters' papers, blank and invalid ones among them.

    Invalid papers exist on paper only: the screen does not take them.
    """

    papers: int
    counts: tuple[OptionCount, ...]
    blank: int = 0
    invalid: int = 0
    _of: dict[str, OptionCount] = field(init=False, repr=False, compare=False, hash=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._of.update({each.option: each for each in self.counts})

    def of(self, option: str) -> OptionCount:
        """What an option received; KeyError for one that was not there."""
        return self._of[option]

    @property
    def valid(self) -> int:
        """Papers that say something: neither blank nor invalid."""
        return self.papers - self.blank - self.invalid

    @property
    def is_unanimous(self) -> bool:
        """Whether the count tells how everybody voted: every paper says the same about some option."""
        if self.papers == 0:
            return False
        return any(self.papers in (each.agree, each.disagree, each.abstain, *each.places) for each in self.counts)


def count_slips(motion: Motion, slips: Iterable[str], papers: int) -> Tally:
    """Count the slips of `papers` voters. Raises `VoteError` for a slip this question cannot bring forth, or when the
    slips cannot be those of so many voters.
    """
    found = Counter(slips)
    for slip in found:
        check_slip(motion, slip)
    match motion.kind:
        case MotionKind.APPROVE:
            return _count_approvals(motion, found, papers)
        case MotionKind.CHOOSE:
            named: Counter[str] = Counter()
            for slip, times in found.items():
                for option in slip.split(",") if slip else []:
                    named[option] += times
            _require_papers(found.total(), papers)
            return Tally(papers, tuple(OptionCount(each, named[each]) for each in motion.options), blank=found[""])
        case MotionKind.RANK:
            _require_papers(found.total(), papers)
            return _count_rankings(motion, found, papers)


def _count_approvals(motion: Motion, found: Counter[str], papers: int) -> Tally:
    counts = tuple(
        OptionCount(each, found[f"{each}{Mark.AGREE}"], found[f"{each}{Mark.DISAGREE}"], found[f"{each}{Mark.ABSTAIN}"])
        for each in motion.options
    )
    for each in counts:
        if each.agree + each.disagree + each.abstain > papers:
            raise VoteError("more_slips_than_papers", {"option": each.option, "papers": papers})
    return Tally(papers, counts)


def _count_rankings(motion: Motion, found: Counter[str], papers: int) -> Tally:
    places = {option: [0] * len(motion.options) for option in motion.options}
    for slip, times in found.items():
        for place, option in enumerate(slip.split(">") if slip else []):
            places[option][place] += times
    counts = tuple(OptionCount(each, places[each][0], places=tuple(places[each])) for each in motion.options)
    return Tally(papers, counts, blank=found[""])


def _require_papers(slips: int, papers: int) -> None:
    if slips != papers:
        raise VoteError("other_number_of_papers", {"slips": slips, "papers": papers})


def check_tally(motion: Motion, tally: Tally) -> None:
    """Raise `VoteError` for figures that cannot be: what two tellers wrote down is added up before it is believed."""
    if [each.option for each in tally.counts] != list(motion.options):
        raise VoteError("other_options")
    figures = [tally.papers, tally.blank, tally.invalid]
    figures += [figure for each in tally.counts for figure in (each.agree, each.disagree, each.abstain, *each.places)]
    if min(figures) < 0:
        raise VoteError("negative")
    if tally.valid < 0:
        raise VoteError("more_invalid_than_papers", {"papers": tally.papers})
    for each in tally.counts:
        given = each.agree + each.disagree + each.abstain
        if given > tally.valid:
            raise VoteError("more_votes_than_papers", {"option": each.option, "votes": given, "papers": tally.valid})
        if motion.kind is MotionKind.RANK and (len(each.places), sum(each.places), each.places[:1]) != (
            len(motion.options), tally.valid, (each.agree,)
        ):  # fmt: skip
            raise VoteError("places_do_not_add_up", {"option": each.option, "papers": tally.valid})
    if motion.kind is MotionKind.CHOOSE:
        named = sum(each.agree for each in tally.counts)
        if not tally.valid <= named <= motion.most * tally.valid:
            raise VoteError("names_do_not_add_up", {"votes": named, "papers": tally.valid, "most": motion.most})
    if motion.kind is MotionKind.RANK:
        for place in range(len(motion.options)):
            if sum(each.places[place] for each in tally.counts) != tally.valid:
                raise VoteError("place_does_not_add_up", {"place": place + 1, "papers": tally.valid})
