"""Joint activities: what was done together, by whom, with what result."""

from thidua.activities.models.activities import Activity, ActivityCredit
from thidua.activities.models.field import FieldFact, FieldPass, FieldPhone, FieldPhoto
from thidua.activities.models.parts import ActivityOutput, ActivityParty, ActivitySpeaker
from thidua.activities.models.people import Participant, ParticipantParty

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
    "Participant",
    "ParticipantParty",
]
