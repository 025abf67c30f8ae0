"""How an entry is hashed. Pure: an inspector can do the same with twenty lines of any language.

hash(n) = SHA-256( hash(n − 1) as 64 hex digits + "\\n" + payload as UTF-8 ); hash(0) is 64 zeros. The payload is JSON
with sorted keys, no spaces, not escaped to ASCII, and itself holds chain and number.
"""

import hashlib
import json
from datetime import date, datetime
from fractions import Fraction
from typing import Any

GENESIS = "0" * 64


def canonical(payload: dict[str, Any]) -> str:
    """The one way to write `payload` down."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def next_hash(previous_hash: str, payload: str) -> str:
    """The hash of an entry that follows `previous_hash`."""
    return hashlib.sha256(f"{previous_hash}\n{payload}".encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise TypeError(f"An audit entry cannot hold {type(value).__name__}.")
