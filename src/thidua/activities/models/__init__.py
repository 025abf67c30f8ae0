"""Joint activities: what was done together, by whom, with what result."""

from thidua.activities.models.activities import Activity, ActivityCredit, ActivitySeries
from thidua.activities.models.confirmations import Confirmation
from thidua.activities.models.field import FieldDay, FieldFact, FieldPass, FieldPhone, FieldPhoto
from thidua.activities.models.follow_up import Lesson, Review, Revisit
from thidua.activities.models.impact import ActivityFigures, FrozenFigures, MergeRequest
from thidua.activities.models.map_pictures import MapPicture
from thidua.activities.models.parts import ActivityOutput, ActivityParty, ActivitySpeaker
from thidua.activities.models.people import Participant, ParticipantParty
from thidua.activities.models.plan_rows import Equipment, MoneyLine, PlanZone, Risk
from thidua.activities.models.plan_templates import PlanTemplate, PlanTemplateLine
from thidua.activities.models.plans import ActivityPlan, ByParty, PlanItem, PlanRow
from thidua.activities.models.publishing import PublicPhoto
from thidua.activities.models.workshop import ProgrammeLine, Proposal

__all__ = [
    "Activity",
    "ActivityCredit",
    "ActivityFigures",
    "ActivityOutput",
    "ActivityParty",
    "ActivityPlan",
    "ActivitySeries",
    "ActivitySpeaker",
    "ByParty",
    "Confirmation",
    "Equipment",
    "FieldDay",
    "FieldFact",
    "FieldPass",
    "FieldPhone",
    "FieldPhoto",
    "FrozenFigures",
    "Lesson",
    "MapPicture",
    "MergeRequest",
    "MoneyLine",
    "Participant",
    "ParticipantParty",
    "PlanItem",
    "PlanRow",
    "PlanTemplate",
    "PlanTemplateLine",
    "PlanZone",
    "ProgrammeLine",
    "Proposal",
    "PublicPhoto",
    "Review",
    "Revisit",
    "Risk",
]
