"""The published record of one round: everything a member needs to count again, and nothing that names a voter.

    {"format": "thidua-vote", "version": 1, "meeting": "…", "title": "…", "round": 1,
     "kind": "APPROVE", "most": 1, "seats": null, "options": [{"code": "1", "name": "…"}],
     "electorate": {"members": 8, "present": 7, "recused": {"1": {"members": 1, "present": 1}}, "recused_count": true},
     "threshold": {"share": "4/5", "basis": "MEMBERS", "is_strict": false, "cites": "…"},
     "papers": 7, "codes": ["K7M3-QX9P-2VDH"], "slips": ["1+"],
     "result": {"counts": [{"option": "1", "agree": 7, "disagree": 0, "abstain": 0, "places": []}],
                "blank": 0, "chosen": ["1"], "tied": []}}

`threshold` null: the most votes decide. Codes and slips are two lists in two random orders: no code has a slip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import Motion, MotionKind
from thidua.core.voting.outcome import Outcome
from thidua.core.voting.tally import OptionCount, Tally
from thidua.core.voting.thresholds import Basis, Electorate, Threshold

FORMAT: Final = "thidua-vote"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """One round as it was published."""

    meeting: str
    title: str
    round: int
    motion: Motion
    names: Mapping[str, str]
    seats: int | None
    electorate: Electorate
    threshold: Threshold | None
    cites: str
    papers: int
    codes: tuple[str, ...]
    slips: tuple[str, ...]
    counts: tuple[OptionCount, ...]
    blank: int
    chosen: tuple[str, ...]
    tied: tuple[str, ...]


def write_record(record: VoteRecord) -> dict[str, Any]:
    """The record as plain data for JSON."""
    threshold = record.threshold
    return {
        "format": FORMAT,
        "version": VERSION,
        "meeting": record.meeting,
        "title": record.title,
        "round": record.round,
        "kind": record.motion.kind.value,
        "most": record.motion.most,
        "seats": record.seats,
        "options": [{"code": each, "name": record.names[each]} for each in record.motion.options],
        "electorate": {
            "members": record.electorate.members,
            "present": record.electorate.present,
            "recused": {
                option: {"members": members, "present": present}
                for option, members, present in record.electorate.recused
            },
            "recused_count": record.electorate.recused_count,
        },
        "threshold": threshold
        and {
            "share": str(threshold.share),
            "basis": threshold.basis.value,
            "is_strict": threshold.is_strict,
            "cites": record.cites,
        },
        "papers": record.papers,
        "codes": list(record.codes),
        "slips": list(record.slips),
        "result": write_result(record.counts, record.blank, record.chosen, record.tied),
    }


def write_result(
    counts: tuple[OptionCount, ...], blank: int, chosen: tuple[str, ...], tied: tuple[str, ...]
) -> dict[str, Any]:
    """What was counted and decided, as plain data."""
    return {
        "counts": [
            {
                "option": each.option,
                "agree": each.agree,
                "disagree": each.disagree,
                "abstain": each.abstain,
                "places": list(each.places),
            }
            for each in counts
        ],
        "blank": blank,
        "chosen": list(chosen),
        "tied": list(tied),
    }


def result_of(tally: Tally, outcome: Outcome) -> dict[str, Any]:
    """The result of a count, as plain data."""
    return write_result(tally.counts, tally.blank, outcome.chosen, outcome.tied)


def read_record(plain: object) -> VoteRecord:
    """A record from plain data. Raises `VoteError` when it is none, or one of a later version."""
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise VoteError("no_record")
    if plain.get("version") != VERSION:
        raise VoteError("other_version", {"version": str(plain.get("version"))})
    try:
        return _read(plain)
    except VoteError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise VoteError("broken_record", {"detail": str(error)}) from error


def _read(plain: dict[str, Any]) -> VoteRecord:
    options, result, electorate = plain["options"], plain["result"], plain["electorate"]
    threshold = plain["threshold"]
    return VoteRecord(
        meeting=str(plain["meeting"]),
        title=str(plain["title"]),
        round=int(plain["round"]),
        motion=Motion(MotionKind(plain["kind"]), tuple(str(each["code"]) for each in options), int(plain["most"])),
        names={str(each["code"]): str(each["name"]) for each in options},
        seats=None if plain["seats"] is None else int(plain["seats"]),
        electorate=Electorate(
            int(electorate["members"]),
            int(electorate["present"]),
            tuple(
                (str(option), int(each["members"]), int(each["present"]))
                for option, each in electorate["recused"].items()
            ),
            electorate["recused_count"],
        ),
        threshold=threshold
        and Threshold(Fraction(threshold["share"]), Basis(threshold["basis"]), bool(threshold["is_strict"])),
        cites=str(threshold["cites"]) if threshold else "",
        papers=int(plain["papers"]),
        codes=tuple(str(each) for each in plain["codes"]),
        slips=tuple(str(each) for each in plain["slips"]),
        counts=tuple(
            OptionCount(
                str(each["option"]),
                int(each["agree"]),
                int(each["disagree"]),
                int(each["abstain"]),
                tuple(int(count) for count in each["places"]),
            )
            for each in result["counts"]
        ),
        blank=int(result["blank"]),
        chosen=tuple(str(each) for each in result["chosen"]),
        tied=tuple(str(each) for each in result["tied"]),
    )
