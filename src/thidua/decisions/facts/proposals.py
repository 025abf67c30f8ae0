"""From ranking and votes to whom a bloc may propose: who, for what, by which figures; what is left open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from thidua.campaigns.models import Cycle
from thidua.core.law.awards import known_bases
from thidua.core.law.codes import Subject
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import ProposalAnswer, ProposalSource
from thidua.decisions.models import ProposalLine
from thidua.decisions.queries.proposals import scheme_of, votes_on_awards
from thidua.meetings.facts.ballots import tally_of
from thidua.meetings.models import Motion
from thidua.meetings.queries.ballots import rounds_of
from thidua.organisations.models import Unit
from thidua.records.enums import AwardBasis, AwardCode
from thidua.records.services import law_code_of
from thidua.scorecards.enums import Layer, SchemeState
from thidua.scorecards.facts.ranking import Place, ranking_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit for an award, with what speaks for it. Unknown is None, or empty."""

    unit: Unit
    award_name: str
    award_code: str = ""
    source: ProposalSource = ProposalSource.RANKING
    motion: Motion | None = None
    rank: int | None = None
    total: str = ""
    votes_for: int | None = None
    votes_total: int | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What ranking and votes give for a year. `quotas`: award → places; `open_points`: what a person must settle."""

    candidates: list[Candidate] = field(default_factory=list)
    quotas: dict[str, int] = field(default_factory=dict)
    open_points: list[str] = field(default_factory=list)
    ranks: dict[int, tuple[int | None, str]] = field(default_factory=dict)
    """Unit → its rank and total as they stand now."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A line whose unit stands elsewhere in the ranking than when the line was made."""

    unit: Unit
    rank_then: int | None
    rank_now: int | None


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer of the superior that was corrected, in words, and why."""

    words: str
    because: str
    by: str


def asks_for_basis(award_code: str) -> bool:
    """Whether the law knows ways to an award of units on more than one basis, so that its name does not say it."""
    of_law = law_code_of(AwardCode(award_code)) if award_code else None
    return of_law is not None and len(known_bases(of_law, Subject.COLLECTIVE)) > 1


def lacks_basis(line: ProposalLine) -> bool:
    """Whether somebody should still say on what basis a line proposes its award, or which award it is."""
    return not line.basis and (not line.award_code or asks_for_basis(line.award_code))


def ranks_moved(lines: Iterable[ProposalLine], proposed: Proposed) -> list[Moved]:
    """The units whose rank is not the one that their line kept; each once."""
    moved: dict[int, Moved] = {}
    for line in lines:
        now, _total = proposed.ranks.get(line.unit_id, (None, ""))
        if line.rank is not None and now is not None and line.rank != now:
            moved[line.unit_id] = Moved(line.unit, line.rank, now)
    return list(moved.values())


def earlier_answers(line: ProposalLine) -> list[EarlierAnswer]:
    """The answers that were corrected, the oldest first."""
    told = []
    for each in line.earlier:
        parts = [str(ProposalAnswer(each["answer"]).label)]
        parts += [each["decision_number"], each["reason"]]
        if each["decided_on"]:
            parts.append(str(PartialDate.parse(each["decided_on"])))
        if basis := each.get("award_basis"):
            parts.append(str(AwardBasis(basis).label).lower())
        told.append(EarlierAnswer(", ".join(part for part in parts if part), each["because"], each["by"]))
    return told


def propose(cycle: Cycle) -> Proposed:
    """Votes first: what the conference voted stands. Awards it did not vote on follow the table's own rules."""
    places = _places_of(cycle)
    by_unit = {place.card.unit_id: place for place in places}
    proposed = Proposed(ranks={unit: (place.rank, _total_of(place)) for unit, place in by_unit.items()})
    voted = set()
    for motion in votes_on_awards(cycle.pk):
        voted.add(motion.award_name.casefold())
        proposed.candidates.extend(_chosen_by(motion, by_unit))
        if not motion.outcome["chosen"]:
            proposed.open_points.append(
                _("Hội nghị bỏ phiếu về %(award)s: không đơn vị nào đạt.") % {"award": motion.award_name}
            )
    for place in places:
        for offer in place.proposals:
            if offer.places is not None:
                proposed.quotas[offer.award] = offer.places
            if offer.award.casefold() in voted:
                continue
            if offer.is_undecided:
                proposed.open_points.append(
                    _("%(award)s: %(unit)s bằng điểm ở suất cuối, cần phân định trước khi đề nghị.")
                    % {"award": offer.award, "unit": place.card.unit}
                )
                continue
            proposed.candidates.append(_ranked(Candidate(place.card.unit, offer.award), by_unit))
    return proposed


def _places_of(cycle: Cycle) -> list[Place]:
    """The ranking of a year that scores or has scored; none while its table is a draft."""
    scheme = scheme_of(cycle.pk)
    if scheme is None or scheme.state not in (SchemeState.SCORING, SchemeState.PUBLISHED):
        return []
    return [place for group in ranking_of(scheme, Layer.FINAL) for place in group.places]


def _chosen_by(motion: Motion, by_unit: Mapping[int, Place]) -> list[Candidate]:
    """The units that a vote chose, with their votes in the round that chose them."""
    options = {option.code: option for option in motion.options.all()}
    rounds = [each for each in rounds_of(motion) if each.counts is not None]
    candidates = []
    for code in motion.outcome["chosen"]:
        unit = options[code].unit
        if unit is None:
            continue
        last = next((each for each in reversed(rounds) if code in each.options), None)
        candidate = Candidate(unit, motion.award_name, motion.award_code, ProposalSource.VOTE, motion)
        if last is not None:
            tally = tally_of(last)
            if not motion.hides_figures:
                candidate = replace(candidate, votes_for=tally.of(code).agree, votes_total=last.members)
        candidates.append(_ranked(candidate, by_unit))
    return candidates


def _ranked(candidate: Candidate, by_unit: Mapping[int, Place]) -> Candidate:
    place = by_unit.get(candidate.unit.pk)
    if place is None:
        return candidate
    return replace(candidate, rank=place.rank, total=_total_of(place))


def _total_of(place: Place) -> str:
    """As the ranking prints it, with the decimals that tell it from the others."""
    return place.total or ""
