"""Joint activities: what was done together, by whom, with what result."""

from thidua.activities.models.activities import Activity, ActivityCredit
from thidua.activities.models.field import FieldFact, FieldPass, FieldPhone, FieldPhoto
from thidua.activities.models.parts import ActivityOutput, ActivityParty, ActivitySpeaker

__all__ = [
    "Activity",
    "ActivityCredit",
    "ActivityOutput",
    "ActivityParty",
    "ActivitySpeaker",
    "FieldFact",
    "FieldPass",
    "FieldPhone",
    "FieldPhoto",
]
