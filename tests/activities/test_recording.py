"""Recording activities: what is unknown stays unknown, what cannot be is refused, one activity is one."""

from datetime import datetime, time
from fractions import Fraction

import pytest

from tests.cast import Cast
from tests.factories.activities import make_activity, make_clean_up
from tests.factories.cycles import make_cycle
from thidua.activities.enums import ActivityState, PartyRole
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityCredit
from thidua.activities.policies import activities_visible_to
from thidua.activities.queries import activities_of_cycle, known_first
from thidua.activities.services import (
    ActivityWords,
    OutputWords,
    add_output,
    add_party,
    cancel_activity,
    change_activity,
    change_output,
    credit_activity,
    hold_activity,
    name_speaker,
    put_party_on_paper,
    record_activity,
    remove_output,
    remove_party,
    remove_speaker,
    withdraw_credit,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Bloc, Unit

CLEAN_UP_PARTIES = [
    ("Khối Thi đua số I", "ORGANISER"),
    ("Khối Thi đua số II", "CO_ORGANISER"),
    ("Sở TN&MT tỉnh Thanh Hóa", "CO_ORGANISER"),
    ("Đoàn Thanh niên, Phân hiệu Trường Đại học TN&MT Hà Nội tại tỉnh Thanh Hóa", "CO_ORGANISER"),
    ("Cán bộ, chính quyền địa phương phường Trường Sơn, Sầm Sơn, Thanh Hóa", "LOCAL_AUTHORITY"),
]


def join(cast: Cast, activity: Activity, party: Bloc | Unit, now: datetime) -> None:
    """A party that a paper names."""
    actor = cast.standing.actor()
    named = add_party(actor=actor, activity=activity, role=PartyRole.CO_ORGANISER, party=party, now=now)
    put_party_on_paper(actor=actor, party=named, paper="Kế hoạch phối hợp số 3/KH", now=now)


@pytest.fixture
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def test_the_clean_up_of_the_seed_with_all_that_is_not_known(cast: Cast, now: datetime) -> None:
    activity = make_clean_up(cast)

    assert [(party.name, party.role) for party in activity.parties.all()] == CLEAN_UP_PARTIES
    assert activity.parties.get(name="Khối Thi đua số II").bloc == cast.other_bloc
    assert [(output.indicator, output.value) for output in activity.outputs.all()] == [
        ("Khối lượng rác thu gom", None),
        ("Số người tham gia", None),
    ]
    assert str(activity.held_on) == "28/05/2023"
    assert activity.starts_at is None


def test_a_workshop_of_a_member_on_no_known_day_counts_for_the_bloc(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast)
    workshop = record_activity(
        actor=cast.officer.actor(),
        home=cast.unit,
        words=ActivityWords("Hội thảo “Chuyển đổi số trong lĩnh vực khai thác khoáng sản”"),
        state=ActivityState.HELD,
        cycles=[cycle],
        now=now,
    )

    assert (str(workshop.held_on), workshop.place) == ("chưa rõ ngày", "")
    assert list(activities_of_cycle(cycle.pk)) == [workshop]
    assert list(activities_visible_to(cast.reader.actor())) == [workshop]
    assert list(activities_visible_to(cast.stranger.actor())) == []


def test_two_blocs_one_activity(cast: Cast, now: datetime) -> None:
    ours, theirs = make_cycle(cast), make_cycle(cast, bloc=cast.other_bloc)
    activity = make_activity(cast, held_on=PartialDate(2026, 5, 28), cycles=[ours])
    join(cast, activity, cast.other_bloc, now)
    credit_activity(actor=cast.standing.actor(), activity=activity, cycle=theirs, now=now)
    credit_activity(actor=cast.standing.actor(), activity=activity, cycle=theirs, now=now)

    assert list(activities_of_cycle(ours.pk)) == list(activities_of_cycle(theirs.pk)) == [activity]
    assert Activity.objects.count() == 1
    assert ActivityCredit.objects.count() == 2
    assert list(activities_visible_to(cast.stranger.actor())) == [activity]

    withdraw_credit(actor=cast.standing.actor(), activity=activity, cycle=theirs)
    assert list(activities_of_cycle(theirs.pk)) == []


def test_only_the_other_blocs_secretary_lets_it_count_there(cast: Cast, now: datetime) -> None:
    theirs = make_cycle(cast, bloc=cast.other_bloc)
    activity = make_activity(cast, held_on=PartialDate(2026, 5, 28))
    join(cast, activity, cast.other_bloc, now)

    with pytest.raises(RefusedError, match="thư ký của khối ấy"):
        credit_activity(actor=cast.secretary.actor(), activity=activity, cycle=theirs, now=now)
    credit_activity(actor=cast.standing.actor(), activity=activity, cycle=theirs, now=now)


def test_a_unit_outside_the_bloc_does_not_count_for_it(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast)
    inside = make_activity(cast, home=cast.unit)
    outside = make_activity(cast, home=cast.other_unit)

    credit_activity(actor=cast.officer.actor(), activity=inside, cycle=cycle, now=now)
    with pytest.raises(RefusedError):
        credit_activity(actor=cast.stranger.actor(), activity=outside, cycle=cycle, now=now)


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ({"title": " "}, "no_title", "title"),
        ({"held_on": PartialDate(2026, 6, 16)}, "held_in_future", "held_on"),
        ({"held_on": PartialDate(2026, 7)}, "held_in_future", "held_on"),
        ({"held_on": PartialDate(2026, 5), "starts_at": time(8)}, "hour_without_day", "held_on"),
        ({"held_on": PartialDate(2026, 5, 2), "ends_at": time(8)}, "no_start", "starts_at"),
        (
            {"held_on": PartialDate(2026, 5, 2), "starts_at": time(8), "ends_at": time(8)},
            "ends_before_start",
            "ends_at",
        ),
        ({"held_on": PartialDate(2024, 5, 2)}, "other_year", "held_on"),
    ],
)
def test_days_and_hours_that_cannot_be(
    cast: Cast, now: datetime, words: dict[str, object], code: str, field: str
) -> None:
    cycle = make_cycle(cast)
    possible = {"title": "Trồng cây", "held_on": PartialDate(2026, 6, 15)}
    given = {"actor": cast.secretary.actor(), "home": cast.bloc, "state": ActivityState.HELD, "cycles": [cycle]}
    record_activity(words=ActivityWords(**possible), now=now, **given)  # type: ignore[arg-type]

    with pytest.raises(ActivityError) as refusal:
        record_activity(words=ActivityWords(**possible | words), now=now, **given)  # type: ignore[arg-type]

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert Activity.objects.count() == 1


