"""Addresses of many things of one kind: the pattern is looked up once, the id is put in."""

from functools import lru_cache

from django.urls import reverse

_ANY = 7_000_000_007
"""Stands for the id in an address until it is known."""


def address_of(name: str, thing: int, *before: str) -> str:
    """What `reverse(name, args=[*before, thing])` gives, for pages that name hundreds."""
    return _pattern(name, *before).replace(str(_ANY), str(thing))


@lru_cache(maxsize=256)
def _pattern(name: str, *before: str) -> str:
    return reverse(name, args=[*before, _ANY])
