"""The register of awards, and record books: what has been decided about whom."""

from thidua.records.models.awards import UnitAward
from thidua.records.models.books import DoubtAnswer, FullyTold, RecordBook
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

__all__ = [
    "Attestation",
    "AwardHold",
    "BlocRank",
    "BookEntry",
    "DisciplinaryMeasure",
    "DoubtAnswer",
    "FullyTold",
    "PeopleFigures",
    "PostStanding",
    "RecordBook",
    "UnitAward",
    "Work",
    "YearGrade",
]
