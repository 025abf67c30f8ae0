"""Builders of awards that units received."""

from datetime import datetime

from tests.cast import YEAR, Cast
from thidua.common import clock
from thidua.organisations.models import Bloc, Unit
from thidua.records.models import UnitAward
from thidua.records.services import AwardWords, record_award


def make_award(
    cast: Cast,
    name: str = "Bằng khen của Bộ trưởng",
    *,
    owner: Unit | Bloc | None = None,
    year: int = YEAR,
    now: datetime | None = None,
    **words: object,
) -> UnitAward:
    """An award of the officer's unit (or of `owner`), recorded by the standing office."""
    return record_award(
        actor=cast.standing.actor(),
        owner=owner or cast.unit,
        year=year,
        words=AwardWords(name, **words),  # type: ignore[arg-type]
        now=now or clock.now(),
    )
