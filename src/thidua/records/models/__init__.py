"""The register of awards, and record books: what has been decided about whom."""

from thidua.records.models.awards import UnitAward
from thidua.records.models.books import DoubtAnswer, FullyTold, RecordBook
from thidua.records.models.entries import (
    Attestation,
    BlocRank,
    BookEntry,
    DisciplinaryMeasure,
    AwardHold,
    PeopleFigures,
    PostStanding,
    Work,
    YearGrade,
)

__all__ = [
    "Attestation",
    "BlocRank",
    "BookEntry",
    "DisciplinaryMeasure",
    "DoubtAnswer",
    "FullyTold",
    "AwardHold",
    "PeopleFigures",
    "PostStanding",
    "RecordBook",
    "UnitAward",
    "Work",
    "YearGrade",
]
