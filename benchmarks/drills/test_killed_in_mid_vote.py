"""The server is killed while people vote, a hundred times, at moments that nobody chose.

Who has a receipt is counted, and counted as he voted; nobody is counted twice; the mark on the roll, the paper in the
box, its code and the entry of history are there together or not at all: the slips in the box, and those published after
the count, are those of the papers whose codes lie beside them. In every second round those without a receipt send the
same paper again, as phones do by themselves: then all are counted.
"""

import json
import os
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest

from benchmarks.drills.browsers import CutOffError
from benchmarks.drills.conftest import DATABASES, MakeInstallation
from benchmarks.drills.installations import Installation
from benchmarks.voting.crowd import MARKS, Voter, drop

pytestmark = pytest.mark.drill

KILLS = int(os.environ.get("DRILL_VOTE_KILLS", "100"))
PHONES = 12
SECONDS = 0.4
SEED = 20261128


@dataclass
class Round:
    """One open round, its phones, and what they were told."""

    ballot: int
    voters: list[Voter]
    marks: dict[str, str] = field(default_factory=dict)
    """By the code of each voter's paper: how he marks the list."""
    receipts: list[str] = field(default_factory=list)
    cut_off: list[Voter] = field(default_factory=list)

    def slips_of(self, codes: list[str]) -> list[str]:
        """The slips that the papers with these codes were sent with, in an order that tells nothing."""
        return sorted(f"{place}{mark}" for code in codes for place, mark in enumerate(self.marks[code], start=1))

    def vote(self, port: int, voter: Voter, moment: float) -> None:
        """Press after a moment; a receipt, or a server that went away."""
        time.sleep(moment)
        try:
            sent = drop(port, self.ballot, voter, self.marks[voter.code])
        except CutOffError:
            self.cut_off.append(voter)
            return
        assert sent.code == voter.code, sent
        self.receipts.append(sent.code)


@pytest.mark.parametrize("database", DATABASES)
def test_no_receipted_vote_is_lost_and_none_is_there_twice(make_installation: MakeInstallation, database: str) -> None:
    installation = make_installation(database)
    installation.migrate()
    facts = json.loads(
        installation.run("-m", "benchmarks.voting.seed", str(PHONES), str(KILLS)).stdout.splitlines()[-1]
    )
    rounds = [Round(made["ballot"], [Voter(*each) for each in made["voters"]]) for made in facts["rounds"]]
    chance = random.Random(SEED)
    with installation.server(workers=2) as server:
        for place, each in enumerate(rounds):
            each.marks = {voter.code: "".join(chance.choice(MARKS) for _ in range(3)) for voter in each.voters}
            phones = [
                threading.Thread(target=each.vote, args=(server.port, voter, chance.uniform(0, SECONDS)))
                for voter in each.voters
            ]
            for phone in phones:
                phone.start()
            time.sleep(chance.uniform(0, SECONDS))
            server.kill()
            for phone in phones:
                phone.join()
            server.start()
            if place % 2:
                for voter in tuple(each.cut_off):
                    each.vote(server.port, voter, 0)

    assert sum(bool(each.cut_off) for each in rounds) > KILLS / 2, "hardly a kill fell into a vote"
    assert sum(len(each.receipts) for each in rounds) > KILLS, "hardly a vote came before a kill"
    require_each_once(installation, rounds)


def require_each_once(installation: Installation, rounds: list[Round]) -> None:
    """In the boxes, on the rolls, in history, and again in what is published after the count."""
    installation.require_history_holds()
    found = state(installation)
    in_box = {each.ballot: found[str(each.ballot)]["codes"] for each in rounds}
    for place, each in enumerate(rounds):
        require_round(found[str(each.ballot)], each, is_whole=place % 2 == 1)
    countable = [str(each.ballot) for each in rounds if len(in_box[each.ballot]) >= 3]
    published = state(installation, "close", *countable)
    for each in rounds:
        if str(each.ballot) in countable:
            assert published[str(each.ballot)]["state"] == "CLOSED"
            assert published[str(each.ballot)]["codes"] == in_box[each.ballot]
            require_slips(published[str(each.ballot)], each)
    installation.require_history_holds()


def require_round(told: dict[str, object], each: Round, *, is_whole: bool) -> None:
    """One round: all parts of a vote agree, every receipt is there, nothing that was not sent so."""
    codes = told["codes"]
    assert isinstance(codes, list)
    assert len(set(codes)) == len(codes) == told["papers"] == told["voted"] == told["entries"]
    assert set(each.receipts) <= set(codes) <= {voter.code for voter in each.voters}
    require_slips(told, each)
    if is_whole:
        assert sorted(each.receipts) == sorted(codes) == sorted(voter.code for voter in each.voters)


def require_slips(told: dict[str, object], each: Round) -> None:
    """What the slips say is what was sent with the codes beside them, and the count, once made, says the same."""
    codes, slips = told["codes"], told["slips"]
    assert isinstance(codes, list)
    assert slips == each.slips_of(codes)
    if told["counts"] is not None:
        found = Counter(each.slips_of(codes))
        assert told["counts"] == [[found[f"{place}{mark}"] for mark in MARKS] for place in (1, 2, 3)]


def state(installation: Installation, *words: str) -> dict[str, dict[str, object]]:
    """What is in the boxes or was published."""
    told: dict[str, dict[str, object]] = json.loads(
        installation.run("-m", "benchmarks.voting.state", *words).stdout.splitlines()[-1]
    )
    return told