def test_the_winding_up_of_a_year_falls_into_the_next(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast, year=2025, now=datetime.fromisoformat("2025-01-05T09:00+07:00"))
    assert make_activity(cast, held_on=PartialDate(2026, 1, 10), cycles=[cycle]).credits.count() == 1


def test_planned_then_held(cast: Cast, now: datetime, at) -> None:
    activity = make_activity(cast, state=ActivityState.PLANNED, held_on=PartialDate(2026, 7, 4))
    with pytest.raises(ActivityError) as refusal:
        add_output(actor=cast.secretary.actor(), activity=activity, words=OutputWords("Số cây", Fraction(120)))
    assert refusal.value.code == "not_held"

    later = at("2026-07-06 09:00")
    held = hold_activity(
        actor=cast.secretary.actor(later),
        activity=activity,
        version=1,
        held_on=PartialDate(2026, 7, 5),
        summary="Trồng 120 cây",
        now=later,
    )
    add_output(actor=cast.secretary.actor(), activity=held, words=OutputWords("Số cây", Fraction(120), "cây"))

    assert (held.state, str(held.held_on), held.summary) == ("HELD", "05/07/2026", "Trồng 120 cây")
    with pytest.raises(RefusedError, match="đã tổ chức"):
        cancel_activity(actor=cast.secretary.actor(), activity=held, version=2, reason="mưa")


def test_a_cancelled_one_says_why_and_stays(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast, state=ActivityState.PLANNED, held_on=PartialDate(2026, 7, 4))
    with pytest.raises(ActivityError) as refusal:
        cancel_activity(actor=cast.secretary.actor(), activity=activity, version=1, reason=" ")
    assert refusal.value.code == "no_reason"

    cancelled = cancel_activity(actor=cast.secretary.actor(), activity=activity, version=1, reason="Mưa bão")
    assert (cancelled.state, cancelled.cancelled_because) == ("CANCELLED", "Mưa bão")


def test_two_change_at_once_and_the_second_is_asked(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast)
    words = ActivityWords("Trồng cây đầu hạ")
    change_activity(actor=cast.secretary.actor(), activity=activity, version=1, words=words, now=now)
    with pytest.raises(StaleVersionError):
        change_activity(actor=cast.standing.actor(), activity=activity, version=1, words=words, now=now)

    assert Activity.objects.get().title == "Trồng cây đầu hạ"


