"""What is frozen as evidence beside figures – what, when, where, and which parties by whose word – and whether both
are still those of the activity.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import prefetch_related_objects

from thidua.activities.enums import PartyRole, PartyState
from thidua.activities.facts.figures import Reckoning, figures_now
from thidua.activities.facts.organisations import key_of, key_of_party
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity, FrozenFigures
from thidua.activities.queries import PARTIES
from thidua.core.vietnam.partial_dates import PartialDate

RECORD = "record"
"""Under which a copy keeps it, beside the figures in each language."""


@dataclass(frozen=True, slots=True)
class FrozenParty:
    """A party as it stood then. `who` answered for it and when, or `paper` did."""

    name: str
    role: str
    state: PartyState
    is_home: bool
    who: str
    at: datetime | None
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """What, when and where it was, and with whom, as it stood then."""

    title: str
    home: str
    when: str
    place: str
    parties: tuple[FrozenParty, ...]


def record_of(activity: Activity) -> dict[str, Any]:
    """What is frozen of the record, in plain values."""
    prefetch_related_objects([activity], PARTIES)
    parties = []
    for party in activity.parties.all():
        parties.append({
            "name": party.name,
            "role": party.role,
            "state": party.state,
            "is_home": key_of_party(party) == key_of(activity.home),
            "who": party.answered_by_name,
            "at": party.answered_at.isoformat() if party.answered_at is not None else None,
            "paper": party.paper,
            "reason": party.reason,
        })  # fmt: skip
    hours = [each.isoformat() if each is not None else None for each in (activity.starts_at, activity.ends_at)]
    return {
        "title": activity.title,
        "home": activity.home.name,
        "held_on": activity.held_on.code,
        "hours": hours,
        "place": activity.place,
        "parties": parties,
    }


def read_record(copy: FrozenFigures) -> FrozenRecord | None:
    """What a copy keeps of the record; None for one that was made before it was kept."""
    told: Mapping[str, Any] | None = copy.data.get(RECORD)
    if told is None:
        return None
    starts, ends = (time.fromisoformat(each) if each is not None else None for each in told["hours"])
    then = Activity(held_on=PartialDate.parse(told["held_on"]), starts_at=starts, ends_at=ends)
    parties = tuple(
        FrozenParty(
            name=each["name"],
            role=str(PartyRole(each["role"]).label),
            state=PartyState(each["state"]),
            is_home=each["is_home"],
            who=each["who"],
            at=datetime.fromisoformat(each["at"]) if each["at"] is not None else None,
            paper=each["paper"],
            reason=each["reason"],
        )
        for each in told["parties"]
    )
    return FrozenRecord(told["title"], told["home"], when_of(then), told["place"], parties)


def frozen_digest(figures: str, record: Mapping[str, Any]) -> str:
    """A digest of figures, given by their own, and of the record with its parties."""
    told = {"figures": figures, RECORD: record}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def still_stands(copy: FrozenFigures, found: Reckoning | None, activity: Activity) -> bool:
    """Whether a copy is what would be frozen now; of one from before the record was kept, whether its figures are."""
    if found is None or found.is_old:
        return False
    return copy.digest in (found.digest, frozen_digest(found.digest, record_of(activity)))


def changed_among(copies: Collection[FrozenFigures], now: datetime) -> set[int]:
    """Those of these copies from which figures or record of their activity differ; while figures are being reckoned
    they may. The figures of an activity are looked at once, however many copies there are of them.
    """
    prefetch_related_objects([copy.activity for copy in copies], PARTIES)
    known: dict[int, Reckoning | None] = {}
    changed = set()
    for copy in copies:
        if copy.activity_id not in known:
            known[copy.activity_id] = figures_now(of_activity(copy.activity), now)
        if not still_stands(copy, known[copy.activity_id], copy.activity):
            changed.add(copy.pk)
    return changed
