"""A planned activity has one plan that its parties share: who writes it, who ticks which line, what it refuses."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from tests.cast import Cast, Member
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.plans import make_plan_item
from thidua.activities.enums import ActivityState, Flow, Insurance, PartyRole, RiskKind
from thidua.activities.errors import ActivityError
from thidua.activities.models import (
    Activity,
    ActivityParty,
    ActivityPlan,
    Equipment,
    MoneyLine,
    PlanItem,
    PlanZone,
    Risk,
)
from thidua.activities.services import (
    EquipmentWords,
    ItemWords,
    MoneyWords,
    RiskWords,
    RowWords,
    ZoneWords,
    add_party,
    add_to_plan,
    cancel_activity,
    change_in_plan,
    confirm_party,
    decline_party,
    remove_from_plan,
    remove_party,
    say_insurance,
    set_reserve,
    tick_plan_item,
    untick_plan_item,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate

DAY = PartialDate(2026, 7, 5)


@pytest.fixture
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def clean_up(cast: Cast, now: datetime) -> Activity:
    """Planned by bloc I for a Sunday in July."""
    return make_activity(cast, "Dọn bãi biển", state=ActivityState.PLANNED, held_on=DAY, cycles=[make_cycle(cast)])


@pytest.fixture
def unit_party(cast: Cast, clean_up: Activity, now: datetime) -> ActivityParty:
    """Vụ Kế hoạch, for which Cúc and Hùng speak; it has said that it takes part."""
    named = add_party(
        actor=cast.secretary.actor(), activity=clean_up, role=PartyRole.CO_ORGANISER, party=cast.unit, now=now
    )
    return confirm_party(actor=cast.officer.actor(), party=named, now=now)


@pytest.fixture
def own_line(cast: Cast, clean_up: Activity, unit_party: ActivityParty) -> PlanItem:
    return make_plan_item(cast, clean_up, "Mời báo chí", party=unit_party)


def entries(action: str) -> int:
    return AuditEntry.objects.filter(action=f"activity.{action}").count()


# --- who ticks what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "head", "secretary", "standing"])
def test_a_party_ticks_its_own_line_and_whoever_keeps_the_record_ticks_any(
    cast: Cast, own_line: PlanItem, now: datetime, who: str
) -> None:
    member: Member = cast.everyone()[who]

    done = tick_plan_item(actor=member.actor(), item=own_line, version=1, proof="Công văn 45", now=now)

    assert (done.done_at, done.done_by_id, done.proof) == (now, member.user.pk, "Công văn 45")
    assert entries("plan_item_done") == 1


@pytest.mark.parametrize("who", ["other_officer", "stranger", "reader", "observer", "council_member", "administrator"])
def test_nobody_ticks_the_line_of_another_party(cast: Cast, own_line: PlanItem, now: datetime, who: str) -> None:
    with pytest.raises(RefusedError, match="do bên được giao và bên giữ hồ sơ"):
        tick_plan_item(actor=cast.everyone()[who].actor(), item=own_line, version=1, now=now)

    own_line.refresh_from_db()
    assert not own_line.is_done


def test_a_party_does_not_tick_what_nobody_was_given(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    of_nobody = make_plan_item(cast, clean_up)

    with pytest.raises(RefusedError):
        tick_plan_item(actor=cast.officer.actor(), item=of_nobody, version=1, now=now)
    assert tick_plan_item(actor=cast.secretary.actor(), item=of_nobody, version=1, now=now).is_done


def test_a_party_that_declined_ticks_nothing_until_it_takes_part_again(
    cast: Cast, own_line: PlanItem, unit_party: ActivityParty, now: datetime
) -> None:
    actor = cast.officer.actor()
    decline_party(actor=actor, party=unit_party, reason="Trùng lịch", now=now)
    with pytest.raises(RefusedError, match="đã trả lời không tham gia"):
        tick_plan_item(actor=actor, item=own_line, version=1, now=now)

    confirm_party(actor=actor, party=unit_party, now=now)
    assert tick_plan_item(actor=actor, item=own_line, version=1, now=now).is_done


def test_a_tick_is_taken_back_and_history_keeps_its_proof(cast: Cast, own_line: PlanItem, now: datetime) -> None:
    actor = cast.officer.actor()
    done = tick_plan_item(actor=actor, item=own_line, version=1, proof="Biên bản", now=now)

    again = untick_plan_item(actor=actor, item=done, version=2)

    assert (again.done_at, again.done_by, again.done_by_name, again.proof) == (None, None, "", "")
    assert "Biên bản" in AuditEntry.objects.get(action="activity.plan_item_reopened").payload


def test_the_proof_of_a_line_that_is_done_keeps_who_did_it_and_when(
    cast: Cast, own_line: PlanItem, now: datetime
) -> None:
    tick_plan_item(actor=cast.officer.actor(), item=own_line, version=1, now=now)
    later = now.replace(hour=15)

    proven = tick_plan_item(actor=cast.secretary.actor(), item=own_line, version=2, proof="Công văn 45", now=later)

    assert (proven.done_at, proven.done_by_id, proven.proof) == (now, cast.officer.user.pk, "Công văn 45")


def test_of_two_who_press_at_once_the_second_is_asked(cast: Cast, own_line: PlanItem, now: datetime) -> None:
    tick_plan_item(actor=cast.officer.actor(), item=own_line, version=1, now=now)

    with pytest.raises(StaleVersionError):
        untick_plan_item(actor=cast.secretary.actor(), item=own_line, version=1)
    assert PlanItem.objects.get().is_done


def test_a_line_that_was_taken_out_meanwhile_is_not_ticked(cast: Cast, own_line: PlanItem, now: datetime) -> None:
    remove_from_plan(actor=cast.secretary.actor(), row=PlanItem.objects.get())

    with pytest.raises(ActivityError, match="vừa được bỏ"):
        tick_plan_item(actor=cast.officer.actor(), item=own_line, version=1, now=now)


# --- who writes it ---------------------------------------------------------------------------------------------------

ROWS: list[RowWords] = [
    ItemWords("Xin phép phường"),
    EquipmentWords("Găng tay"),
    MoneyWords("Mua bao", Flow.OUT),
    RiskWords(RiskKind.TIDE),
    ZoneWords("Khu A"),
]


@pytest.mark.parametrize("words", ROWS, ids=lambda words: words.stem)
def test_whoever_keeps_the_record_writes_every_part_and_a_party_none(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty, words: RowWords
) -> None:
    with pytest.raises(RefusedError):
        add_to_plan(actor=cast.officer.actor(), activity=clean_up, words=words)

    actor = cast.secretary.actor()
    row = add_to_plan(actor=actor, activity=clean_up, words=words)
    with pytest.raises(RefusedError):
        change_in_plan(actor=cast.officer.actor(), row=row, version=1, words=words)
    with pytest.raises(RefusedError):
        remove_from_plan(actor=cast.officer.actor(), row=row)
    assert change_in_plan(actor=actor, row=row, version=1, words=words).version == 2
    with pytest.raises(StaleVersionError):
        change_in_plan(actor=actor, row=row, version=1, words=words)
    remove_from_plan(actor=actor, row=row)
    remove_from_plan(actor=actor, row=row)

    assert type(row)._default_manager.count() == 0
    assert [entries(f"{words.stem}_{act}") for act in ("added", "changed", "removed")] == [1, 1, 1]


def test_the_plan_of_a_cancelled_activity_stays_as_it_was(
    cast: Cast, clean_up: Activity, own_line: PlanItem, now: datetime
) -> None:
    cancel_activity(actor=cast.secretary.actor(), activity=clean_up, version=1, reason="Bão")

    for act in (
        lambda: add_to_plan(actor=cast.secretary.actor(), activity=clean_up, words=ItemWords("Xin phép")),
        lambda: tick_plan_item(actor=cast.officer.actor(), item=own_line, version=1, now=now),
        lambda: say_insurance(actor=cast.secretary.actor(), activity=clean_up, version=0, insurance=Insurance.YES),
    ):
        with pytest.raises(RefusedError):
            act()


def test_once_its_years_are_closed_the_plan_is_closed_too(cast: Cast, own_line: PlanItem, now: datetime) -> None:
    Cycle.objects.update(state=CycleState.CLOSED)

    for member in (cast.officer, cast.secretary):
        with pytest.raises(RefusedError):
            tick_plan_item(actor=member.actor(), item=own_line, version=1, now=now)


def test_a_party_that_goes_leaves_its_name_on_its_lines(
    cast: Cast, own_line: PlanItem, clean_up: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    actor = cast.secretary.actor()
    gloves = EquipmentWords("Găng tay", party=unit_party, party_words="chị Cúc")
    add_to_plan(actor=actor, activity=clean_up, words=gloves)
    decline_party(actor=cast.officer.actor(), party=unit_party, reason="Trùng lịch", now=now)

    remove_party(actor=actor, party=unit_party)

    assert (PlanItem.objects.get().party, PlanItem.objects.get().who) == (None, cast.unit.name)
    assert Equipment.objects.get().who == f"{cast.unit.name}, chị Cúc"


# --- what it refuses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (ItemWords("  "), "text"),
        (ItemWords("XIN PHÉP PHƯỜNG."), "text"),
        (ItemWords("Mời báo chí", due_on=date(2026, 7, 1), offset=-2), "due_on"),
        (ItemWords("Mời báo chí", offset=-501), "days"),
        (EquipmentWords(""), "name"),
        (EquipmentWords("Cân", planned=-1), "planned"),
        (EquipmentWords("Cân", brought=2, returned=3), "returned"),
        (MoneyWords(" ", Flow.IN), "name"),
        (MoneyWords("Mua bao", Flow.OUT, real=-1), "real"),
        (RiskWords(RiskKind.OTHER_RISK), "name"),
        (ZoneWords(""), "name"),
        (ZoneWords("Khu A", metres=Fraction(0)), "metres"),
        (ZoneWords("Khu A", bags=-1), "bags"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, clean_up: Activity, words: RowWords, field: str) -> None:
    actor = cast.secretary.actor()
    add_to_plan(actor=actor, activity=clean_up, words=ItemWords("Xin phép phường"))

    with pytest.raises(ActivityError) as refusal:
        add_to_plan(actor=actor, activity=clean_up, words=words)

    assert refusal.value.field == field
    assert [model.objects.count() for model in (PlanItem, Equipment, MoneyLine, Risk, PlanZone)] == [1, 0, 0, 0, 0]


def test_a_line_is_given_only_to_a_party_of_this_activity(
    cast: Cast, clean_up: Activity, unit_party: ActivityParty
) -> None:
    other = make_activity(cast, "Trồng cây", state=ActivityState.PLANNED)

    with pytest.raises(ActivityError, match="không phải một bên"):
        add_to_plan(actor=cast.secretary.actor(), activity=other, words=ItemWords("Mời báo chí", party=unit_party))


def test_texts_are_stored_composed(cast: Cast, clean_up: Activity) -> None:
    decomposed = "Xin phe\u0301p  phu\u031bo\u031b\u0300ng"

    assert make_plan_item(cast, clean_up, decomposed).text == "Xin phép phường"


def test_numbers_nobody_knows_stay_unknown_and_zero_is_a_number(cast: Cast, clean_up: Activity) -> None:
    actor = cast.secretary.actor()
    unknown = add_to_plan(actor=actor, activity=clean_up, words=EquipmentWords("Găng tay", planned=50))
    known = add_to_plan(actor=actor, activity=clean_up, words=EquipmentWords("Cân", planned=2, brought=0, returned=0))
    returned = add_to_plan(
        actor=actor, activity=clean_up, words=EquipmentWords("Cào", planned=5, brought=7, returned=4)
    )

    assert (unknown.brought, unknown.missing, unknown.not_returned) == (None, None, None)
    assert (known.missing, known.not_returned) == (2, 0)
    assert (returned.missing, returned.not_returned) == (0, 3)


# --- insurance and reserve -------------------------------------------------------------------------------------------


def test_insurance_is_unknown_until_somebody_says_and_needs_a_reason_not_to_be_needed(
    cast: Cast, clean_up: Activity
) -> None:
    actor = cast.secretary.actor()
    with pytest.raises(ActivityError, match="vì sao không cần") as refusal:
        say_insurance(actor=actor, activity=clean_up, version=0, insurance=Insurance.NOT_NEEDED)
    assert refusal.value.field == "insurance_reason"
    assert ActivityPlan.objects.count() == 0

    plan = say_insurance(
        actor=actor, activity=clean_up, version=0, insurance=Insurance.NOT_NEEDED, reason="Đã có bảo hiểm cơ quan"
    )

    assert (plan.version, plan.insurance, plan.insurance_reason) == (1, "NOT_NEEDED", "Đã có bảo hiểm cơ quan")


def test_the_reserve_is_what_people_typed(cast: Cast, clean_up: Activity) -> None:
    actor = cast.secretary.actor()
    for reserve, gloves, field in ((501, 1, "reserve_percent"), (10, 51, "gloves_each")):
        with pytest.raises(ActivityError) as refusal:
            set_reserve(actor=actor, activity=clean_up, version=0, reserve_percent=reserve, gloves_each=gloves)
        assert refusal.value.field == field

    plan = set_reserve(actor=actor, activity=clean_up, version=0, reserve_percent=0, gloves_each=None)
    assert (plan.reserve_percent, plan.gloves_each) == (0, None)
    with pytest.raises(StaleVersionError):
        say_insurance(actor=actor, activity=clean_up, version=0, insurance=Insurance.YES)
    assert say_insurance(actor=actor, activity=clean_up, version=1, insurance=Insurance.YES).reserve_percent == 0
