"""Blocs and clusters: members by year, joining and leaving within it, head and deputy and who represents them."""

from datetime import date

import pytest

from tests.cast import YEAR, Cast
from tests.factories.organisations import add_members, make_agency, make_person, make_unit
from thidua.audit.queries import history_of
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.enums import BlocKind, LeadRole
from thidua.organisations.errors import NamesakeError, OrganisationError
from thidua.organisations.models import Bloc, BlocLeadership, BlocMembership
from thidua.organisations.queries import leadership_of, leaderships_of, members_of, years_of
from thidua.organisations.services import bloc_leaders, bloc_members, blocs


def fresh(bloc: Bloc) -> Bloc:
    return Bloc.objects.get(pk=bloc.pk)


def set_members(cast: Cast, units: list, year: int = YEAR + 1, version: int | None = None) -> Bloc:
    return bloc_members.set_members(
        actor=cast.standing.actor(), bloc=cast.bloc, year=year, units=units, version=version or fresh(cast.bloc).version
    )


def set_leader(cast: Cast, unit: object, **more: object) -> BlocLeadership:
    return bloc_leaders.set_leader(
        **{
            "actor": cast.standing.actor(),
            "bloc": cast.bloc,
            "year": YEAR,
            "role": LeadRole.LEAD,
            "unit": unit,
            "version": fresh(cast.bloc).version,
        }
        | more
    )


def test_a_cluster_is_made_with_a_code_for_folders(cast: Cast) -> None:
    cluster = blocs.create_bloc(
        actor=cast.standing.actor(),
        agency=cast.agency,
        kind=BlocKind.CLUSTER,
        number="số VIII",
        name="Cụm Thi đua số VIII",
    )

    assert cluster.code == "cum-thi-dua-so-viii"
    assert [entry.action for entry in history_of("organisations.bloc", cluster.pk)] == ["bloc.created"]
    with pytest.raises(NamesakeError):
        blocs.create_bloc(
            actor=cast.standing.actor(),
            agency=cast.agency,
            kind=BlocKind.CLUSTER,
            number="",
            name="cụm thi đua số VIII",
        )


def test_a_bloc_is_renamed_and_keeps_its_code(cast: Cast) -> None:
    facts = {"kind": BlocKind.BLOC, "number": "số 1", "since": None, "until": None, "actor": cast.standing.actor()}
    blocs.edit_bloc(bloc=cast.bloc, name="Khối Thi đua số 1", version=1, **facts)

    assert (fresh(cast.bloc).name, fresh(cast.bloc).code) == ("Khối Thi đua số 1", "khoi-i")
    with pytest.raises(StaleVersionError):
        blocs.edit_bloc(bloc=cast.bloc, name="Khối Thi đua số 2", version=1, **facts)


# --- members ---------------------------------------------------------------------------------------------------------


def test_38_members_in_the_order_given(cast: Cast) -> None:
    units = [make_unit(cast.agency, f"don-vi-{n}", f"Đơn vị thứ {n}") for n in range(38)][::-1]

    set_members(cast, units)
    set_members(cast, units[::-1])

    assert members_of(cast.bloc.pk, YEAR + 1) == units[::-1]
    assert years_of(cast.bloc.pk) == [YEAR + 1, YEAR, YEAR - 1]
    assert members_of(cast.bloc.pk, YEAR) == cast.units


def test_a_unit_of_an_agency_below_may_be_a_member_but_none_of_another_tree(cast: Cast) -> None:
    below = cast.agency.add_child(code="cuc", name="Cục Minh họa", search_key="", sort_key="")
    inside = make_unit(below, "phong", "Phòng của Cục")
    outside = make_unit(make_agency("tinh", "Tỉnh Khác"), "so", "Sở của tỉnh khác")

    set_members(cast, [inside])
    with pytest.raises(OrganisationError) as refusal:
        set_members(cast, [inside, outside])

    assert refusal.value.code == "other_agency"
    assert members_of(cast.bloc.pk, YEAR + 1) == [inside]


