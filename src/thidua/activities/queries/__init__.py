"""Reads of activities and of their plans. They take querysets or plain ids, never an actor."""

from thidua.activities.queries.activities import (
    FIELD,
    FROZEN,
    KIND,
    PARTIES,
    activities_of_cycle,
    activity_with_parties,
    album_files,
    codes_on_record,
    corrections_of,
    cycles_of,
    firsts_among,
    full_activity,
    in_order,
    known_first,
    standing_facts,
    standing_of_kind,
    standing_with_codes,
)
from thidua.activities.queries.parties import answered_for, is_name_on_record

__all__ = [
    "FIELD",
    "FROZEN",
    "KIND",
    "PARTIES",
    "activities_of_cycle",
    "activity_with_parties",
    "album_files",
    "answered_for",
    "codes_on_record",
    "corrections_of",
    "cycles_of",
    "firsts_among",
    "full_activity",
    "in_order",
    "is_name_on_record",
    "known_first",
    "standing_facts",
    "standing_of_kind",
    "standing_with_codes",
]
