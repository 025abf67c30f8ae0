"""The seal of a ballot box: what lies in the database cannot be read, compared or told apart without the key.

The key is drawn from the installation's SECRET_KEY, which the database does not hold. Each vote seals the whole box
anew under a new random number, so that two states of it have nothing in common but their length; slips are padded
to one length, so that this tells no more than how many voted. What was sealed under a key that now stands in
SECRET_KEY_FALLBACKS still opens and is still recognised; what is sealed anew is sealed under the present key.
"""

import hashlib
import hmac
import json
import logging
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from thidua.meetings.errors import BallotRuleError

logger = logging.getLogger(__name__)

_TRIES, _PAUSE = 10, 0.1
_NONCE = 12
_DRAW = 16
CHANCE = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Box:
    """The papers of a round as slips, and their codes: two lists that have nothing to do with each other."""

    slips: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def with_paper(self, slips: Sequence[str], code: str) -> "Box":
        """The box with one more paper, both lists in a new random order."""
        return Box(_shuffled([*self.slips, *slips]), _shuffled([*self.codes, code]))

    def reshuffled(self) -> "Box":
        """Both lists in new random orders, drawn apart: what is published follows neither the box nor one another."""
        return Box(_shuffled([*self.slips]), _shuffled([*self.codes]))


def _shuffled(texts: list[str]) -> tuple[str, ...]:
    """In a new order: each text draws 128 bits of chance and stands by them. All at once it is five times as fast as a
    shuffle that draws for one place after another, and the box is locked meanwhile.
    """
    drawn = secrets.token_bytes(_DRAW * len(texts))
    order = sorted(range(len(texts)), key=lambda place: drawn[_DRAW * place : _DRAW * (place + 1)])
    return tuple([texts[place] for place in order])


def seal_box(ballot: int, box: Box, longest_slip: int) -> bytes:
    """The box as it is stored; `longest_slip` is the length to which slips are padded."""
    plain = json.dumps([[slip.ljust(longest_slip) for slip in box.slips], box.codes], separators=(",", ":"))
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_keys("box")[0]).encrypt(nonce, plain.encode(), str(ballot).encode())


def open_box(ballot: int, sealed: bytes) -> Box:
    """What lies in the box. Raises `BallotRuleError` when no key of this installation opens it."""
    for key in _keys("box"):
        try:
            plain = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], str(ballot).encode())
        except InvalidTag:
            continue
        slips, codes = json.loads(plain)
        return Box(tuple(slip.rstrip() for slip in slips), tuple(codes))
    raise BallotRuleError(
        _("Hòm phiếu của vòng này không mở được: khóa của hệ thống đã thay đổi hoặc dữ liệu bị sửa."),
        remedy=_("Hủy vòng này với lý do và bỏ phiếu lại."),
    )


def forget_states() -> None:
    """After this transaction, empty SQLite's write-ahead log, in which earlier states of the box still lie."""
    if connection.vendor == "sqlite":
        transaction.on_commit(_truncate_log)


def _truncate_log() -> None:
    """Try for a second, since whoever reads just then holds the log; what was committed stands in any case, and the
    next round that ends, or the last connection that closes, empties it.
    """
    for _time in range(_TRIES):
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                is_busy = cursor.fetchone()[0]
        except OperationalError:
            time.sleep(_PAUSE)
            continue
        if not is_busy:
            return
        break  # SQLite has waited as long as it is told to wait for readers
    logger.warning("The write-ahead log could not be emptied after a vote: somebody was reading.")


def seal_words(purpose: str, *words: str) -> str:
    """A keyed hash: says whether two texts are the same, and nothing else to whoever lacks the key."""
    return seals_of(purpose, *words)[0]


def seals_of(purpose: str, *words: str) -> list[str]:
    """The same hash under every key of this installation, the present one first: a seal that is stored may have been
    made before the key was changed.
    """
    text = "\x1f".join(words).encode()
    return [hmac.new(key, text, hashlib.sha256).hexdigest() for key in _keys(purpose)]


def _keys(purpose: str) -> list[bytes]:
    named = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return [hashlib.sha256(f"thidua.ballots.{purpose}:{key}".encode()).digest() for key in named]
