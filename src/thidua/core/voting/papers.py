"""What one voter's paper says, and the slips it falls into.

A paper for or against a list is cut into one slip per option before it is dropped: a member who takes no part in one
item would else be known by the gap in his paper, and a pattern of marks could be a signature. Slips are short texts:

    APPROVE  "2+"  "2-"  "2/"   agree, disagree, abstain, for option 2
    CHOOSE   "1,4"  ""          the options named, in the order of the list; nothing is a blank paper
    RANK     "3>1>2"  ""        the best first
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind


class Mark(StrEnum):
    """A mark beside one option; the sign is what a slip carries."""

    AGREE = "+"
    DISAGREE = "-"
    ABSTAIN = "/"


def approve_slips(motion: Motion, marks: Mapping[str, Mark], recused: Collection[str] = ()) -> tuple[str, ...]:
    """A mark for every option except those of which the voter is recused.

    Raises `VoteError`: an option without mark, a mark for an option that is not there or from which he is recused.
    """
    _require(motion, MotionKind.APPROVE)
    for option in marks:
        _known(motion, option)
        if option in recused:
            raise VoteError("recused", {"option": option})
    missing = [each for each in motion.options if each not in marks and each not in recused]
    if missing:
        raise VoteError("unmarked", {"count": len(missing), "option": missing[0]})
    return tuple(f"{option}{marks[option]}" for option in motion.options if option in marks)


def choose_slip(motion: Motion, chosen: Sequence[str]) -> str:
    """Up to `most` different options; none is a blank paper. Raises `VoteError`."""
    _require(motion, MotionKind.CHOOSE)
    _distinct(motion, chosen)
    if len(chosen) > motion.most:
        raise VoteError("too_many", {"count": len(chosen), "most": motion.most})
    return ",".join(each for each in motion.options if each in chosen)


def rank_slip(motion: Motion, order: Sequence[str]) -> str:
    """Every option once, the best first; none at all is a blank paper. Raises `VoteError`."""
    _require(motion, MotionKind.RANK)
    _distinct(motion, order)
    if order and len(order) < len(motion.options):
        raise VoteError("not_all_ranked", {"count": len(order), "all": len(motion.options)})
    return ">".join(order)


def check_slip(motion: Motion, slip: str) -> None:
    """Raise `VoteError` unless the text is a slip that this question can bring forth."""
    match motion.kind:
        case MotionKind.APPROVE:
            if slip[:-1] not in motion.options or slip[-1:] not in {each.value for each in Mark}:
                raise VoteError("bad_slip", {"slip": slip})
        case MotionKind.CHOOSE:
            if choose_slip(motion, slip.split(",") if slip else []) != slip:
                raise VoteError("bad_slip", {"slip": slip})
        case MotionKind.RANK:
            rank_slip(motion, slip.split(">") if slip else [])


def _require(motion: Motion, kind: MotionKind) -> None:
    if motion.kind is not kind:
        raise VoteError("other_kind", {"kind": motion.kind.value})


def _distinct(motion: Motion, options: Sequence[str]) -> None:
    for option in options:
        _known(motion, option)
    if len(set(options)) < len(options):
        raise VoteError("option_twice", {"option": next(each for each in options if options.count(each) > 1)})


def _known(motion: Motion, option: str) -> None:
    if option not in motion.options:
        raise VoteError("unknown_option", {"option": option})
