"""The handover from this year's head to the next."""

from typing import Any

from thidua.campaigns.models import Cycle
from thidua.core.vietnam.numbers import format_money
from thidua.decisions.models import HandoverItem
from thidua.decisions.queries.handovers import handover_of, handover_record


def handover_facts(cycle: Cycle) -> dict[str, Any]:
    """`handover`: None when it was never begun."""
    begun = handover_of(cycle.pk)
    if begun is None:
        return {"handover": None}
    record = handover_record(begun.pk)
    handover = record.handover
    giver, receiver = handover.giver_representative, handover.receiver_representative
    return {
        "handover": {
            "giver": handover.giver.name,
            "receiver": handover.receiver.name,
            "giver_person": giver.full_name if giver else None,
            "receiver_person": receiver.full_name if receiver else None,
            "when": str(handover.held_on),
            "handed": [_item(item) for item in record.items],
        }
    }


def _item(item: HandoverItem) -> dict[str, Any]:
    amount = f" ({format_money(item.amount)})" if item.amount is not None else ""
    return {"title": f"{item.title}{amount}", "state": str(item.get_state_display()), "note": item.note}
