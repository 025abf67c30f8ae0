"""The table of a year."""

from thidua.campaigns.models import Cycle
from thidua.scorecards.models import Scheme


def scheme_of(cycle: Cycle) -> Scheme | None:
    """The table of the year, if it has one: one query for all who ask with the same row."""
    try:
        scheme: Scheme = cycle.scheme
    except Scheme.DoesNotExist:
        return None
    scheme.cycle = cycle
    return scheme
