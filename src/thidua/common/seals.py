"""Seals of forms that anybody sends without a cookie: which form it is and when its page was made, signed by us.

A seal says nothing of the reader: a page that is kept and sent to many carries the same one. It keeps programs from
sending what they never read, and forms from lying about for days.
"""

import secrets
from datetime import datetime, timedelta

from django.core import signing

SALT = "common.seals"


def seal(what: str, now: datetime) -> str:
    """The seal of a form about `what`, made now."""
    return signing.dumps([what, secrets.token_hex(8), int(now.timestamp())], salt=SALT)


def is_sealed(text: str, what: str, now: datetime, *, least: timedelta, most: timedelta) -> bool:
    """Whether the text is a seal of ours for `what`, neither younger than `least` nor older than `most`."""
    try:
        named, _drawn, at = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    age = now.timestamp() - at
    return bool(named == what and least.total_seconds() <= age <= most.total_seconds())
