"""Which set of texts a law day falls under, and which text of it we do not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from thidua.core.law.places import Place, shipped
from thidua.core.law.texts import shipped_texts


@dataclass(frozen=True, slots=True)
class Regime:
    """A set of texts from `since` to `until`, both inclusive.

    `not_held`: a text in force whose wording we do not hold; it `amends` others, so that what rests on these is
    UNKNOWN. `ended`: texts past the end that the public register announces, which no wording that we read confirms:
    what took their place is not held. The general rules that are asked before every criterion are theirs.
    """

    code: str
    name: str
    since: date
    until: date | None
    texts: tuple[str, ...]
    not_held: str = ""
    amends: str = ""
    reason: str = ""
    stamp: str = ""
    ended: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the day falls under it."""
        return self.since <= day and (self.until is None or day <= self.until)


_KEYS: Final = ("until", "not_held", "amends", "reason", "stamp", "ended")
_NEEDED: Final = ("code", "name", "since", "texts")


@lru_cache(maxsize=1)
def shipped_regimes() -> tuple[Regime, ...]:
    """The regimes of `regimes.yaml`, the oldest first."""
    return read_regimes(next(shipped("regimes.yaml")))


def read_regimes(root: Place) -> tuple[Regime, ...]:
    """Regimes without gap or overlap. Raises `LawError`: unknown_key, missing_key, date_gap, unknown_text."""
    regimes: list[Regime] = []
    for place in root.items():
        entry = place.mapping(_KEYS, _NEEDED)
        texts, ended = (_registered(entry[key]) if key in entry else () for key in ("texts", "ended"))
        words = {key: entry[key].text() for key in ("not_held", "amends", "reason", "stamp") if key in entry}
        since = entry["since"].day()
        until = entry["until"].maybe_day() if "until" in entry else None
        require_next(place, regimes[-1].until if regimes else None, since, is_first=not regimes)
        regimes.append(Regime(entry["code"].text(), entry["name"].text(), since, until, texts, **words, ended=ended))
    return tuple(regimes)


def _registered(place: Place) -> tuple[str, ...]:
    """Numbers of texts in the register. Raises `LawError` (unknown_text)."""
    numbers = tuple(each.text() for each in place.items())
    for number in numbers:
        if number not in shipped_texts():
            raise place.wrong("unknown_text", number=number)
    return numbers


def require_next(place: Place, end: date | None, since: date, *, is_first: bool) -> None:
    """Raise `LawError` (date_gap) unless `since` is the day after `end`."""
    if not is_first and (end is None or since != end + timedelta(days=1)):
        raise place.wrong("date_gap", end=end or "…", since=since)


def regime_on(day: date) -> Regime | None:
    """The regime of a law day; None before the first one we hold anything of."""
    return next((each for each in shipped_regimes() if each.holds(day)), None)
