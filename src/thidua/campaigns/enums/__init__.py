"""Kinds and states of a bloc's year and of what is promised and done in it."""

from thidua.campaigns.enums.cycles import CycleState, StepKind, StepState
from thidua.campaigns.enums.legal_texts import Certainty, LegalTextKind
from thidua.campaigns.enums.movements import MovementKind, MovementLevel
from thidua.campaigns.enums.pledges import (
    FrozenBecause,
    IndicatorKind,
    Judgement,
    Light,
    PledgeState,
    SignatureKind,
    TargetScope,
)
from thidua.campaigns.enums.reminders import MailState
from thidua.campaigns.enums.rules import CommentOutcome, RuleKind, RuleState
from thidua.campaigns.enums.tasks import FollowUpState, TaskState, VisitState

__all__ = [
    "Certainty",
    "CommentOutcome",
    "CycleState",
    "FollowUpState",
    "FrozenBecause",
    "IndicatorKind",
    "Judgement",
    "LegalTextKind",
    "Light",
    "MailState",
    "MovementKind",
    "MovementLevel",
    "PledgeState",
    "RuleKind",
    "RuleState",
    "SignatureKind",
    "StepKind",
    "StepState",
    "TargetScope",
    "TaskState",
    "VisitState",
]
