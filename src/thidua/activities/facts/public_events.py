"""What the public may read of an activity that is to come: what, when, where, who holds it."""

from typing import Any

from thidua.activities.enums import PartyRole
from thidua.activities.models import Activity
from thidua.publishing.facts.events import told_times

HOLDING = (PartyRole.ORGANISER, PartyRole.CO_ORGANISER)


def event_body(activity: Activity) -> dict[str, Any]:
    """Plain JSON that stands without the record; parties that have confirmed, and who keeps the record. By number the
    movement, and the blocs for whose year it counts.
    """
    day = activity.held_on.earliest
    assert day is not None  # the policy asks for the day
    holding = [each.name for each in activity.parties.all() if each.counts and each.role in HOLDING]
    blocs = {(each.cycle.bloc_id, each.cycle.bloc.name) for each in activity.credits.all()}
    told = told_times(day, activity.starts_at, activity.ends_at) | {
        "part": "",
        "place": activity.place,
        "message": activity.message,
        "holders": holding or [activity.home.name],
        "movement": activity.movement.name if activity.movement is not None else "",
        "movement_subject": activity.movement_id,
        "blocs": [list(each) for each in sorted(blocs)],
    }
    return {"vi": told}
