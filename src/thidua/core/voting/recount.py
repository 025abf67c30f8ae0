"""Counting a published record again, by whoever holds the file."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.voting.errors import VoteError
from thidua.core.voting.motions import MotionKind
from thidua.core.voting.outcome import Outcome, decide
from thidua.core.voting.receipts import read_code
from thidua.core.voting.record import VoteRecord
from thidua.core.voting.tally import Tally, count_slips


@dataclass(frozen=True, slots=True)
class Recount:
    """What the slips of the file give, and where the file disagrees with itself. No problems: the result holds."""

    tally: Tally | None
    outcome: Outcome | None
    problems: tuple[VoteError, ...]


def recount(record: VoteRecord) -> Recount:
    """Count the slips, test the codes, compare with the result that the file declares."""
    problems = _problems_of_codes(record)
    try:
        tally = count_slips(record.motion, record.slips, record.papers)
    except VoteError as error:
        return Recount(None, None, (*problems, error))
    outcome = decide(record.motion, tally, record.electorate, record.threshold, record.seats)
    declared = {each.option: each for each in record.counts}
    problems += [
        VoteError("count_differs", {"option": each.option, "name": record.names[each.option]})
        for each in tally.counts
        if declared.get(each.option) != each
    ]
    problems += _problems_of_lists(record, tally)
    if tally.blank != record.blank:
        problems.append(VoteError("blank_differs", {"declared": record.blank, "counted": tally.blank}))
    if set(outcome.chosen) != set(record.chosen) or set(outcome.tied) != set(record.tied):
        problems.append(VoteError("outcome_differs", {"counted": ", ".join(outcome.chosen) or "–"}))
    if record.papers > record.electorate.present:
        problems.append(
            VoteError("more_papers_than_voters", {"papers": record.papers, "voters": record.electorate.present})
        )
    return Recount(tally, outcome, tuple(problems))


def holds_code(record: VoteRecord, typed: str) -> bool:
    """Whether the paper with this code is among those counted. Raises `VoteError` for what cannot be a code."""
    return read_code(typed) in record.codes


def _problems_of_lists(record: VoteRecord, tally: Tally) -> list[VoteError]:
    """Of a list, each option has a slip from every paper but those of members who take no part in it."""
    if record.motion.kind is not MotionKind.APPROVE:
        return []
    found = {each.option: each.agree + each.disagree + each.abstain for each in tally.counts}
    return [
        VoteError("slips_missing", {"name": record.names[option], "slips": slips, "papers": record.papers})
        for option, slips in found.items()
        if slips < record.papers - record.electorate.recused_from(option)[0]
    ]


def _problems_of_codes(record: VoteRecord) -> list[VoteError]:
    problems = []
    if len(record.codes) != record.papers:
        problems.append(VoteError("other_number_of_codes", {"codes": len(record.codes), "papers": record.papers}))
    if len(set(record.codes)) != len(record.codes):
        problems.append(VoteError("code_twice"))
    for code in record.codes:
        try:
            if read_code(code) != code:
                problems.append(VoteError("strange_code", {"code": code}))
        except VoteError:
            problems.append(VoteError("strange_code", {"code": code}))
    return problems
