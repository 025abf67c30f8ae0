"""A bloc's year and all that is promised and done in it."""

from thidua.campaigns.models.calendars import CompensatoryDay
from thidua.campaigns.models.cycles import Cycle, Step, StepPattern
from thidua.campaigns.models.indicators import Indicator
from thidua.campaigns.models.legal_texts import LegalText, TextCitation
from thidua.campaigns.models.monitoring import CheckVisit, FollowUp
from thidua.campaigns.models.movements import CycleMovement, Movement
from thidua.campaigns.models.pledges import Pledge, PledgeSignature
from thidua.campaigns.models.practices import Adoption, Practice
from thidua.campaigns.models.reminders import Reminder
from thidua.campaigns.models.results import TargetResult
from thidua.campaigns.models.rules import RuleComment, RuleVersion
from thidua.campaigns.models.targets import Target
from thidua.campaigns.models.tasks import Task, TaskNote
from thidua.campaigns.models.themes import CycleTheme, Theme
from thidua.campaigns.models.voices import SpokenFor, speaker_words

__all__ = [
    "Adoption",
    "CheckVisit",
    "CompensatoryDay",
    "Cycle",
    "CycleMovement",
    "CycleTheme",
    "FollowUp",
    "Indicator",
    "LegalText",
    "Movement",
    "Pledge",
    "PledgeSignature",
    "Practice",
    "Reminder",
    "RuleComment",
    "RuleVersion",
    "SpokenFor",
    "Step",
    "StepPattern",
    "Target",
    "TargetResult",
    "Task",
    "TaskNote",
    "TextCitation",
    "Theme",
    "speaker_words",
]
