"""The ways of scoring and the kinds of rules that pages offer."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from thidua.scorecards.forms import adjustments, ways
from thidua.scorecards.forms.pieces import PieceForm, pieces_in


@cache
def all_ways() -> dict[str, type[PieceForm]]:
    """Keyword → form of every way of scoring."""
    return pieces_in(ways)


@cache
def all_adjustments() -> dict[str, type[PieceForm]]:
    """Keyword → form of every kind of rule."""
    return pieces_in(adjustments)


def way_of(data: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """The keyword of an item's way, as the core reads it: what is not said follows from where the table starts."""
    held = data.get("points")
    if isinstance(held, str):
        return held
    if isinstance(held, Mapping):
        return next((key for key in held if key in all_ways()), "direct")
    from_standard = document.get("starts_from") == "standard" and data.get("is_bonus") is not True
    return "standard" if from_standard else "direct"


def kind_of(rule: Mapping[str, Any]) -> str:
    """The keyword of a rule."""
    return next((key for key in rule if key in all_adjustments()), "once")
