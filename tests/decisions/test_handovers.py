"""Handover: a list that says what there is, two signatures of two people, frozen, closed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import YEAR, Cast, Member
from tests.factories import cycles
from tests.factories.decisions import make_handover, settle_all, sign_side
from tests.factories.meetings import NOW, make_cycle
from thidua.access.models import RoleGrant
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import StepKind, StepState, TaskState
from thidua.campaigns.models import Task
from thidua.common.actor import Role
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.decisions.enums import HandoverState, ItemKind, ItemState, Side
from thidua.decisions.errors import HandoverRuleError
from thidua.decisions.facts.handover_text import digest_of
from thidua.decisions.models import Handover, HandoverItem
from thidua.decisions.policies.handovers import handovers_visible_to
from thidua.decisions.services.handovers import (
    USUAL_ITEMS,
    HandoverFacts,
    ItemFacts,
    ItemMark,
    add_item,
    close_handover,
    edit_handover,
    edit_item,
    remove_item,
    settle_items,
    start_handover,
)


@pytest.fixture
def giver(cast: Cast) -> Member:
    """The reader, made head of Văn phòng Bộ for the occasion: who signs for the old head of the bloc."""
    RoleGrant.objects.create(
        agency=cast.agency,
        user=cast.reader.user,
        role=Role.UNIT_HEAD,
        unit=cast.units[0],
        since=date(2020, 1, 1),
        granted_at=NOW,
    )
    return cast.reader


def test_the_list_begins_with_the_usual_and_every_open_task(cast: Cast) -> None:
    cycle = make_cycle(cast.bloc)
    for number, state in enumerate((TaskState.DOING, TaskState.DONE, TaskState.NOT_STARTED), start=1):
        Task.objects.create(
            agency=cast.agency, cycle=cycle, code=f"T{number}", position=number, title=f"Việc {number}", state=state
        )
    handover = make_handover(cast)

    items = list(handover.items.values_list("kind", "title"))
    assert items == [
        *((str(kind), title) for kind, title in USUAL_ITEMS),
        ("TASKS", "T1. Việc 1"),
        ("TASKS", "T3. Việc 3"),
    ]
    assert set(handover.items.values_list("state", flat=True)) == {ItemState.PENDING}


def test_there_is_one_handover_a_year(cast: Cast) -> None:
    assert make_handover(cast) == make_handover(cast)
    assert AuditEntry.objects.filter(action="handover.started").count() == 1


def test_a_head_that_stays_hands_nothing_over(cast: Cast) -> None:
    with pytest.raises(HandoverRuleError, match="không cần bàn giao"):
        make_handover(cast, receiver=cast.units[0])


@pytest.mark.parametrize("name", ["officer", "head", "observer", "reader", "council_member"])
def test_only_who_runs_the_year_begins(cast: Cast, name: str) -> None:
    facts = HandoverFacts(giver=cast.units[0], receiver=cast.unit)
    with pytest.raises(RefusedError):
        start_handover(actor=cast.everyone()[name].actor(), cycle=make_cycle(cast.bloc), facts=facts, now=NOW)
    assert not Handover.objects.exists()


def test_the_representative_belongs_to_the_unit(cast: Cast) -> None:
    with pytest.raises(HandoverRuleError, match="không thuộc"):
        make_handover(cast, receiver_representative=cast.other_officer.person)
    assert make_handover(cast, receiver_representative=cast.officer.person).receiver == cast.unit


def test_a_day_to_come_is_no_handover(cast: Cast) -> None:
    with pytest.raises(HandoverRuleError, match="sau hôm nay"):
        make_handover(cast, held_on=PartialDate(YEAR, 12, 1))


def test_things_are_added_once_changed_and_taken_off(cast: Cast) -> None:
    handover = make_handover(cast)
    facts = ItemFacts(ItemKind.MONEY, "Quỹ thi đua", amount=2_000_000)
    item = add_item(actor=cast.secretary.actor(), handover=handover, facts=facts)
    assert add_item(actor=cast.secretary.actor(), handover=handover, facts=facts) == item

    edit_item(actor=cast.secretary.actor(), item=item, facts=replace(facts, amount=None), version=item.version)
    item.refresh_from_db()
    assert item.amount is None
    for _time in range(2):
        remove_item(actor=cast.secretary.actor(), item=item)
    assert not HandoverItem.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize(
    "facts",
    [
        ItemFacts(ItemKind.PAPERS, " "),
        ItemFacts(ItemKind.PAPERS, "Sổ", amount=1),
        ItemFacts(ItemKind.PAPERS, "Sổ", state=ItemState.MISSING),
    ],
)
def test_what_cannot_stand_on_the_list(cast: Cast, facts: ItemFacts) -> None:
    handover = make_handover(cast)
    before = handover.items.count()
    with pytest.raises(HandoverRuleError):
        add_item(actor=cast.secretary.actor(), handover=handover, facts=facts)
    assert handover.items.count() == before


def test_officers_of_both_units_keep_the_list(cast: Cast) -> None:
    handover = make_handover(cast)
    facts = ItemFacts(ItemKind.OTHER, "Cờ luân lưu")

    assert add_item(actor=cast.officer.actor(), handover=handover, facts=facts).title == "Cờ luân lưu"
    with pytest.raises(RefusedError):
        add_item(actor=cast.other_officer.actor(), handover=handover, facts=replace(facts, title="Cờ khác"))


def test_two_who_settle_different_things_do_not_meet_and_the_same_are_asked(cast: Cast) -> None:
    handover = make_handover(cast)
    first, second = handover.items.all()[:2]
    for member, item in ((cast.secretary, first), (cast.officer, second)):
        marks = [ItemMark(item.pk, item.version, ItemState.HANDED_OVER)]
        settle_items(actor=member.actor(), handover=handover, marks=marks)
    with pytest.raises(StaleVersionError):
        settle_items(
            actor=cast.standing.actor(),
            handover=handover,
            marks=[ItemMark(first.pk, first.version, ItemState.NONE)],
        )
    first.refresh_from_db()
    assert first.state == ItemState.HANDED_OVER


def test_both_sign_and_the_list_is_frozen(cast: Cast, giver: Member) -> None:
    handover = make_handover(cast)
    settle_all(cast, handover)
    sign_side(handover, Side.GIVER, giver)
    handover.refresh_from_db()
    assert handover.state == HandoverState.DRAFT
    sign_side(handover, Side.RECEIVER, cast.head)

    handover.refresh_from_db()
    assert handover.state == HandoverState.SIGNED
    assert handover.digest == digest_of(handover.text)
    assert {signature.digest for signature in handover.signatures.all()} == {handover.digest}
    with pytest.raises(RefusedError, match="khóa"):
        settle_all(cast, handover, ItemState.NONE)


def test_nothing_is_signed_before_everything_is_settled(cast: Cast, giver: Member) -> None:
    handover = make_handover(cast)
    with pytest.raises(RefusedError, match="Còn 5 mục"):
        sign_side(handover, Side.GIVER, giver)
    settle_all(cast, handover, ItemState.NONE)

    assert sign_side(handover, Side.GIVER, giver).unit == cast.units[0]


def test_nobody_signs_for_both(cast: Cast, giver: Member) -> None:
    RoleGrant.objects.create(
        agency=cast.agency,
        user=giver.user,
        role=Role.UNIT_HEAD,
        unit=cast.unit,
        since=date(2020, 1, 1),
        granted_at=NOW,
    )
    handover = make_handover(cast)
    settle_all(cast, handover)
    sign_side(handover, Side.GIVER, giver)

    with pytest.raises(RefusedError, match="hai người"):
        sign_side(handover, Side.RECEIVER, giver)
    assert sign_side(handover, Side.RECEIVER, cast.head).side == Side.RECEIVER


@pytest.mark.parametrize("name", ["secretary", "officer", "standing", "other_officer", "observer"])
def test_only_heads_and_representatives_sign(cast: Cast, name: str) -> None:
    handover = make_handover(cast)
    settle_all(cast, handover)
    with pytest.raises(RefusedError, match="Chỉ thủ trưởng hoặc người đại diện"):
        sign_side(handover, Side.RECEIVER, cast.everyone()[name])


def test_the_named_representative_signs(cast: Cast) -> None:
    handover = make_handover(cast, receiver_representative=cast.officer.person)
    settle_all(cast, handover)

    assert sign_side(handover, Side.RECEIVER, cast.officer).person == cast.officer.person


def test_a_changed_list_has_to_be_signed_again(cast: Cast, giver: Member) -> None:
    handover = make_handover(cast)
    settle_all(cast, handover)
    read = sign_side(handover, Side.GIVER, giver).digest
    add_item(
        actor=cast.officer.actor(),
        handover=handover,
        facts=ItemFacts(ItemKind.OTHER, "Cờ luân lưu", state=ItemState.HANDED_OVER),
    )

    assert not handover.signatures.exists()
    with pytest.raises(HandoverRuleError, match="vừa thay đổi"):
        sign_side(handover, Side.RECEIVER, cast.head, digest=read)
    assert sign_side(handover, Side.RECEIVER, cast.head).digest != read


def test_signing_twice_signs_once(cast: Cast) -> None:
    handover = make_handover(cast)
    settle_all(cast, handover)

    assert sign_side(handover, Side.RECEIVER, cast.head) == sign_side(handover, Side.RECEIVER, cast.head)
    assert AuditEntry.objects.filter(action="handover.signed").count() == 1


def test_closing_satisfies_the_step(cast: Cast, giver: Member) -> None:
    year = cycles.make_cycle(cast, year=YEAR)
    facts = HandoverFacts(giver=cast.units[0], receiver=cast.unit, held_on=PartialDate(YEAR, 1, 18))
    handover = start_handover(actor=cast.secretary.actor(), cycle=year, facts=facts, now=NOW)
    settle_all(cast, handover)
    sign_side(handover, Side.GIVER, giver)
    with pytest.raises(RefusedError, match="chưa ký đủ"):
        close_handover(actor=cast.secretary.actor(), handover=handover, now=NOW)
    sign_side(handover, Side.RECEIVER, cast.head)
    for _time in range(2):
        handover = close_handover(actor=cast.secretary.actor(), handover=handover, now=NOW)

    step = cycles.step_of(year, StepKind.HANDOVER)
    assert handover.state == HandoverState.CLOSED
    assert (step.state, step.satisfied_by_kind, step.done_on) == (StepState.DONE, "handover", date(YEAR, 1, 18))
    assert AuditEntry.objects.filter(action="handover.closed").count() == 1


def test_who_hands_over_may_change_until_it_is_signed(cast: Cast, giver: Member) -> None:
    handover = make_handover(cast)
    settle_all(cast, handover)
    sign_side(handover, Side.GIVER, giver)
    handover.refresh_from_db()
    facts = HandoverFacts(giver=cast.units[1], receiver=cast.unit, place="Hà Nội")
    as_read = handover.version
    edited = edit_handover(actor=cast.secretary.actor(), handover=handover, facts=facts, version=as_read, now=NOW)

    assert (edited.giver, edited.place, edited.signatures.count()) == (cast.units[1], "Hà Nội", 0)
    with pytest.raises(StaleVersionError):
        edit_handover(actor=cast.standing.actor(), handover=handover, facts=facts, version=as_read, now=NOW)


@pytest.mark.parametrize(
    ("name", "sees"), [("reader", True), ("officer", True), ("observer", True), ("stranger", False)]
)
def test_who_sees_it(cast: Cast, name: str, sees: bool) -> None:
    make_handover(cast)

    assert handovers_visible_to(cast.everyone()[name].actor()).exists() == sees
