"""Who holds a role, for reminders and for “who may do it”."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import Cast
from tests.factories.organisations import make_agency
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import people_who_may, users_holding
from thidua.accounts.models import User
from thidua.common.actor import Role

DAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 3, tzinfo=UTC)


def delegate(cast: Cast) -> None:
    Delegation.objects.create(
        agency=cast.agency,
        grant=RoleGrant.objects.get(user=cast.secretary.user),
        delegate=cast.officer.user,
        since=DAY,
        until=DAY,
        reason="Nghỉ phép",
        made_at=NOW,
    )


def test_holders_over_a_bloc_a_unit_and_an_agency(cast: Cast) -> None:
    def names(*roles: Role, **over: int) -> list[str]:
        return [holder.name for holder in users_holding(*roles, day=DAY, **over)]

    assert names(Role.BLOC_SECRETARY, bloc=cast.bloc.pk) == ["Đặng Minh Thư"]
    assert names(Role.BLOC_SECRETARY, bloc=cast.other_bloc.pk) == []
    assert names(Role.UNIT_OFFICER, Role.UNIT_HEAD, unit=cast.unit.pk) == ["Trần Quốc Hùng", "Nguyễn Thị Cúc"]
    assert names(Role.STANDING_OFFICE, agency=cast.agency.pk) == ["Phạm Văn Thường"]


def test_a_role_over_an_agency_is_held_over_those_below(cast: Cast) -> None:
    below = cast.agency.add_child(code="cuc", name="Cục Minh họa", search_key="cuc", sort_key="cuc")
    beside = make_agency("bo-khac", "Bộ Khác")

    assert [each.user for each in users_holding(Role.STANDING_OFFICE, day=DAY, agency=below.pk)] == [
        cast.standing.user.pk
    ]
    assert users_holding(Role.STANDING_OFFICE, day=DAY, agency=beside.pk) == []


def test_whoever_acts_for_another_is_named_with_him(cast: Cast) -> None:
    delegate(cast)
    holders = users_holding(Role.BLOC_SECRETARY, day=DAY, bloc=cast.bloc.pk)

    assert [(holder.name, holder.on_behalf_of) for holder in holders] == [
        ("Đặng Minh Thư", ""),
        ("Nguyễn Thị Cúc", "Đặng Minh Thư"),
    ]
    assert holders[0].email == "thu@vi-du.vn"


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2026, 7, 1)])
def test_only_on_days_in_force(cast: Cast, day: date) -> None:
    RoleGrant.objects.update(until=date(2026, 6, 30))

    assert users_holding(Role.BLOC_SECRETARY, day=day, bloc=cast.bloc.pk) == []


def test_stopped_accounts_hold_nothing(cast: Cast) -> None:
    delegate(cast)
    User.objects.filter(pk=cast.secretary.user.pk).update(is_active=False)

    assert users_holding(Role.BLOC_SECRETARY, day=DAY, bloc=cast.bloc.pk) == []


def test_names_in_words(cast: Cast) -> None:
    assert people_who_may(Role.BLOC_SECRETARY, day=DAY, bloc=cast.bloc.pk) == "Đặng Minh Thư (Thư ký khối)"
    assert people_who_may(Role.BLOC_SECRETARY, day=DAY, bloc=cast.other_bloc.pk) == "Thư ký khối (chưa giao cho ai)"
    assert people_who_may(Role.UNIT_HEAD, Role.UNIT_OFFICER, day=DAY, unit=cast.other_unit.pk) == (
        "Vũ Thị Lạ (Cán bộ thi đua của đơn vị)"
    )


def test_many_names_are_cut_short(cast: Cast) -> None:
    for number in range(5):
        user = User.objects.create_user(f"them-{number}", "", None)
        RoleGrant.objects.create(
            agency=cast.agency, user=user, role=Role.BLOC_SECRETARY, bloc=cast.bloc, since=DAY, granted_at=NOW
        )

    words = people_who_may(Role.BLOC_SECRETARY, day=DAY, bloc=cast.bloc.pk)
    assert words.endswith("them-1 (Thư ký khối) và 3 người khác")


def test_queries_do_not_grow_with_holders(cast: Cast, count_queries) -> None:
    few = count_queries(lambda: users_holding(Role.BLOC_SECRETARY, day=DAY, bloc=cast.bloc.pk))
    test_many_names_are_cut_short(cast)
    delegate(cast)

    assert count_queries(lambda: users_holding(Role.BLOC_SECRETARY, day=DAY, bloc=cast.bloc.pk)) == few <= 3


def test_over_nothing_is_no_question(cast: Cast) -> None:
    with pytest.raises(ValueError, match="Over what"):
        users_holding(Role.READER, day=DAY)
