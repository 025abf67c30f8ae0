"""What the page of a review shows of excellent ratings: each group, how many a text allows, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from thidua.common.components.texts import number
from thidua.core.law.certainty import Certainty
from thidua.core.law.codes import Subject
from thidua.core.law.quotas import QuotaStand
from thidua.core.law.ratings import RatingAnswer, answer_employees, answer_units, rating_day
from thidua.organisations.models import Unit
from thidua.records.facts.law_library import ShownCitation, shown_citations
from thidua.records.facts.law_words import GRADES, Sign
from thidua.records.facts.ratings import Ratings
from thidua.records.facts.review_pages import STANDS, say_span
from thidua.records.models import EligibilityReview

_WORST_FIRST: Final = (QuotaStand.TOO_MANY, QuotaStand.OPEN, QuotaStand.FITS)


@dataclass(frozen=True, slots=True)
class ShownRating:
    """One group. `allowed` is empty where no text that we hold sets a share; `higher`: “25%”, where somebody may have
    decided on it.
    """

    group: str
    excellent: int
    good: int
    unknown: int
    allowed: str
    higher: str
    badge: str
    word: str
    cites: tuple[ShownCitation, ...]
    sign: Sign
    note: str


def ratings_shown(review: EligibilityReview, subject: Subject) -> list[ShownRating] | None:
    """The groups in which somebody, or some unit, is rated excellent, what is too much first; None where they were not
    counted: a review of less than an agency, or made before.
    """
    kept = review.counts.get("ratings")
    if kept is None:
        return None
    ratings, day = Ratings.of_json(kept), rating_day(review.year, review.law_on)
    told: list[tuple[int | None, RatingAnswer]]
    if subject is Subject.INDIVIDUAL:
        told = [(each.unit, answer_employees(each.rated, each.unit_grade, day)) for each in ratings.employees]
    else:
        told = [(each.above, answer_units(each.rated, each.number, day)) for each in ratings.units]
    units = Unit.objects.in_bulk([pk for pk, _answer in told if pk is not None])
    shown = []
    for pk, answer in sorted(told, key=lambda each: _place(each[1].stand)):
        group = units[pk].name if pk is not None else _("Trực thuộc %(agency)s") % {"agency": review.agency.name}
        shown.append(_shown(group, answer))
    return shown


def _place(stand: QuotaStand) -> int:
    return _WORST_FIRST.index(stand) if stand in _WORST_FIRST else len(_WORST_FIRST)


def _shown(group: str, answer: RatingAnswer) -> ShownRating:
    badge, word = STANDS[answer.stand]
    entry, higher = answer.entry, answer.higher
    is_span = answer.allowed is not None and answer.allowed[0] < answer.allowed[1]
    cites = (*(entry.cites if entry else ()), *(higher.cites if higher else ()))
    return ShownRating(
        group,
        *answer.rated,
        allowed="" if answer.allowed is None else say_span(*answer.allowed),
        higher="" if higher is None or higher.value is None or not is_span else f"{number(higher.value)}%",
        badge=badge,
        word=str(word),
        cites=shown_citations(dict.fromkeys(cites)),
        sign=GRADES[Certainty.UNKNOWN if entry is None else entry.grade],
        note="" if entry is None else entry.note,
    )
