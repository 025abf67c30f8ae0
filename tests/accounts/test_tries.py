"""Lock-out after wrong tries: counted in the database, so in all processes; gentle to the owner, firm to a guesser."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast
from thidua.accounts.errors import LockedOutError, WrongPasswordError
from thidua.accounts.models import Tries
from thidua.accounts.services.tries import (
    LIMITS,
    LOCK,
    WINDOW,
    Kind,
    fail_try,
    give_back,
    keys_for_password,
    take_try,
)
from thidua.audit.models import AuditEntry

NOW = datetime(2026, 6, 15, 3, 30, 20, tzinfo=UTC)
HOME, ELSEWHERE = "10.0.0.1", "10.9.9.9"


def fail(name: str, address: str, times: int = 1, now: datetime = NOW) -> None:
    for _time in range(times):
        taken = take_try(keys_for_password(name, address), now=now)
        with pytest.raises((WrongPasswordError, LockedOutError)):
            fail_try(taken, user=None, now=now)


def post(client: Client, password: str, name: str = "cuc"):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def test_after_five_wrong_tries_the_door_is_locked_and_the_page_says_how_long(cast: Cast, client: Client) -> None:
    answers = [post(client, "sai-mat-khau-roi").text for _time in range(5)]

    assert "Còn 1 lần thử trước khi tạm khóa." in answers[3]
    assert "tạm khóa. Anh/chị thử lại sau 15 phút, từ" in answers[4]

    locked = post(client, PASSWORD)

    assert "thử lại sau 15 phút" in locked.text
    assert "_auth_user_id" not in client.session
    actions = list(AuditEntry.objects.order_by("number").values_list("action", flat=True))
    assert actions == ["account.sign_in_failed"] * 4 + ["account.locked"]


def test_a_browser_elsewhere_is_not_locked_with_it(cast: Cast) -> None:
    fail("cuc", ELSEWHERE, 5)

    assert take_try(keys_for_password("cuc", HOME), now=NOW).left > 0
    with pytest.raises(LockedOutError):
        take_try(keys_for_password("CUC ", ELSEWHERE), now=NOW)


def test_a_right_password_begins_the_count_anew(cast: Cast, client: Client) -> None:
    for _time in range(4):
        post(client, "sai-mat-khau-roi")
    assert post(client, PASSWORD).status_code == 302
    client.post(reverse("account_logout"))

    assert "Còn 4 lần thử" in post(client, "sai-mat-khau-roi").text


def test_parallel_guesses_get_no_more_tries(db: None) -> None:
    """A try is taken before it is known to be wrong."""
    keys = keys_for_password("cuc", HOME)
    for _time in range(LIMITS[Kind.NAME_AND_ADDRESS]):
        take_try(keys, now=NOW)
    with pytest.raises(LockedOutError):
        take_try(keys, now=NOW)


@pytest.mark.parametrize(("after", "is_open"), [(LOCK - timedelta(seconds=1), False), (LOCK, True)])
def test_the_lock_ends_by_itself(db: None, after: timedelta, is_open: bool) -> None:
    fail("cuc", HOME, 5)
    keys = keys_for_password("cuc", HOME)

    if is_open:
        assert take_try(keys, now=NOW + after).left == 4
    else:
        with pytest.raises(LockedOutError, match="sau 1 phút"):
            take_try(keys, now=NOW + after)


def test_old_failures_are_forgotten(db: None) -> None:
    fail("cuc", HOME, 4)

    assert take_try(keys_for_password("cuc", HOME), now=NOW + WINDOW + timedelta(seconds=1)).left == 4


def test_guessing_one_name_from_many_places_locks_the_name(db: None) -> None:
    for place in range(LIMITS[Kind.NAME]):
        fail("cuc", f"10.0.1.{place}")

    with pytest.raises(LockedOutError):
        take_try(keys_for_password("cuc", "10.0.2.1"), now=NOW)


def test_one_password_tried_on_everybody_locks_the_address(db: None) -> None:
    for number in range(LIMITS[Kind.ADDRESS]):
        fail(f"nguoi-{number}", ELSEWHERE)

    with pytest.raises(LockedOutError):
        take_try(keys_for_password("nguoi-moi", ELSEWHERE), now=NOW)
    assert take_try(keys_for_password("nguoi-moi", HOME), now=NOW).left == 4


def test_a_right_try_is_no_excuse_for_the_wrong_ones_around_it(db: None) -> None:
    """Signing in to one's own account between guesses at others does not wash the address clean."""
    fail("nan-nhan", ELSEWHERE, 3)
    give_back(take_try(keys_for_password("ke-gian", ELSEWHERE), now=NOW))

    key = keys_for_password("ai", ELSEWHERE)[Kind.ADDRESS]
    assert Tries.objects.get(key=key).failures == 3


def test_what_was_typed_is_not_kept(db: None) -> None:
    fail("cuc", HOME)

    kept = " ".join(f"{row.key} {row.failures}" for row in Tries.objects.all())
    assert "cuc" not in kept
    assert HOME not in kept
