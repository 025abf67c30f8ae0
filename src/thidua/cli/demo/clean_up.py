"""What was noted at the fictitious clean-up, and the plan of the next one: all figures invented.

Codes are drawn from the number of the bag, so that a demo made again has the same sample.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from thidua.activities.enums import ActivityKind, FactKind, PartyRole
from thidua.activities.facts.organisations import key_of, key_of_party
from thidua.activities.facts.samples import is_drawn
from thidua.activities.models import Activity, ActivityParty
from thidua.activities.queries.shipped import shipped_templates
from thidua.activities.services import (
    ActivityWords,
    Note,
    add_party,
    apply_template,
    note_fact,
    record_activity,
    set_sampling,
)
from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor
from thidua.core.vietnam.partial_dates import PartialDate


def note_clean_up(
    actor: Actor, activity: Activity, told: dict[str, Any], partner: ActivityParty, now: datetime
) -> None:
    """Write down all that `told` says of it."""
    activity.refresh_from_db()
    activity = set_sampling(
        actor=actor,
        activity=activity,
        version=activity.version,
        waste_scheme=activity.waste_scheme,
        sample_one_in=told["sample_one_in"],
    )
    notes = [*_people(activity, told, partner), *_bags(told), *_hand_overs(told)]
    for kind, body, code in notes:
        note_fact(actor=actor, activity=activity, note=Note(kind, body, code), now=now)


def plan_next(actor: Actor, cycle: Cycle, told: dict[str, Any], day: date, now: datetime) -> Activity:
    """Plan another one from the template that comes with the product."""
    words = ActivityWords(
        title=told["title"], kind=ActivityKind.CLEAN_UP, held_on=PartialDate.of(day), place=told["place"]
    )
    activity = record_activity(actor=actor, home=cycle.bloc, words=words, now=now, cycles=[cycle])
    add_party(actor=actor, activity=activity, role=PartyRole.ORGANISER, party=cycle.bloc, now=now)
    template = shipped_templates()[told["template"]]
    apply_template(actor=actor, activity=activity, lines=template.lines, name=template.name)
    return activity


Told = tuple[FactKind, dict[str, Any], UUID]


def _people(activity: Activity, told: dict[str, Any], partner: ActivityParty) -> Iterator[Told]:
    organisations = {"home": key_of(activity.home), "partner": key_of_party(partner)}
    for who, count in told["people"].items():
        body = {"organisation": organisations[who], "count": count, "minutes": told["minutes"]}
        yield FactKind.HEADCOUNT, body, _code(activity, who)
    for name, metres in told["zones"].items():
        yield FactKind.ZONE, {"name": name, "metres": metres}, _code(activity, name)


def _bags(told: dict[str, Any]) -> Iterator[Told]:
    """Mixed bags, of which those that were drawn were weighed; sorted ones, all weighed."""
    weights = iter(told["sample_weights"])
    for number in range(told["mixed_bags"]):
        code = uuid5(NAMESPACE_URL, f"thidua:demo:bag:{number}")
        body = {"litres": "60", "fill": "1", "condition": "DRY"}
        if is_drawn(code, told["sample_one_in"]) and (weight := next(weights, None)) is not None:
            body["weight"] = weight
        yield FactKind.BAG, body, code
    for number, weight in enumerate(told["recyclable_weights"]):
        body = {"litres": "60", "fill": "3/4", "condition": "DRY", "class_code": "TC", "weight": weight}
        yield FactKind.BAG, body, uuid5(NAMESPACE_URL, f"thidua:demo:sorted-bag:{number}")


def _hand_overs(told: dict[str, Any]) -> Iterator[Told]:
    for number, each in enumerate(told["handovers"]):
        yield FactKind.HANDOVER, dict(each), uuid5(NAMESPACE_URL, f"thidua:demo:hand-over:{number}")


def _code(activity: Activity, words: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"thidua:demo:{activity.title}:{words}")
