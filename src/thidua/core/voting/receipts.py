"""Codes of papers: short enough to copy by hand, safe against slips of the pen, telling nothing about the vote.

Eleven letters of chance and one that checks them, in three groups: `K7M3-QX9P-2VDH` without the letters that are easily
mistaken. A single wrong letter, and two neighbours exchanged, are always noticed: the alphabet has a prime number
of letters (29), the check is a weighted sum as in ISBN-10.
"""

from __future__ import annotations

from typing import Final

from thidua.core.voting.errors import VoteError

ALPHABET: Final = "23456789ABCDEFGHJKMNPRSTVWXYZ"
LETTERS_OF_CHANCE: Final = 11
BYTES_OF_CHANCE: Final = 16
"""How many bytes `make_code` wants: 128 bits for 53, so that no letter is likelier than another by more than 2⁻⁷⁰."""
_BASE: Final = len(ALPHABET)


def make_code(chance: bytes) -> str:
    """The code that `chance` gives. Raises ValueError unless there are `BYTES_OF_CHANCE` bytes."""
    if len(chance) != BYTES_OF_CHANCE:
        raise ValueError("A code needs 16 bytes of chance.")
    number = int.from_bytes(chance, "big")
    values = []
    for _letter in range(LETTERS_OF_CHANCE):
        number, value = divmod(number, _BASE)
        values.append(value)
    return _grouped("".join(ALPHABET[value] for value in [*values, _check(values)]))


def read_code(text: str) -> str:
    """A code as somebody typed it: small letters, spaces, with or without hyphens.

    Raises `VoteError`: a letter that no code has, too short or long, a slip of the pen.
    """
    letters = "".join(text.upper().replace("-", " ").replace("–", " ").split())
    strange = [each for each in letters if each not in ALPHABET]
    if strange:
        raise VoteError("code_letter", {"letter": strange[0]})
    if len(letters) != LETTERS_OF_CHANCE + 1:
        raise VoteError("code_length", {"length": len(letters), "needed": LETTERS_OF_CHANCE + 1})
    values = [ALPHABET.index(each) for each in letters]
    if _check(values[:-1]) != values[-1]:
        raise VoteError("code_check")
    return _grouped(letters)


def _check(values: list[int]) -> int:
    return sum(weight * value for weight, value in enumerate(values, start=1)) % _BASE


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
