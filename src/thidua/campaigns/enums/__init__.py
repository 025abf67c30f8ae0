"""Kinds and states of a bloc's year and of what is promised and done in it."""

from thidua.campaigns.enums.cycles import CycleState, StepKind, StepState

__all__ = ["CycleState", "StepKind", "StepState"]
