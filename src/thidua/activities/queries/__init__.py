"""Reads of activities and of their plans. They take querysets or plain ids, never an actor."""

from thidua.activities.queries.activities import (
    FIELD,
    KIND,
    PARTIES,
    activities_of_cycle,
    cycles_of,
    full_activity,
    in_order,
    known_first,
)

__all__ = [
    "FIELD",
    "KIND",
    "PARTIES",
    "activities_of_cycle",
    "cycles_of",
    "full_activity",
    "in_order",
    "known_first",
]
