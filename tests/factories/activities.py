"""Builders of activities, by the services that people use; the beach clean-up as the seed's article tells it."""

from collections.abc import Sequence
from datetime import datetime

from tests.cast import Cast
from thidua.activities.enums import ActivityKind, ActivityState, PartyRole
from thidua.activities.models import Activity
from thidua.activities.services import ActivityWords, OutputWords, add_output, add_party, record_activity
from thidua.campaigns.models import Cycle, Movement
from thidua.common import clock
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Bloc, Unit


def make_activity(
    cast: Cast,
    title: str = "Trồng cây đầu xuân",
    *,
    home: Bloc | Unit | None = None,
    state: ActivityState = ActivityState.HELD,
    held_on: PartialDate | None = None,
    cycles: Sequence[Cycle] = (),
    now: datetime | None = None,
    **words: object,
) -> Activity:
    """An activity of bloc I (or of `home`), recorded by the standing office."""
    return record_activity(
        actor=cast.standing.actor(),
        home=home or cast.bloc,
        words=ActivityWords(title, held_on=held_on or PartialDate(), **words),  # type: ignore[arg-type]
        state=state,
        cycles=cycles,
        now=now or clock.now(),
    )


def make_clean_up(cast: Cast, *, cycles: Sequence[Cycle] = (), movement: Movement | None = None) -> Activity:
    """28 May 2023, Sầm Sơn: five parties, a message, and no figure that anybody published."""
    activity = make_activity(
        cast,
        "Thu gom rác thải tại khu vực đền Độc Cước, bãi biển Sầm Sơn",
        held_on=PartialDate(2023, 5, 28),
        cycles=cycles,
        kind=ActivityKind.CLEAN_UP,
        message="Vì một đại dương xanh",
        movement=movement,
        place="Khu vực đền Độc Cước, bãi biển Sầm Sơn, Thanh Hóa",
    )
    actor = cast.standing.actor()
    add_party(actor=actor, activity=activity, role=PartyRole.ORGANISER, party=cast.bloc, now=clock.now())
    add_party(actor=actor, activity=activity, role=PartyRole.CO_ORGANISER, party=cast.other_bloc, now=clock.now())
    for role, name in (
        (PartyRole.CO_ORGANISER, "Sở TN&MT tỉnh Thanh Hóa"),
        (PartyRole.CO_ORGANISER, "Đoàn Thanh niên, Phân hiệu Trường Đại học TN&MT Hà Nội tại tỉnh Thanh Hóa"),
        (PartyRole.LOCAL_AUTHORITY, "Cán bộ, chính quyền địa phương phường Trường Sơn, Sầm Sơn, Thanh Hóa"),
    ):
        add_party(actor=actor, activity=activity, role=role, name=name, now=clock.now())
    for indicator, measure in (("Khối lượng rác thu gom", "kg"), ("Số người tham gia", "người")):
        words = OutputWords(indicator, None, measure, "Không được công bố")
        add_output(actor=actor, activity=activity, words=words)
    return activity
