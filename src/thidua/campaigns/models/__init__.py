"""A bloc's year and all that is promised and done in it."""

from thidua.campaigns.models.calendars import CompensatoryDay
from thidua.campaigns.models.cycles import Cycle, Step, StepPattern
from thidua.campaigns.models.legal_texts import LegalText, TextCitation
from thidua.campaigns.models.movements import CycleMovement, Movement
from thidua.campaigns.models.reminders import Reminder
from thidua.campaigns.models.rules import RuleComment, RuleVersion
from thidua.campaigns.models.themes import CycleTheme, Theme

__all__ = [
    "CompensatoryDay",
    "Cycle",
    "CycleMovement",
    "CycleTheme",
    "LegalText",
    "Movement",
    "Reminder",
    "RuleComment",
    "RuleVersion",
    "Step",
    "StepPattern",
    "TextCitation",
    "Theme",
]
