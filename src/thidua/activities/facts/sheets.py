"""Numbers of paper cards: each sheet has its own, signed, so that what is typed off it enters once.

`7KX4Q-M2`: five letters of chance and two that sign them for one activity, from letters that are not easily mistaken.
With a wrong letter the sheet is unknown, but for one slip in 841; a sheet that was copied is the same sheet. Nothing is
stored of a sheet that was printed.
"""

import hashlib
import hmac
import secrets
from uuid import UUID, uuid5

from django.conf import settings

from thidua.core.voting.receipts import ALPHABET

LETTERS = 5
SIGNS = 2
_ROWS = UUID("5f0d3c1e-6b0f-4f53-9d59-0a3f1c2b7e64")
"""What the codes of rows are drawn from."""


def new_number(activity: int) -> str:
    """A number for one more sheet."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    return f"{letters}-{_signs(str(settings.SECRET_KEY), activity, letters)}"


def read_number(activity: int, text: str) -> str | None:
    """The number as it is printed; None for that of another activity, an invented or a mistyped one."""
    bare = "".join(text.upper().split()).replace("-", "")
    letters, signs = bare[:LETTERS], bare[LETTERS:]
    if len(bare) != LETTERS + SIGNS or not set(bare) <= set(ALPHABET):
        return None
    known = (_signs(str(secret), activity, letters) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return f"{letters}-{signs}" if any(hmac.compare_digest(signs, each) for each in known) else None


def code_of(activity: int, number: str, row: str) -> UUID:
    """The code of what one row of a sheet tells: the same whenever and by whomever it is typed."""
    return uuid5(_ROWS, f"{activity}/{number}/{row}")


def _signs(secret: str, activity: int, letters: str) -> str:
    drawn = hmac.new(f"thidua.activities.sheet:{secret}".encode(), f"{activity}/{letters}".encode(), hashlib.sha256)
    number, signs = int.from_bytes(drawn.digest()[:8], "big"), ""
    for _place in range(SIGNS):
        number, value = divmod(number, len(ALPHABET))
        signs += ALPHABET[value]
    return signs