def test_a_closed_year_is_not_changed(cast: Cast, now: datetime) -> None:
    cycle = make_cycle(cast)
    activity = make_activity(cast, cycles=[cycle])
    add_party(actor=cast.secretary.actor(), activity=activity, role=PartyRole.PARTNER, name="Trước khi khép", now=now)
    Cycle.objects.update(state=CycleState.CLOSED)

    with pytest.raises(RefusedError, match="đã khép lại"):
        add_party(
            actor=cast.secretary.actor(),
            activity=activity,
            role=PartyRole.PARTNER,
            name="Sau khi khép",
            now=now,
        )


@pytest.mark.parametrize("name", ["officer", "reader", "observer", "council_member"])
def test_who_does_not_keep_the_bloc_does_not_change_its_activity(cast: Cast, now: datetime, name: str) -> None:
    activity = make_activity(cast)
    add_party(actor=cast.secretary.actor(), activity=activity, role=PartyRole.PARTNER, name="Công ty A", now=now)

    with pytest.raises(RefusedError):
        add_party(
            actor=cast.everyone()[name].actor(),
            activity=activity,
            role=PartyRole.PARTNER,
            name="Công ty B",
            now=now,
        )


def test_a_party_twice_is_one_and_can_be_taken_out(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast)
    actor = cast.secretary.actor()
    party = add_party(actor=actor, activity=activity, role=PartyRole.PARTNER, party=cast.other_unit, now=now)
    assert add_party(actor=actor, activity=activity, role=PartyRole.HOST, party=cast.other_unit, now=now) == party
    with pytest.raises(ActivityError) as refusal:
        add_party(actor=actor, activity=activity, role=PartyRole.HOST, now=now)
    assert refusal.value.code == "no_name"

    remove_party(actor=actor, party=party)
    remove_party(actor=actor, party=party)
    assert activity.parties.count() == 0
    assert AuditEntry.objects.filter(action="activity.party_removed").count() == 1


def test_who_spoke_as_printed(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast)
    actor = cast.secretary.actor()
    said = "Chương trình đã lan tỏa phong trào bảo vệ môi trường."
    first = name_speaker(
        actor=actor, activity=activity, name="Lại Hồng Thanh", post="Chánh Văn phòng Hội đồng", said=said
    )
    again = name_speaker(actor=actor, activity=activity, name="Lại Hồng Thanh", said=said)
    head = name_speaker(actor=actor, activity=activity, name="", person=cast.head.person)

    assert again == first
    assert str(first) == "Lại Hồng Thanh, Chánh Văn phòng Hội đồng"
    assert head.name == "Trần Quốc Hùng"
    remove_speaker(actor=actor, speaker=head)
    assert list(activity.speakers.all()) == [first]


def test_a_figure_becomes_known_and_stays_exact(cast: Cast, now: datetime) -> None:
    activity = make_activity(cast)
    actor = cast.secretary.actor()
    output = add_output(actor=actor, activity=activity, words=OutputWords("Khối lượng rác", None, "kg"))
    assert output.value is None

    words = OutputWords("Khối lượng rác", Fraction(2469, 2), "kg", "Cân cả xe")
    assert change_output(actor=actor, output=output, version=1, words=words).value == Fraction(2469, 2)
    with pytest.raises(StaleVersionError):
        change_output(actor=actor, output=output, version=1, words=words)
    for wrong, code in (
        (OutputWords("Khối lượng rác"), "output_twice"),
        (OutputWords(" "), "no_indicator"),
        (OutputWords("Số bao", Fraction(-1)), "negative"),
    ):
        with pytest.raises(ActivityError) as refusal:
            add_output(actor=actor, activity=activity, words=wrong)
        assert refusal.value.code == code

    remove_output(actor=actor, output=output)
    assert activity.outputs.count() == 0


def test_zero_is_a_figure(cast: Cast, now: datetime) -> None:
    output = add_output(
        actor=cast.secretary.actor(), activity=make_activity(cast), words=OutputWords("Số sự cố", Fraction(0))
    )
    output.refresh_from_db()
    assert output.value == 0


def test_the_unknown_day_comes_last(cast: Cast, now: datetime) -> None:
    unknown = make_activity(cast, "Chưa rõ ngày")
    may = make_activity(cast, "Tháng Năm", held_on=PartialDate(2026, 5))
    second = make_activity(cast, "Mồng hai tháng Năm", held_on=PartialDate(2026, 5, 2))

    assert known_first(Activity.objects.all()) == [may, second, unknown]
