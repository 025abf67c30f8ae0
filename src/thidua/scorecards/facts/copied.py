"""What a unit says of an item, held against what it said a year before: a text that reads the same is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet

from thidua.core.scoring.comparison import names_in
from thidua.core.vietnam.names import fold
from thidua.scorecards.models import Scheme, Scorecard, ScoreLine
from thidua.scorecards.queries.schemes import scheme_before

SHORTEST = 80
"""Characters below which two texts are alike by chance."""
ALIKE = 0.9
"""From this share of equal characters on, a text is shown as copied."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A unit's explanation of an item that reads as that of `item_before` in the year before, mostly the last."""

    card: Scorecard
    item: str
    item_before: str
    year_before: int
    share: int
    now: str
    before: str


def same_texts(scheme: Scheme) -> list[Copied]:
    """Explanations that repeat those of the year before, in the order of the cards: three queries.

    An item is held against the one that it was, also where the table gave it another code (`items_before`); and against
    any other of its unit that had the very same words.
    """
    before = scheme_before(scheme)
    if before is None:
        return []
    was = items_before(before.document, scheme.document)
    old: dict[int, dict[str, str]] = {}
    for unit, item, claim in _lines(before).values_list("scorecard__unit", "item", "claim"):
        old.setdefault(unit, {})[item] = claim
    same = {unit: {fold(claim): item for item, claim in of_unit.items()} for unit, of_unit in old.items()}
    found: list[Copied] = []
    for line in _lines(scheme).select_related("scorecard__unit").order_by("scorecard__position", "pk"):
        unit = line.scorecard.unit_id
        items = dict.fromkeys([*was.get(line.item, ()), same.get(unit, {}).get(fold(line.claim), line.item)])
        likest = _likest(line.claim, {item: old.get(unit, {}).get(item, "") for item in items})
        if likest is not None:
            item, share, text = likest
            found.append(
                Copied(line.scorecard, line.item, item, before.cycle.year, round(100 * share), line.claim, text)
            )
    return found


def items_before(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[str]]:
    """Item of the new table → what it may have been in the old one: those of its name, and the one of its code."""
    codes: dict[str, list[str]] = {}
    before = names_in(old)
    for code, name in before.items():
        if name:
            codes.setdefault(fold(name), []).append(code)
    return {
        code: list(dict.fromkeys([*codes.get(fold(name), ()), *([code] if code in before else ())]))
        for code, name in names_in(new).items()
    }


def _lines(scheme: Scheme) -> QuerySet[ScoreLine]:
    return ScoreLine.objects.filter(scorecard__scheme=scheme).exclude(claim="")


def _likest(text: str, before: Mapping[str, str]) -> tuple[str, float, str] | None:
    """The item whose old text the new one repeats most, with the share that is equal; None where none is repeated."""
    shares = [
        (_likeness(fold(old), fold(text)), item) for item, old in before.items() if min(len(old), len(text)) >= SHORTEST
    ]
    share, item = max(shares, key=lambda each: each[0], default=(0.0, ""))
    return (item, share, before[item]) if share >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    """The share of equal characters, from 0 to 1."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
