"""Wrong passwords and codes: counted in the database, so that every process and machine counts together.

A try is taken before the password is looked at and given back when it was right: a burst of parallel guesses gets no
more tries than one after another. Three keys are counted, each with its own limit: a name from one address (a stranger
elsewhere cannot lock somebody out), a name from anywhere (guessing from many machines), an address with any names
(one password tried on everybody). At the door of a meeting there are no names: the phone is counted, and its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NoReturn

from django.db import transaction
from django.utils.crypto import salted_hmac

from thidua.accounts.errors import LockedOutError, WrongCodeError, WrongPasswordError
from thidua.accounts.models import Tries, User
from thidua.audit.services import INSTALLATION, record
from thidua.common.actor import SystemActor

WINDOW = timedelta(minutes=15)
"""Failures within this time count together."""
LOCK = timedelta(minutes=15)
"""How long a lock lasts."""


class Kind(StrEnum):
    """What tries are counted by."""

    NAME_AND_ADDRESS = "NAME_AND_ADDRESS"
    NAME = "NAME"
    ADDRESS = "ADDRESS"
    CODE = "CODE"
    DOOR = "DOOR"
    """Codes given out at the door of a meeting, from one address. A hall shares one: the limit leaves room for each of
    two thousand to slip once. It slows a guesser down no more than he needs: a code is one of 2⁶⁰."""
    DOOR_PHONE = "DOOR_PHONE"
    """The same from one phone. A phone that is locked takes no more tries away from its hall."""
    CHECK = "CHECK"
    """Codes of papers that anybody may check, from one address: an office shares one. A code is one of 2⁷⁷."""
    COMMENT = "COMMENT"
    """Comments of the public site, from one address: an office shares one."""
    COMMENT_SENDER = "COMMENT_SENDER"
    """The same with one e-mail, from anywhere: nobody's mailbox is filled with letters that ask to confirm."""


LIMITS = {
    Kind.NAME_AND_ADDRESS: 5,
    Kind.NAME: 30,
    Kind.ADDRESS: 100,
    Kind.CODE: 5,
    Kind.DOOR: 3000,
    Kind.DOOR_PHONE: 10,
    Kind.CHECK: 100,
    Kind.COMMENT: 10,
    Kind.COMMENT_SENDER: 5,
}
SIGN_IN = SystemActor("sign-in")
Keys = Mapping[Kind, str]


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was let through. `left` is how many remain if this one fails; `locked_until` if none remains."""

    keys: Keys
    failures: int
    left: int
    locked_until: datetime | None


def keys_for_password(name: str, address: str) -> Keys:
    """What a password for `name` from the machine `address` is counted by."""
    folded = name.strip().casefold()
    return {
        Kind.NAME_AND_ADDRESS: _hash(Kind.NAME_AND_ADDRESS, folded, address),
        Kind.NAME: _hash(Kind.NAME, folded),
        Kind.ADDRESS: _hash(Kind.ADDRESS, address),
    }


def keys_for_code(user: User) -> Keys:
    """What a code of the second factor of `user` is counted by."""
    return {Kind.CODE: _hash(Kind.CODE, str(user.pk))}


def keys_for_door(phone: str, address: str) -> Keys:
    """What a code from the door of a meeting, typed on one phone, is counted by."""
    return {Kind.DOOR_PHONE: _hash(Kind.DOOR_PHONE, phone), Kind.DOOR: _hash(Kind.DOOR, address)}


def keys_for_check(address: str) -> Keys:
    """What a look at the code of a paper from the machine `address` is counted by."""
    return {Kind.CHECK: _hash(Kind.CHECK, address)}


def keys_for_comment(email: str, address: str) -> Keys:
    """What a comment with an e-mail from the machine `address` is counted by."""
    return {
        Kind.COMMENT: _hash(Kind.COMMENT, address),
        Kind.COMMENT_SENDER: _hash(Kind.COMMENT_SENDER, email.strip().casefold()),
    }


@transaction.atomic
def take_try(keys: Keys, *, now: datetime) -> Try:
    """Let one try through, or raise `LockedOutError`. It counts as failed until `give_back`."""
    rows = [_lock_row(keys[kind], now) for kind in sorted(keys)]
    locked = {kind: row.locked_until for kind, row in zip(sorted(keys), rows, strict=True) if row.locked_until}
    if locked:
        raise LockedOutError(max(locked.values()), now, frozenset(locked))
    for kind, row in zip(sorted(keys), rows, strict=True):
        row.failures += 1
        if row.failures >= LIMITS[kind]:
            row.locked_until = now + LOCK
        row.save()
    left = min(LIMITS[kind] - row.failures for kind, row in zip(sorted(keys), rows, strict=True))
    locks = [row.locked_until for row in rows if row.locked_until is not None]
    return Try(keys, max(row.failures for row in rows), left, max(locks, default=None))


def require_open(keys: Keys, *, now: datetime) -> None:
    """Raise `LockedOutError` where one of `keys` is locked. Only reads: for a look that counts when it misses."""
    rows = Tries.objects.filter(key__in=keys.values(), locked_until__gt=now)
    locked = {row.key: row.locked_until for row in rows if row.locked_until is not None}
    if locked:
        raise LockedOutError(max(locked.values()), now, {kind for kind, key in keys.items() if key in locked})


@transaction.atomic
def give_back(taken: Try) -> None:
    """The try was right: nothing is left of it; the count of the name at this address begins anew."""
    for kind, key in sorted(taken.keys.items()):
        rows = Tries.objects.select_for_update(no_key=True).filter(key=key)
        if kind in {Kind.NAME_AND_ADDRESS, Kind.CODE}:
            rows.delete()
            continue
        for row in rows:
            row.failures = max(0, row.failures - 1)
            row.locked_until = row.locked_until if row.failures >= LIMITS[kind] else None
            row.save()


def fail_try(taken: Try, *, user: User | None, now: datetime) -> NoReturn:
    """The try was wrong: keep the count in history and raise the error that says so."""
    is_code = Kind.CODE in taken.keys
    with transaction.atomic():
        action = "account.locked" if taken.locked_until is not None else "account.sign_in_failed"
        record(SIGN_IN, action, user, agency=INSTALLATION, after={"failures": taken.failures, "code": is_code})
    if taken.locked_until is not None:
        raise LockedOutError(taken.locked_until, now)
    raise WrongCodeError(taken.left) if is_code else WrongPasswordError(taken.left)


def _lock_row(key: str, now: datetime) -> Tries:
    row, _created = Tries.objects.select_for_update(no_key=True).get_or_create(key=key, defaults={"first_at": now})
    is_over = row.locked_until is not None and row.locked_until <= now
    is_old = row.locked_until is None and now - row.first_at > WINDOW
    if is_over or is_old:
        row.failures, row.first_at, row.locked_until = 0, now, None
    return row


def _hash(*parts: str) -> str:
    return salted_hmac("thidua.accounts.tries", "\n".join(parts), algorithm="sha256").hexdigest()