@pytest.mark.parametrize("which", ["twice", "other_bloc", "ended"])
def test_a_list_that_cannot_be(cast: Cast, which: str) -> None:
    add_members(cast.other_bloc, YEAR + 1, [cast.other_unit])
    gone = make_unit(cast.agency, "cu", "Đơn vị cũ", ended_on=date(YEAR, 12, 31))
    units = {"twice": [cast.unit, cast.unit], "other_bloc": [cast.unit, cast.other_unit], "ended": [cast.unit, gone]}

    with pytest.raises(OrganisationError) as refusal:
        set_members(cast, units[which])

    assert refusal.value.code == which
    assert members_of(cast.bloc.pk, YEAR + 1) == []


def test_a_unit_that_leads_is_not_simply_struck_out(cast: Cast) -> None:
    with pytest.raises(OrganisationError) as refusal:
        set_members(cast, cast.units[1:], year=YEAR)

    assert refusal.value.code == "leads"
    assert "Văn phòng Bộ là Khối trưởng" in refusal.value.message
    assert members_of(cast.bloc.pk, YEAR) == cast.units


def test_two_editors_of_a_list(cast: Cast) -> None:
    seen = fresh(cast.bloc).version
    set_members(cast, cast.units[:4], version=seen)

    with pytest.raises(StaleVersionError):
        set_members(cast, cast.units[:5], version=seen)

    assert members_of(cast.bloc.pk, YEAR + 1) == cast.units[:4]


def test_leaving_and_joining_within_the_year(cast: Cast) -> None:
    actor = cast.standing.actor()
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.units[0])
    bloc_members.leave_bloc(
        actor=actor, membership=row, left_on=date(YEAR, 8, 31), because="Chuyển khối", version=fresh(cast.bloc).version
    )
    joined = bloc_members.join_bloc(
        actor=actor,
        bloc=cast.bloc,
        year=YEAR,
        unit=make_unit(cast.agency, "moi", "Vụ Mới"),
        joined_on=date(YEAR, 9, 1),
        version=fresh(cast.bloc).version,
    )

    assert cast.units[0] in members_of(cast.bloc.pk, YEAR, date(YEAR, 8, 31))
    assert cast.units[0] not in members_of(cast.bloc.pk, YEAR, date(YEAR, 9, 1))
    assert members_of(cast.bloc.pk, YEAR, date(YEAR, 9, 1))[-1] == joined.unit
    assert leadership_of(cast.bloc.pk, YEAR, date(YEAR, 8, 31)).lead.unit == cast.units[0]
    assert leadership_of(cast.bloc.pk, YEAR, date(YEAR, 9, 1)).lead is None
    with pytest.raises(OrganisationError):
        set_members(cast, cast.units, year=YEAR)
    set_members(cast, cast.units[1:], year=YEAR)
    assert BlocMembership.objects.get(pk=row.pk).left_because == "Chuyển khối"


@pytest.mark.parametrize("day", [date(YEAR - 1, 12, 31), date(YEAR + 1, 1, 1)])
def test_a_day_outside_the_year_is_refused(cast: Cast, day: date) -> None:
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.unit)

    with pytest.raises(OrganisationError) as refusal:
        bloc_members.leave_bloc(
            actor=cast.standing.actor(), membership=row, left_on=day, because="", version=cast.bloc.version
        )

    assert refusal.value.code == "other_year"
    assert BlocMembership.objects.get(pk=row.pk).left_on is None


def test_the_secretary_carries_the_list_into_a_year_without_one(cast: Cast) -> None:
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.units[4])
    row.left_on = date(YEAR, 6, 30)
    row.save()
    carry = {"actor": cast.secretary.actor(), "bloc": cast.bloc, "from_year": YEAR, "to_year": YEAR + 1}

    bloc_members.carry_members(**carry)

    assert members_of(cast.bloc.pk, YEAR + 1) == [*cast.units[:4], cast.units[5]]
    with pytest.raises(OrganisationError) as refusal:
        bloc_members.carry_members(**carry)
    assert refusal.value.code == "has_members"
    with pytest.raises(RefusedError):
        bloc_members.carry_members(**carry | {"actor": cast.officer.actor(), "to_year": YEAR + 2})


# --- head and deputy -------------------------------------------------------------------------------------------------


