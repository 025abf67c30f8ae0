"""The table of a year, and its cards."""

from thidua.campaigns.models import Cycle
from thidua.scorecards.models import Scheme, Scorecard

KEPT = "_scores"


def scheme_of(cycle: Cycle) -> Scheme | None:
    """The table of the year, if it has one."""
    return scores_of(cycle)[0]


def scores_of(cycle: Cycle) -> tuple[Scheme | None, list[Scorecard]]:
    """The table with its cards: one query, two before scoring opens; kept on the row, for all parts of a page."""
    kept: tuple[Scheme | None, list[Scorecard]] | None = vars(cycle).get(KEPT)
    if kept is None:
        cards = list(Scorecard.objects.filter(scheme__cycle=cycle.pk).select_related("scheme", "unit"))
        scheme = cards[0].scheme if cards else Scheme.objects.filter(cycle=cycle.pk).first()
        if scheme is not None:
            scheme.cycle = cycle
        kept = vars(cycle)[KEPT] = (scheme, cards)
    return kept
