"""Kinds and states of a bloc's year and of what is promised and done in it."""

from thidua.campaigns.enums.cycles import CycleState, StepKind, StepState
from thidua.campaigns.enums.legal_texts import Certainty, LegalTextKind
from thidua.campaigns.enums.movements import MovementKind, MovementLevel
from thidua.campaigns.enums.reminders import MailState
from thidua.campaigns.enums.rules import CommentOutcome, RuleKind, RuleState

__all__ = [
    "Certainty",
    "CommentOutcome",
    "CycleState",
    "LegalTextKind",
    "MailState",
    "MovementKind",
    "MovementLevel",
    "RuleKind",
    "RuleState",
    "StepKind",
    "StepState",
]