def test_the_representative_need_not_be_the_chief_and_changes_with_a_day(cast: Cast) -> None:
    deputy_chief = make_person(cast.units[1], "Lưu Thị Minh Hoài", title="Phó Chánh Văn phòng")
    chief = make_person(cast.units[1], "Nguyễn Thị Minh Yến", title="Chánh Văn phòng", heads_unit=True)
    deputy = leadership_of(cast.bloc.pk, YEAR).deputy
    first = bloc_leaders.correct_leadership(
        actor=cast.standing.actor(),
        leadership=deputy,
        unit=cast.units[1],
        representative=deputy_chief,
        since=None,
        until=None,
        basis="Hội nghị bầu",
        version=deputy.version,
    )
    bloc_leaders.change_representative(
        actor=cast.secretary.actor(),
        leadership=first,
        representative=chief,
        since=date(YEAR, 9, 1),
        version=fresh(cast.bloc).version,
    )

    held = [row for row in leaderships_of(cast.bloc.pk, YEAR) if row.role == LeadRole.DEPUTY_LEAD]
    assert [(row.representative, row.since, row.until) for row in held] == [
        (deputy_chief, None, date(YEAR, 8, 31)),
        (chief, date(YEAR, 9, 1), None),
    ]
    assert leadership_of(cast.bloc.pk, YEAR, date(YEAR, 8, 31)).deputy.representative == deputy_chief
    assert leadership_of(cast.bloc.pk, YEAR).deputy.representative == chief


def test_the_head_changes_within_the_year_only_with_a_day(cast: Cast) -> None:
    with pytest.raises(OrganisationError) as refusal:
        set_leader(cast, cast.unit)
    assert refusal.value.code == "since_needed"

    set_leader(cast, cast.unit, since=date(YEAR, 7, 1), basis="QĐ 15/QĐ-BMH")

    assert leadership_of(cast.bloc.pk, YEAR, date(YEAR, 6, 30)).lead.unit == cast.units[0]
    assert leadership_of(cast.bloc.pk, YEAR, date(YEAR, 7, 1)).lead.unit == cast.unit


@pytest.mark.parametrize("which", ["no_member", "two_roles", "not_of_unit", "before_last"])
def test_who_cannot_lead(cast: Cast, which: str) -> None:
    BlocLeadership.objects.filter(bloc=cast.bloc, role=LeadRole.LEAD, year=YEAR).update(since=date(YEAR, 3, 1))
    attempt = {
        "no_member": {"unit": cast.other_unit, "since": date(YEAR, 7, 1)},
        "two_roles": {"unit": cast.units[1], "since": date(YEAR, 7, 1)},
        "not_of_unit": {
            "unit": cast.unit,
            "since": date(YEAR, 7, 1),
            "representative": cast.stranger.person,
        },
        "before_last": {"unit": cast.unit, "since": date(YEAR, 2, 1)},
    }[which]

    with pytest.raises(OrganisationError) as refusal:
        set_leader(cast, **attempt)

    assert refusal.value.code == which
    assert BlocLeadership.objects.get(bloc=cast.bloc, role=LeadRole.LEAD, year=YEAR).unit == cast.units[0]


def test_a_past_year_may_have_a_head_of_whom_nothing_more_is_known(cast: Cast) -> None:
    add_members(cast.bloc, 2019, [])
    BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=2019, unit=cast.unit)

    row = set_leader(cast, cast.unit, year=2019)

    assert (row.representative, row.since, row.until, row.basis) == (None, None, None, "")


@pytest.mark.parametrize("name", ["secretary", "officer", "observer", "administrator"])
def test_only_the_standing_office_sets_members_and_heads(cast: Cast, name: str) -> None:
    actor = cast.everyone()[name].actor()

    with pytest.raises(RefusedError):
        bloc_members.set_members(actor=actor, bloc=cast.bloc, year=YEAR + 1, units=cast.units, version=1)
    with pytest.raises(RefusedError):
        set_leader(cast, cast.unit, since=date(YEAR, 7, 1), actor=actor)

    assert members_of(cast.bloc.pk, YEAR + 1) == []
