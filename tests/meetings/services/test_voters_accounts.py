"""While a round is open nobody gets, by way of an account, into the place of a voter or a teller."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.ballots import Hall, count, make_hall, make_motion, make_round, vote_all
from tests.factories.organisations import make_person
from tests.meetings.test_vote_pages import phone_of, words
from thidua.access.queries import person_of
from thidua.access.services.users import (
    create_user,
    deactivate_user,
    issue_password,
    link_person,
    reactivate_user,
    turn_off_second_factor,
)
from thidua.accounts.models import User
from thidua.audit.models import INSTALLATION, AuditEntry
from thidua.common.actor import Actor
from thidua.common.errors import RefusedError
from thidua.meetings.enums import BallotMethod
from thidua.meetings.models import Ballot, RollEntry
from thidua.organisations.models import Person

HELD = "ở một vòng chưa kết thúc nên tài khoản giữ nguyên"


@dataclass(frozen=True, slots=True)
class Desk:
    """The administrator's desk: somebody else's account, and voters of an open round, one of whom has no account."""

    cast: Cast
    hall: Hall
    ballot: Ballot
    actor: Actor
    other: User
    without: Person


@pytest.fixture
def desk(cast: Cast, at: Callable[[str], datetime]) -> Desk:
    now = at(f"{YEAR}-06-15 09:00")
    hall = make_hall(cast)
    without = hall.voters[1].person
    assert without is not None
    Person.objects.filter(pk=without.pk).update(user=None)
    ballot = make_round(cast, make_motion(cast, hall))
    other = User.objects.create_user("ke-khac", "", None)
    return Desk(cast, hall, ballot, cast.administrator.actor(now), other, Person.objects.get(pk=without.pk))


def test_a_voter_without_an_account_gets_none_while_the_round_is_open(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=HELD) as caught:
        link_person(actor=desk.actor, user=desk.other, person=desk.without)
    assert "thư ký hội nghị phát mã tại cửa" in caught.value.remedy
    with pytest.raises(RefusedError, match=HELD):
        create_user(actor=desk.actor, username="nguoi-moi", person=desk.without)
    assert not User.objects.filter(username="nguoi-moi").exists()
    assert Person.objects.get(pk=desk.without.pk).user is None


def test_a_voters_account_is_not_taken_from_him(desk: Desk) -> None:
    """Neither given to somebody else nor to nobody, which would free the voter for another account."""
    voter = desk.hall.voters[0]
    somebody = make_person(desk.cast.units[0], "Lý Thị Mới")
    for person in (somebody, None):
        with pytest.raises(RefusedError, match=HELD):
            link_person(actor=desk.actor, user=voter.user, person=person)
    assert person_of(User.objects.get(pk=voter.user.pk)) == voter.person
    link_person(actor=desk.actor, user=voter.user, person=voter.person)


def test_others_get_their_accounts_meanwhile(desk: Desk) -> None:
    somebody = make_person(desk.cast.units[0], "Lý Thị Mới")
    link_person(actor=desk.actor, user=desk.other, person=somebody)
    assert person_of(User.objects.get(pk=desk.other.pk)) == somebody


def test_after_the_count_a_voter_gets_an_account(desk: Desk) -> None:
    voters = [desk.hall.voters[0], *desk.hall.voters[2:]]
    vote_all(desk.ballot, Hall(desk.hall.meeting, voters), "11112")
    count(desk.cast, desk.ballot)
    link_person(actor=desk.actor, user=desk.other, person=desk.without)
    assert person_of(User.objects.get(pk=desk.other.pk)) == desk.without


def test_a_teller_of_a_round_on_paper_keeps_his_account(cast: Cast, at: Callable[[str], datetime]) -> None:
    now = at(f"{YEAR}-06-15 09:00")
    hall = make_hall(cast)
    teller, member = hall.voters[4], hall.voters[0]
    tellers = [teller.person, hall.voters[5].person]
    make_round(cast, make_motion(cast, hall), BallotMethod.PAPER, tellers=tellers)
    with pytest.raises(RefusedError, match=HELD):
        link_person(actor=cast.administrator.actor(now), user=teller.user, person=None)
    link_person(actor=cast.administrator.actor(now), user=member.user, person=None)


@pytest.mark.parametrize("open_it", [issue_password, turn_off_second_factor])
def test_nobody_opens_a_voters_account_while_the_round_is_open(desk: Desk, open_it: Callable[..., object]) -> None:
    """Who gives out a password knows it: he could sign in and vote. Before the round and after the count he may."""
    voter = desk.hall.voters[0].user
    Authenticator.objects.create(user=voter, type=Authenticator.Type.TOTP, data={})
    password = User.objects.get(pk=voter.pk).password
    with pytest.raises(RefusedError, match=HELD) as caught:
        open_it(actor=desk.actor, user=voter)
    assert "thư ký hội nghị phát mã tại cửa" in caught.value.remedy
    assert User.objects.get(pk=voter.pk).password == password
    assert Authenticator.objects.filter(user=voter).count() == 1
    vote_all(desk.ballot, Hall(desk.hall.meeting, [desk.hall.voters[0], *desk.hall.voters[2:]]), "11112")
    count(desk.cast, desk.ballot)
    open_it(actor=desk.actor, user=voter)
    assert not (password == User.objects.get(pk=voter.pk).password and Authenticator.objects.filter(user=voter))


def test_a_stopped_voter_gets_no_new_password_before_the_count(desk: Desk) -> None:
    """An account may always be stopped; its seat then votes by a code from the door."""
    voter = desk.hall.voters[0].user
    deactivate_user(actor=desk.actor, user=voter, reason="Mất máy")
    with pytest.raises(RefusedError, match=HELD):
        reactivate_user(actor=desk.actor, user=voter)
    assert not User.objects.get(pk=voter.pk).is_active


def test_others_get_their_passwords_meanwhile(desk: Desk) -> None:
    assert issue_password(actor=desk.actor, user=desk.other).password


@pytest.mark.parametrize("page", ["issue_password", "turn_off_second_factor"])
def test_the_try_to_open_a_voters_account_is_told_and_kept(desk: Desk, page: str) -> None:
    voter = desk.hall.voters[0].user
    Authenticator.objects.create(user=voter, type=Authenticator.Type.TOTP, data={})
    answer = phone_of(desk.cast.administrator).post(reverse(page, args=[voter.pk]))
    assert answer.status_code == 403
    assert HELD in words(answer)
    entry = AuditEntry.objects.get(action="user.open_refused")
    assert (entry.agency_id, entry.object_id, entry.user_id) == (
        INSTALLATION, voter.pk, desk.cast.administrator.user.pk,
    )  # fmt: skip


def test_the_page_says_why_and_history_keeps_the_try(desk: Desk) -> None:
    page = reverse("link_person", args=[desk.other.pk]) + f"?nguoi={desk.without.pk}"
    answer = phone_of(desk.cast.administrator).post(page)
    assert answer.status_code == 403
    assert HELD in words(answer)
    assert "phát mã tại cửa" in words(answer)
    entry = AuditEntry.objects.get(action="user.link_refused")
    assert (entry.agency_id, entry.object_id) == (INSTALLATION, desk.other.pk)
    assert desk.without.full_name in json.loads(entry.payload)["reason"]
    assert not RollEntry.objects.filter(ballot=desk.ballot, has_voted=True).exists()
