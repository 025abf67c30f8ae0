"""Tables in use, scorecards with every change made to them, their results, cross-scores, holds."""

from thidua.scorecards.models.cards import BranchSign, Scorecard, ScoreChange, ScoreLine
from thidua.scorecards.models.holds import Hold
from thidua.scorecards.models.papers import SignedPaper
from thidua.scorecards.models.peers import PeerPair, PeerScore
from thidua.scorecards.models.results import LayerResult
from thidua.scorecards.models.schemes import Assessor, Scheme, SchemeComment

__all__ = [
    "Assessor",
    "BranchSign",
    "Hold",
    "LayerResult",
    "PeerPair",
    "PeerScore",
    "Scheme",
    "SchemeComment",
    "ScoreChange",
    "ScoreLine",
    "Scorecard",
    "SignedPaper",
]
