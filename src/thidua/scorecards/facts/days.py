"""Evidence whose day lies outside the year that is scored: found and shown, never refused; a person looks."""

from collections.abc import Iterable
from datetime import date

from thidua.core.scoring.dates import lies_outside, read_day
from thidua.core.scoring.derivation import FaultKind, Finding
from thidua.core.scoring.scheme import ScoringScheme
from thidua.documents.models import Evidence
from thidua.scorecards.models import Scorecard


def days_outside(card: Scorecard, table: ScoringScheme, item: str, proofs: Iterable[Evidence]) -> list[Finding]:
    """A finding for each paper of an item that was certainly issued before or after the days the table scores.

    A table that does not say its days scores the calendar year. A month or a year counts as far as it tells.
    """
    year = card.scheme.cycle.year
    since, until = read_day(table.since) or date(year, 1, 1), read_day(table.until) or date(year, 12, 31)
    return [
        Finding(FaultKind.IMPOSSIBLE_DATE, str(card.pk), item, each.title, str(each.issued_on))
        for each in proofs
        if lies_outside(each.issued_on.earliest, each.issued_on.latest, since, until)
    ]
