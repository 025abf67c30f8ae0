"""What a phone needs to know before it leaves for the field, where there is no network."""

from datetime import datetime
from typing import Any

from thidua.activities.enums import FactKind
from thidua.activities.facts.organisations import key_of_party, names_in
from thidua.activities.facts.stretches import stretches_of
from thidua.activities.facts.tickets import public_keys
from thidua.activities.facts.words import when_of
from thidua.activities.models import Activity, FieldFact, FieldPass
from thidua.core.impact.classes import shipped_schemes
from thidua.core.impact.items import shipped_item_lists

SHORT_LIST = ("SHORT", "1")
LONG_LIST = ("ICC", "1")
SIZES = ("30", "60", "120")
"""Litres of the bags that a phone offers; another size is typed."""


def assignment_of(activity: Activity, field_pass: FieldPass, now: datetime) -> dict[str, Any]:
    """The activity, the team and what can be chosen on the card, as plain JSON. `server_now` lets the phone see how far
    its own clock is off.
    """
    parties = [party for party in activity.parties.all() if party.counts]
    scheme, lists = shipped_schemes()[activity.waste_scheme], shipped_item_lists()
    return {
        "activity": {
            "id": activity.pk,
            "title": activity.title,
            "message": activity.message,
            "kind": activity.kind,
            "when": when_of(activity),
            "day": activity.held_on.code,
            "place": activity.place,
            "sample_one_in": activity.sample_one_in,
        },
        "team": {
            "name": field_pass.team,
            "party": key_of_party(field_pass.party) if field_pass.party else "",
            "ends_on": field_pass.ends_on.isoformat(),
        },
        "parties": [{"key": key, "name": name} for key, name in names_in(activity, parties).items()],
        "scheme": {
            "code": scheme.ref,
            "classes": [{"code": code, "name": name} for code, name in scheme.classes.items()],
        },
        "sizes": list(SIZES),
        "items": {
            "short": _items(lists, SHORT_LIST),
            "long": _items(lists, LONG_LIST),
        },
        **_stretches(activity),
        "ticket_keys": public_keys(activity.pk),
        "server_now": now.isoformat(),
    }


def _stretches(activity: Activity) -> dict[str, Any]:
    """Those that stand, for a count to point at; `zones_over` were corrected or taken back, as a phone may not know."""
    standing = stretches_of(activity.pk).standing
    every = FieldFact.objects.filter(activity=activity, kind=FactKind.ZONE).values_list("code", flat=True)
    over = {str(code) for code in every} - {str(row.code) for row in standing}
    return {
        "zones": [
            {
                "code": str(row.code),
                "name": row.body.get("name", ""),
                "metres": row.body.get("metres", ""),
                "is_fixed": row.body.get("is_fixed") == "yes",
            }
            for row in standing
        ],
        "zones_over": sorted(over),
    }


def _items(lists: Any, key: tuple[str, str]) -> dict[str, Any]:
    code, version = key
    its = lists.get(key)
    items = its.items if its is not None else {}
    return {"list": code, "version": version, "items": [{"code": each, "name": name} for each, name in items.items()]}
