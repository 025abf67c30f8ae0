"""The register of awards, and record books: what has been decided about whom."""

from thidua.records.models.awards import UnitAward
from thidua.records.models.books import DoubtAnswer, FullyTold, RecordBook
from thidua.records.models.clearances import Clearance, ClearedSubject
from thidua.records.models.entries import (
    Attestation,
    AwardHold,
    BlocRank,
    BookEntry,
    DisciplinaryMeasure,
    PeopleFigures,
    PostStanding,
    Work,
    YearGrade,
)
from thidua.records.models.readings import ChosenReading
from thidua.records.models.reviews import EligibilityReview, ReviewRow
from thidua.records.models.rule_files import RuleFile
from thidua.records.models.tellings import ReopenedTelling, SharedTelling, ToldSubject

__all__ = [
    "Attestation",
    "AwardHold",
    "BlocRank",
    "BookEntry",
    "ChosenReading",
    "Clearance",
    "ClearedSubject",
    "DisciplinaryMeasure",
    "DoubtAnswer",
    "EligibilityReview",
    "FullyTold",
    "PeopleFigures",
    "PostStanding",
    "RecordBook",
    "ReopenedTelling",
    "ReviewRow",
    "RuleFile",
    "SharedTelling",
    "ToldSubject",
    "UnitAward",
    "Work",
    "YearGrade",
]
