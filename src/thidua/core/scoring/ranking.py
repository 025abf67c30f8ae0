"""Ranks with their ties open: equals are told apart by the table's chain, and each rank says by which step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from thidua.core.scoring.answers import Answers
from thidua.core.scoring.measures import MissingAnswerError, NoWholeError
from thidua.core.scoring.numbers import Number
from thidua.core.scoring.scheme import Ranking, TieBreak, TieBreakKind


@dataclass(frozen=True, slots=True)
class Contender:
    """A unit to be ranked: `value` None is unknown; `is_out` is not ranked at all."""

    unit: str
    group: str
    value: Fraction | None
    answers: Answers
    items: Mapping[str, Fraction | None]
    women_share: Fraction | None = None
    votes: int | None = None
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One step of the chain as it was taken among equals: what each had; None where the answer was not there."""

    step: TieBreak
    values: tuple[tuple[str, Number | None], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands among its group.

    `rank` is None for a unit that is out or whose total is unknown; while somebody's total is unknown all ranks are
    provisional. `broken_by` is the step of the chain that told it from its equals; `tied_with` those whom nothing
    told apart; `awaits_vote` that a vote must; `lacks` the answer without which a step could not be taken.
    `compared` is every step taken with it, in order.
    """

    rank: int | None
    is_provisional: bool = False
    broken_by: TieBreak | None = None
    tied_with: tuple[str, ...] = ()
    awaits_vote: bool = False
    lacks: str = ""
    compared: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Units nothing told apart so far, and what told them from others."""

    members: tuple[Contender, ...]
    broken_by: TieBreak | None = None
    awaits_vote: bool = False
    lacks: str = ""
    compared: tuple[Comparison, ...] = ()


def rank_units(ranking: Ranking, contenders: Sequence[Contender]) -> list[Standing]:
    """The standing of each, in the order given. Equals share a rank, and the next rank counts them: 1, 1, 3."""
    standings: dict[str, Standing] = {}
    order = {each.unit: at for at, each in enumerate(contenders)}
    for group in {each.group: None for each in contenders}:
        members = [each for each in contenders if each.group == group]
        ranked = sorted((each for each in members if each.value is not None and not each.is_out), key=_value)
        is_provisional = any(each.value is None and not each.is_out for each in members)
        rank = 1
        for _value_of, equals in groupby(reversed(ranked), key=_value):
            together = tuple(sorted(equals, key=lambda each: order[each.unit]))
            for place in _break(_Place(together), ranking.chain_for(group)):
                for member in place.members:
                    standings[member.unit] = Standing(
                        rank,
                        is_provisional,
                        place.broken_by,
                        tuple(each.unit for each in place.members if each is not member),
                        place.awaits_vote,
                        place.lacks,
                        place.compared,
                    )
                rank += len(place.members)
        for each in members:
            standings.setdefault(each.unit, Standing(None, is_provisional))
    return [standings[each.unit] for each in contenders]


def _value(contender: Contender) -> Fraction:
    assert contender.value is not None
    return contender.value


def _break(place: _Place, chain: Sequence[TieBreak]) -> list[_Place]:
    """The place as it is, or several in order, as far as the chain tells its members apart."""
    if len(place.members) == 1:
        return [place]
    if not chain:
        return [place]
    step, rest = chain[0], chain[1:]
    keys = {member.unit: _key(step, member) for member in place.members}
    known = {unit: key for unit, key in keys.items() if isinstance(key, int | Fraction)}
    place = replace(
        place, compared=(*place.compared, Comparison(step, tuple((unit, known.get(unit)) for unit in keys)))
    )
    if len(known) < len(keys):
        waits = step.kind is TieBreakKind.VOTE
        lacks = next(str(key) for unit, key in keys.items() if unit not in known)
        return [replace(place, awaits_vote=waits, lacks="" if waits else lacks)]
    values = sorted(set(known.values()), reverse=not step.is_smaller_better)
    if len(values) == 1:
        if step.kind is TieBreakKind.VOTE:
            return [replace(place, awaits_vote=True)]
        return _break(place, rest)
    broken: list[_Place] = []
    for value in values:
        members = tuple(each for each in place.members if known[each.unit] == value)
        still_equal = step.kind is TieBreakKind.VOTE and len(members) > 1
        broken += _break(_Place(members, step, awaits_vote=still_equal, compared=place.compared), rest)
    return broken


def _key(step: TieBreak, member: Contender) -> Number | str:
    """What a step compares (more is better), or the name of the answer it lacks."""
    match step.kind:
        case TieBreakKind.VOTE:
            return member.votes if member.votes is not None else "votes"
        case TieBreakKind.WOMEN:
            if member.women_share is None or step.at_least is None:
                return "women_share"
            return int(member.women_share >= step.at_least)
        case TieBreakKind.ITEM:
            points = member.items.get(step.item)
            return points if points is not None else step.item
        case TieBreakKind.MEASURE:
            assert step.measure is not None
            try:
                return step.measure.of(member.answers)
            except (MissingAnswerError, NoWholeError) as error:
                return error.name
