"""Votes by several hands at the same moment, in threads of their own on the real database: once each, or refused."""

import json
import threading
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from django.db import connection, connections

from tests.cast import Cast
from tests.factories.ballots import (
    Hall,
    choosing,
    count,
    entry_of,
    make_hall,
    make_motion,
    make_round,
    motion_facts,
    vote,
    vote_all,
)
from tests.factories.meetings import NOW
from thidua.audit.models import AuditEntry
from thidua.common.actor import SeatActor
from thidua.common.errors import DomainError
from thidua.core.voting.tally import OptionCount, Tally
from thidua.meetings.enums import BallotMethod, BallotState, ThresholdLevel
from thidua.meetings.models import Ballot, BallotBox, RollEntry, TellerSheet
from thidua.meetings.services.casting import Paper, Receipt, cast_vote, make_ticket
from thidua.meetings.services.doors import admit, issue_code
from thidua.meetings.services.motions import void_round
from thidua.meetings.services.rounds import close_round, open_round
from thidua.meetings.services.sealing import Box, open_box
from thidua.meetings.services.tellers import enter_sheet
from thidua.meetings.services.written import Reading, enter_written

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_disk")]


Said = Receipt | Ballot | Reading | bool | str | None


def at_once(works: Sequence[Callable[[], Said]]) -> list[Said]:
    """What each work gave, all begun at the same moment; a refusal is given by its name."""
    gate = threading.Barrier(len(works))
    said: dict[int, Said] = {}

    def run(place: int, work: Callable[[], Said]) -> None:
        try:
            gate.wait()
            said[place] = work()
        except DomainError as error:
            said[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [said[place] for place in range(len(works))]


def open_hall(cast: Cast) -> tuple[Hall, Ballot]:
    hall = make_hall(cast)
    facts = motion_facts(cast, threshold=ThresholdLevel.MOST_VOTES)
    return hall, make_round(cast, make_motion(cast, hall, facts))


def box_of(ballot: Ballot) -> Box:
    return open_box(ballot.pk, bytes(BallotBox.objects.get(ballot=ballot).sealed))


def voted(ballot: Ballot) -> int:
    return RollEntry.objects.filter(ballot=ballot, has_voted=True).count()


def entries(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def test_all_seats_vote_at_once(cast: Cast) -> None:
    hall, ballot = open_hall(cast)
    receipts = at_once([partial(vote, ballot, voter, choosing("1")) for voter in hall.voters])
    codes = sorted(receipt.code for receipt in receipts if isinstance(receipt, Receipt))
    assert sorted(box_of(ballot).codes) == codes
    assert (len(codes), voted(ballot), entries("ballot.voted")) == (6, 6, 6)


def test_two_phones_of_one_seat_at_once(cast: Cast) -> None:
    hall, ballot = open_hall(cast)
    voter = hall.voters[0]
    tickets = [make_ticket(entry_of(ballot, voter)).signed for _phone in range(4)]
    said = at_once(
        [
            partial(cast_vote, actor=voter.actor(), ballot=ballot, ticket=ticket, paper=choosing(str(choice)))
            for choice, ticket in enumerate(tickets, start=1)
        ]
    )
    [receipt] = [each for each in said if isinstance(each, Receipt)]
    assert said.count("VoteRefusedError") == 3
    assert box_of(ballot).codes == (receipt.code,)
    assert box_of(ballot).slips == (str(said.index(receipt) + 1),)
    assert (voted(ballot), entries("ballot.voted"), entries("ballot.refused")) == (1, 1, 3)


def test_one_phone_sends_the_same_paper_at_once(cast: Cast) -> None:
    hall, ballot = open_hall(cast)
    voter = hall.voters[0]
    ticket = make_ticket(entry_of(ballot, voter)).signed
    sending = partial(cast_vote, actor=voter.actor(), ballot=ballot, ticket=ticket, paper=choosing("2"))
    receipts = [each for each in at_once([sending] * 4) if isinstance(each, Receipt)]
    assert sorted(receipt.is_repeat for receipt in receipts) == [False, True, True, True]
    assert {receipt.code for receipt in receipts} == set(box_of(ballot).codes)
    assert (voted(ballot), entries("ballot.refused")) == (1, 0)


@pytest.mark.twice
@pytest.mark.parametrize("turn", range(3))
def test_votes_while_the_conductor_counts(cast: Cast, turn: int) -> None:
    """Whoever has a receipt is counted; whoever is too late is refused and stays without a mark on the roll."""
    hall, ballot = open_hall(cast)
    vote_all(ballot, hall, "111")
    voting: list[Callable[[], Said]] = [partial(vote, ballot, voter, choosing("2")) for voter in hall.voters[3:]]
    closing = partial(
        close_round, actor=cast.secretary.actor(), ballot=ballot, now=NOW, reason="Ba đơn vị xin về trước"
    )
    voting.insert(turn, closing)
    said = at_once(voting)
    closed = Ballot.objects.get(pk=ballot.pk)
    receipts = {each.code for each in said if isinstance(each, Receipt)}
    assert closed.state == BallotState.CLOSED
    assert closed.papers == len(closed.codes) == len(closed.slips) == voted(ballot) == 3 + len(receipts)
    assert receipts <= set(closed.codes)
    assert said.count("VoteRefusedError") == 3 - len(receipts) == entries("ballot.refused")


def test_votes_while_the_conductor_voids(cast: Cast) -> None:
    hall, ballot = open_hall(cast)
    voting: list[Callable[[], Said]] = [partial(vote, ballot, voter, choosing("2")) for voter in hall.voters]
    voiding = partial(void_round, actor=cast.secretary.actor(), ballot=ballot, reason="Mất điện")
    at_once([*voting[:3], voiding, *voting[3:]])
    ballot.refresh_from_db()
    assert (ballot.state, ballot.codes, ballot.slips) == (BallotState.VOID, None, None)
    assert not BallotBox.objects.exists()
    assert entries("ballot.voted") + entries("ballot.refused") == 6
    assert entries("ballot.voted") == voted(ballot)


def test_a_code_is_revoked_while_its_phone_votes(cast: Cast) -> None:
    """Either the vote came first, or the phone is shut out; the seat has one paper or none."""
    hall, ballot = open_hall(cast)
    secretary, line = cast.secretary.actor(), hall.line(0)
    code = issue_code(actor=secretary, line=line, now=NOW)
    admission = admit(typed=code, phone=str(line.pk), address="192.0.2.1", now=NOW)
    seat = SeatActor(door_code=admission.code, phone=admission.phone, name=admission.name)
    ticket = make_ticket(RollEntry.objects.get(ballot=ballot, line=line)).signed
    voting = partial(cast_vote, actor=seat, ballot=ballot, ticket=ticket, paper=choosing("3"))
    said = at_once([partial(issue_code, actor=secretary, line=line, now=NOW), voting])
    is_in = isinstance(said[1], Receipt)
    assert is_in or said[1] == "VoteRefusedError"
    assert (voted(ballot), len(box_of(ballot).codes)) == (int(is_in), int(is_in))


def test_two_conductors_open_at_once(cast: Cast) -> None:
    hall = make_hall(cast)
    motion = make_motion(cast, hall)
    opening = [
        partial(
            open_round, actor=who.actor(), motion=motion, method=BallotMethod.SCREEN, version=motion.version, now=NOW
        )
        for who in (cast.secretary, cast.standing, cast.secretary)
    ]
    said = at_once(opening)
    assert sum(isinstance(each, Ballot) for each in said) == 1
    assert (Ballot.objects.count(), BallotBox.objects.count(), RollEntry.objects.count()) == (1, 1, 6)
    assert entries("ballot.opened") == 1


def test_two_conductors_count_at_once(cast: Cast) -> None:
    hall, ballot = open_hall(cast)
    vote_all(ballot, hall, "111123")
    said = at_once(
        [partial(close_round, actor=who.actor(), ballot=ballot, now=NOW) for who in (cast.secretary, cast.standing)]
    )
    assert sum(isinstance(each, Ballot) for each in said) == 1
    assert (entries("ballot.counted"), Ballot.objects.get(pk=ballot.pk).papers) == (1, 6)


@pytest.mark.twice
@pytest.mark.parametrize("agree", [True, False])
def test_two_tellers_enter_at_once(cast: Cast, agree: bool) -> None:
    hall = make_hall(cast)
    tellers = hall.voters[4:6]
    motion = make_motion(cast, hall)
    ballot = make_round(cast, motion, BallotMethod.PAPER, tellers=[each.person for each in tellers])

    def counted(first: int) -> Tally:
        votes = {"1": first, "2": 6 - first}
        return Tally(6, tuple(OptionCount(code, votes.get(code, 0)) for code in "123456"))

    said = at_once(
        [
            partial(enter_sheet, actor=teller.actor(), ballot=ballot, issued=6, tally=counted(figure), now=NOW)
            for teller, figure in zip(tellers, (4, 4 if agree else 5), strict=True)
        ]
    )
    state = Ballot.objects.get(pk=ballot.pk).state
    assert (sorted(said, key=str), state) == (
        ([False, True], BallotState.CLOSED) if agree else ([False, False], BallotState.OPEN)
    )
    kept = 2 if agree else 0
    assert (TellerSheet.objects.count(), entries("ballot.counted")) == (kept, int(agree))


def test_a_letter_is_entered_by_two_at_once(cast: Cast) -> None:
    hall = make_hall(cast, absent=[5])
    ballot = make_round(cast, make_motion(cast, hall))
    entry = RollEntry.objects.get(ballot=ballot, line=hall.line(5))
    said = at_once(
        [
            partial(enter_written, actor=who.actor(), entry=entry, paper=choosing("1"))
            for who in (cast.secretary, cast.standing)
        ]
    )
    codes = sorted((each.code is not None) for each in said if isinstance(each, Reading))
    assert codes == [False, True]
    assert (voted(ballot), len(box_of(ballot).codes), Ballot.objects.get(pk=ballot.pk).present) == (1, 1, 6)


def test_voters_of_two_rounds_do_not_wait_for_each_other_for_ever(cast: Cast) -> None:
    """Two open rounds of one meeting, voted in opposite orders: no deadlock, all are counted."""
    hall, first = open_hall(cast)
    second = make_round(
        cast, make_motion(cast, hall, motion_facts(cast, title="Lần hai", purpose="OTHER", threshold="most_votes"))
    )

    def both(place: int) -> Said:
        order = (first, second) if place % 2 else (second, first)
        return [vote(ballot, hall.voters[place], Paper(chosen=("1",))) for ballot in order][-1]

    said = at_once([partial(both, place) for place in range(6)])
    assert all(isinstance(each, Receipt) for each in said)
    assert [count(cast, each).papers for each in (first, second)] == [6, 6]
    chain = list(
        AuditEntry.objects.filter(agency_id=cast.agency.pk).order_by("number").values_list("number", flat=True)
    )
    assert chain == list(range(1, len(chain) + 1))
    assert connection.in_atomic_block is False
    assert all(json.loads(entry.payload)["after"] for entry in AuditEntry.objects.filter(action="ballot.voted"))
