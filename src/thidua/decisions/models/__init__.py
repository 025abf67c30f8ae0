"""Proposals for awards, the decision that recognises a bloc's head and deputy, the handover from old head to new."""

from thidua.decisions.models.handovers import Handover, HandoverItem, HandoverSignature
from thidua.decisions.models.proposals import ProposalLine, ProposalList
from thidua.decisions.models.recognitions import RecognitionDecision

__all__ = ["Handover", "HandoverItem", "HandoverSignature", "ProposalLine", "ProposalList", "RecognitionDecision"]
