"""Tickets: a code that says nothing about its bearer, signed, so that a phone without a network knows a real one.

ECDSA on P-256, which old phones have too. The key of an activity is drawn from the installation's SECRET_KEY, which the
database does not hold; a ticket signed under a key of SECRET_KEY_FALLBACKS is still known. Signed again a ticket is the
same (RFC 6979). A ticket that was copied is the same ticket: seen on two phones it is one person.
"""

import base64
import hashlib
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from django.conf import settings

MARK = "TDS1"
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_HALF = 32


def ticket_of(activity: int, code: UUID) -> str:
    """What the QR code of a ticket says: `TDS1.<code>.<signature>`, both in base64 for addresses."""
    signed = _keys(activity)[0].sign(_words(activity, code), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    r, s = decode_dss_signature(signed)
    return ".".join((MARK, _text(code.bytes), _text(r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big"))))


def code_on(activity: int, ticket: str) -> UUID | None:
    """The code on a ticket of this activity; None for one of another, a forged or a hurt one."""
    try:
        mark, code_text, signature = ticket.strip().split(".")
        code, raw = UUID(bytes=_bytes(code_text)), _bytes(signature)
        if mark != MARK or len(raw) != 2 * _HALF:
            return None
        signed = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
    except ValueError:
        return None
    for key in _keys(activity):
        try:
            key.public_key().verify(signed, _words(activity, code), ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            continue
        return code
    return None


def public_keys(activity: int) -> list[dict[str, str]]:
    """What a phone knows real tickets by, as JSON Web Keys: the present key first."""
    found = []
    for key in _keys(activity):
        numbers = key.public_key().public_numbers()
        x, y = (_text(each.to_bytes(_HALF, "big")) for each in (numbers.x, numbers.y))
        found.append({"kty": "EC", "crv": "P-256", "x": x, "y": y})
    return found


def _keys(activity: int) -> list[ec.EllipticCurvePrivateKey]:
    return [_key(str(secret), activity) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str, activity: int) -> ec.EllipticCurvePrivateKey:
    """A number below the order of the curve, from more bits than it has: no value is likelier than another."""
    drawn = hashlib.sha512(f"thidua.activities.ticket:{activity}:{secret}".encode()).digest()
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, CURVE)


def _words(activity: int, code: UUID) -> bytes:
    return f"{MARK}:{activity}:{code}".encode()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
