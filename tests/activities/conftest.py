"""A clean-up of two parties this morning, for tests of what is noted there."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, PartyRole
from thidua.activities.models import Activity
from thidua.activities.services import add_party, confirm_party
from thidua.core.vietnam.partial_dates import PartialDate


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 09:30")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    """A clean-up of bloc I this morning; a unit of bloc II has said that it takes part."""
    activity = make_activity(
        cast,
        "Thu gom rác thải tại bãi biển",
        kind=ActivityKind.CLEAN_UP,
        state=ActivityState.HELD,
        held_on=PartialDate(2026, 12, 5),
        now=now,
    )
    party = add_party(
        actor=cast.standing.actor(), activity=activity, role=PartyRole.CO_ORGANISER, party=cast.other_unit, now=now
    )
    confirm_party(actor=cast.stranger.actor(), party=party, now=now)
    return activity
