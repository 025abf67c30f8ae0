"""The key of the installation is changed in mid-meeting, the old one kept beside it: nothing stops, nothing is lost."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.ballots import Hall, choosing, count, entry_of, make_hall, make_motion, make_round, vote, vote_all
from tests.meetings.test_vote_pages import give_code, let_in, phone_of, read_over, words
from thidua.meetings.errors import BallotRuleError, ReadingsDifferError, VoteRefusedError
from thidua.meetings.models import Ballot, RollEntry, WrittenVote
from thidua.meetings.services.casting import cast_vote, make_ticket
from thidua.meetings.services.written import enter_written

ChangeKey = Callable[..., None]


@pytest.fixture
def change_key(settings) -> ChangeKey:
    """`change_key()` moves the key to the fallbacks and sets a new one; `change_key(keeps=False)` forgets the old."""

    def change(*, keeps: bool = True) -> None:
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if keeps else []
        settings.SECRET_KEY = "khoa-moi-" * 8

    return change


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return make_hall(cast, absent=[5])


@pytest.fixture
def ballot(cast: Cast, hall: Hall) -> Ballot:
    return make_round(cast, make_motion(cast, hall))


def test_papers_of_both_keys_are_counted_together(
    cast: Cast, hall: Hall, ballot: Ballot, change_key: ChangeKey
) -> None:
    receipts = vote_all(ballot, hall, "11")
    late = make_ticket(entry_of(ballot, hall.voters[2])).signed
    change_key()
    receipts.append(cast_vote(actor=hall.voters[2].actor(), ballot=ballot, ticket=late, paper=choosing("2")))
    receipts += [vote(ballot, voter, choosing("1")) for voter in hall.voters[3:5]]
    ballot = count(cast, ballot)
    assert sorted(ballot.codes) == sorted(receipt.code for receipt in receipts)
    assert sorted(ballot.slips) == ["1", "1", "1", "1", "2"]


def test_codes_from_the_door_and_phones_that_came_in_go_on(
    cast: Cast, hall: Hall, ballot: Ballot, change_key: ChangeKey
) -> None:
    phone, lost = Client(), Client()
    lost.get(reverse("vote_door"))
    named = lost.cookies["phone"].value
    held, used, unanswered = (give_code(cast, hall, place) for place in (0, 1, 2))
    assert let_in(phone, used)
    assert let_in(lost, unanswered)
    fields = read_over(phone, ballot, one="2")
    change_key()
    assert "Phiếu đã vào hòm" in words(phone.post(reverse("cast_vote", args=[ballot.pk]), fields))
    assert let_in(Client(), held)
    again = Client()
    again.cookies["phone"] = named
    assert let_in(again, unanswered)
    assert not let_in(Client(), unanswered)


def test_a_letter_read_under_the_old_key_is_read_again(
    cast: Cast, hall: Hall, ballot: Ballot, change_key: ChangeKey
) -> None:
    entry = RollEntry.objects.get(ballot=ballot, line=hall.line(5))
    enter_written(actor=cast.secretary.actor(), entry=entry, paper=choosing("3"))
    change_key()
    with pytest.raises(ReadingsDifferError):
        enter_written(actor=cast.standing.actor(), entry=entry, paper=choosing("4"))
    reading = enter_written(actor=cast.standing.actor(), entry=entry, paper=choosing("3"))
    assert reading.code is not None
    assert not WrittenVote.objects.exists()


def test_who_signed_in_stays_signed_in(hall: Hall, ballot: Ballot, change_key: ChangeKey) -> None:
    phone = phone_of(hall.voters[0])
    fields = read_over(phone, ballot, one="2")
    change_key()
    assert "Phiếu đã vào hòm" in words(phone.post(reverse("cast_vote", args=[ballot.pk]), fields))


def test_without_the_old_key_what_it_sealed_is_void(
    cast: Cast, hall: Hall, ballot: Ballot, change_key: ChangeKey
) -> None:
    """So nothing is counted wrongly: the box does not open, tickets and codes are refused."""
    vote_all(ballot, hall, "111")
    code, late = give_code(cast, hall, 3), make_ticket(entry_of(ballot, hall.voters[3])).signed
    change_key(keeps=False)
    with pytest.raises(BallotRuleError, match="không mở được"):
        count(cast, ballot)
    with pytest.raises(VoteRefusedError, match="không phải của anh/chị"):
        cast_vote(actor=hall.voters[3].actor(), ballot=ballot, ticket=late, paper=choosing("1"))
    assert not let_in(Client(), code)
