"""The decision that recognises a bloc's head and deputy, and the handover from the old head to the new."""

from thidua.decisions.models.handovers import Handover, HandoverItem, HandoverSignature
from thidua.decisions.models.recognitions import RecognitionDecision

__all__ = ["Handover", "HandoverItem", "HandoverSignature", "RecognitionDecision"]
