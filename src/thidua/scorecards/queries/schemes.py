"""The table of a year, and its cards."""

from thidua.campaigns.models import Cycle
from thidua.scorecards.enums import EDITABLE
from thidua.scorecards.models import Scheme, Scorecard

KEPT = "_scores"


def scheme_of(cycle: Cycle) -> Scheme | None:
    """The table of the year, if it has one."""
    return scores_of(cycle)[0]


def scores_of(cycle: Cycle) -> tuple[Scheme | None, list[Scorecard]]:
    """The table with its cards: one query, two once scoring is open; kept on the row, for all parts of a page."""
    kept: tuple[Scheme | None, list[Scorecard]] | None = vars(cycle).get(KEPT)
    if kept is None:
        scheme = Scheme.objects.filter(cycle=cycle.pk).first()
        has_cards = scheme is not None and scheme.state not in EDITABLE
        cards = list(Scorecard.objects.filter(scheme=scheme).select_related("unit")) if has_cards else []
        kept = keep_scores(cycle, scheme, cards)
    return kept


def keep_scores(cycle: Cycle, scheme: Scheme | None, cards: list[Scorecard]) -> tuple[Scheme | None, list[Scorecard]]:
    """Keep on the row what was read of a year's scores."""
    if scheme is not None:
        scheme.cycle = cycle
    kept = vars(cycle)[KEPT] = (scheme, cards)
    return kept


def scheme_before(scheme: Scheme) -> Scheme | None:
    """The bloc's last table of an earlier year, with its year: one query."""
    earlier = Scheme.objects.filter(cycle__bloc=scheme.cycle.bloc_id, cycle__year__lt=scheme.cycle.year)
    return earlier.select_related("cycle").order_by("-cycle__year").first()
