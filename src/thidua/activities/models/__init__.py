"""Joint activities: what was done together, by whom, with what result."""

from thidua.activities.models.activities import Activity, ActivityCredit
from thidua.activities.models.field import FieldFact, FieldPass, FieldPhone
from thidua.activities.models.impact import ActivityFigures, FrozenFigures, MergeRequest
from thidua.activities.models.parts import ActivityOutput, ActivityParty, ActivitySpeaker

__all__ = [
    "Activity",
    "ActivityCredit",
    "ActivityFigures",
    "ActivityOutput",
    "ActivityParty",
    "ActivitySpeaker",
    "FieldFact",
    "FieldPass",
    "FieldPhone",
    "FrozenFigures",
    "MergeRequest",
]
