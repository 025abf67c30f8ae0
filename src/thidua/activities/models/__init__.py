"""Joint activities: what was done together, by whom, with what result."""

from thidua.activities.models.activities import Activity, ActivityCredit
from thidua.activities.models.confirmations import Confirmation
from thidua.activities.models.field import FieldFact, FieldPass, FieldPhone, FieldPhoto
from thidua.activities.models.impact import ActivityFigures, FrozenFigures, MergeRequest
from thidua.activities.models.parts import ActivityOutput, ActivityParty, ActivitySpeaker
from thidua.activities.models.people import Participant, ParticipantParty
from thidua.activities.models.plan_rows import Equipment, MoneyLine, PlanZone, Risk
from thidua.activities.models.plan_templates import PlanTemplate, PlanTemplateLine
from thidua.activities.models.plans import ActivityPlan, ByParty, PlanItem, PlanRow

__all__ = [
    "Activity",
    "ActivityCredit",
    "ActivityFigures",
    "ActivityOutput",
    "ActivityParty",
    "ActivityPlan",
    "ActivitySpeaker",
    "ByParty",
    "Confirmation",
    "Equipment",
    "FieldFact",
    "FieldPass",
    "FieldPhone",
    "FieldPhoto",
    "FrozenFigures",
    "MergeRequest",
    "MoneyLine",
    "Participant",
    "ParticipantParty",
    "PlanItem",
    "PlanRow",
    "PlanTemplate",
    "PlanTemplateLine",
    "PlanZone",
    "Risk",
]
