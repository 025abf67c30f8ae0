"""Units through time: names, places, other names; merged, split and dissolved in mid-year."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories.organisations import make_unit
from thidua.audit.queries import history_of
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.enums import LeadRole, MassOrganisationKind, SuccessionKind, UnitKind
from thidua.organisations.errors import NamesakeError, OrganisationError
from thidua.organisations.models import (
    BlocLeadership,
    BlocMembership,
    MassOrganisation,
    Person,
    Post,
    Unit,
    UnitMembership,
    UnitSuccession,
)
from thidua.organisations.queries import (
    head_of_unit,
    members_of,
    people_of_unit,
    people_without_unit,
    search,
    unit_names_on,
    units_named,
)
from thidua.organisations.services import mass_organisations, successions, units


def fresh(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def rename(cast: Cast, unit: Unit, name: str, since: date | None, now, **more: object) -> Unit:
    return units.rename_unit(
        actor=cast.standing.actor(), unit=unit, name=name, since=since, version=fresh(unit).version, now=now, **more
    )


def test_a_unit_is_made_with_its_first_name_its_place_and_its_other_names(cast: Cast) -> None:
    unit = units.create_unit(
        actor=cast.standing.actor(),
        agency=cast.agency,
        name="Văn phòng Thường trực Uỷ ban sông Mê Công Việt Nam",
        short_name="Văn phòng Mê Công",
        parent=cast.units[0],
        aliases=["VNMC"],
        since=date(1995, 4, 5),
    )

    assert unit.code == "van-phong-thuong-truc-uy-ban-song-me-cong-viet-nam"
    assert [(name.name, name.since) for name in unit.names.all()] == [(unit.name, date(1995, 4, 5))]
    assert [(place.parent, place.since) for place in unit.places.all()] == [(cast.units[0], date(1995, 4, 5))]
    assert [alias.text for alias in unit.aliases.all()] == ["VNMC"]
    assert [entry.action for entry in history_of("organisations.unit", unit.pk)] == ["unit.created"]


@pytest.mark.parametrize("name", ["secretary", "officer", "head", "observer", "council_member", "administrator"])
def test_only_the_standing_office_keeps_units(cast: Cast, at, name: str) -> None:
    now = at("2026-06-15 09:00")
    actor = cast.everyone()[name].actor()

    with pytest.raises(RefusedError):
        units.create_unit(actor=actor, agency=cast.agency, name="Vụ Mới")
    with pytest.raises(RefusedError):
        units.rename_unit(actor=actor, unit=cast.unit, name="Vụ Khác", since=None, version=1, now=now)
    with pytest.raises(RefusedError):
        successions.dissolve_unit(actor=actor, unit=cast.unit, effective_on=date(2026, 7, 1))

    assert fresh(cast.unit).name == cast.unit.name


def test_a_private_company_may_be_a_member_and_the_head(cast: Cast) -> None:
    company = units.create_unit(
        actor=cast.standing.actor(),
        agency=cast.agency,
        name="Công ty TNHH Tài nguyên Minh họa",
        kind=UnitKind.ENTERPRISE,
    )
    BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=2027, unit=company)
    BlocLeadership.objects.create(agency=cast.agency, bloc=cast.bloc, year=2027, role=LeadRole.LEAD, unit=company)

    assert members_of(cast.bloc.pk, 2027) == [company]


def test_two_living_units_of_an_agency_do_not_share_a_name(cast: Cast) -> None:
    with pytest.raises(NamesakeError) as refusal:
        units.create_unit(actor=cast.standing.actor(), agency=cast.agency, name="THANH TRA  bộ")

    assert refusal.value.field == "name"
    assert units.create_unit(actor=cast.standing.actor(), agency=cast.agency, name="Thành tra Bộ").pk


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_renamed_unit_keeps_its_old_name_on_old_days(cast: Cast, at) -> None:
    now = at("2026-06-15 09:00")
    before = cast.unit.name
    rename(cast, cast.unit, "Vụ Kế hoạch – Tài chính", date(2026, 3, 1), now, basis="QĐ 12/QĐ-BMH")

    unit = fresh(cast.unit)
    assert unit.name == "Vụ Kế hoạch – Tài chính"
    assert unit_names_on([unit], date(2026, 2, 28)) == {unit.pk: before}

    rename(cast, unit, "Vụ Tài chính", date(2026, 5, 1), now)
    unit = fresh(unit)
    assert unit_names_on([unit], date(2026, 4, 30)) == {unit.pk: "Vụ Kế hoạch – Tài chính"}
    assert unit_names_on([unit], date(2026, 5, 1)) == {unit.pk: "Vụ Tài chính"}
    assert [each.name for each in units_named(Unit.objects.all(), "vu ke hoach – tai chinh")] == ["Vụ Tài chính"]
    entry = history_of("organisations.unit", unit.pk)[0]
    assert before in entry.payload


def test_without_a_day_the_name_in_force_is_corrected(cast: Cast, at) -> None:
    now = at("2026-06-15 09:00")
    unit = units.create_unit(
        actor=cast.standing.actor(), agency=cast.agency, name="Vụ Phát chế", since=date(2020, 1, 1)
    )

    rename(cast, unit, "Vụ Pháp chế", None, now)

    assert [(each.name, each.since) for each in unit.names.all()] == [("Vụ Pháp chế", date(2020, 1, 1))]


@pytest.mark.parametrize(
    ("since", "code"),
    [(date(2026, 6, 16), "future"), (date(2020, 1, 1), "before_last"), (date(2019, 5, 1), "before_last")],
)
def test_a_name_cannot_begin_tomorrow_nor_before_the_one_in_force(cast: Cast, at, since: date, code: str) -> None:
    now = at("2026-06-15 09:00")
    unit = units.create_unit(actor=cast.standing.actor(), agency=cast.agency, name="Vụ Mới", since=date(2020, 1, 1))

    with pytest.raises(OrganisationError) as refusal:
        rename(cast, unit, "Vụ Mới hơn", since, now)

    assert refusal.value.code == code
    assert fresh(unit).name == "Vụ Mới"


def test_a_former_name_is_written_down_afterwards(cast: Cast) -> None:
    unit = units.create_unit(actor=cast.standing.actor(), agency=cast.agency, name="Vụ Mới")
    add = units.add_past_unit_name
    add(
        actor=cast.standing.actor(), unit=unit, name="Vụ Cũ", since=None, until=date(2015, 12, 31), version=unit.version
    )

    unit = fresh(unit)
    assert unit_names_on([unit], date(2015, 12, 31)) == {unit.pk: "Vụ Cũ"}
    assert unit_names_on([unit], date(2016, 1, 1)) == {unit.pk: "Vụ Mới"}
    with pytest.raises(OrganisationError) as refusal:
        add(actor=cast.standing.actor(), unit=unit, name="X", since=None, until=date(2017, 1, 1), version=unit.version)
    assert refusal.value.code == "overlap"
    add(actor=cast.standing.actor(), unit=unit, name="Ban Cũ", since=None, until=date(2010, 1, 1), version=unit.version)
    assert unit_names_on([unit], date(2010, 1, 1)) == {unit.pk: "Ban Cũ"}
    assert unit_names_on([unit], date(2010, 1, 2)) == {unit.pk: "Vụ Cũ"}


def test_a_stale_rename_is_refused_and_changes_nothing(cast: Cast, at) -> None:
    now = at("2026-06-15 09:00")
    seen = cast.unit.version
    rename(cast, cast.unit, "Vụ Một", None, now)

    with pytest.raises(StaleVersionError) as conflict:
        units.rename_unit(actor=cast.standing.actor(), unit=cast.unit, name="Vụ Hai", since=None, version=seen, now=now)

    assert conflict.value.data["row"].name == "Vụ Một"
    assert fresh(cast.unit).name == "Vụ Một"


def test_a_unit_is_moved_under_another_but_not_under_itself(cast: Cast, at) -> None:
    now = at("2026-06-15 09:00")
    actor = cast.standing.actor()
    above, below = cast.units[0], cast.units[1]
    units.move_unit(
        actor=actor, unit=below, parent=above, since=date(2026, 4, 1), version=fresh(below).version, now=now
    )

    assert fresh(below).parent == above
    assert [(place.parent, place.since) for place in below.places.all()] == [(above, date(2026, 4, 1))]
    with pytest.raises(OrganisationError) as refusal:
        units.move_unit(
            actor=actor,
            unit=above,
            parent=fresh(below),
            since=date(2026, 5, 1),
            version=fresh(above).version,
            now=now,
        )
    assert refusal.value.code == "circle"


# --- search ----------------------------------------------------------------------------------------------------------


@pytest.mark.twice
@pytest.mark.parametrize(
    "text",
    [
        "dang",
        "Đảng",
        "đang đoàn",
        "Đảng – Đoàn thể".replace("Đ", "đ"),
        "Va\u0306n pho\u0300ng Đa\u0309ng",
        "VPĐĐT",
        "cu",
    ],
)
def test_search_finds_names_short_names_aliases_and_former_names_without_accents(cast: Cast, at, text: str) -> None:
    now = at("2026-06-15 09:00")
    actor = cast.standing.actor()
    unit = units.create_unit(
        actor=actor, agency=cast.agency, name="Văn phòng Cũ", short_name="VPĐĐT", aliases=["Văn phòng Đoàn"]
    )
    rename(cast, unit, "Văn phòng Đảng uỷ – Đoàn thể", date(2026, 1, 1), now, short_name="VPĐĐT")

    assert unit in search(Unit.objects.all(), text)


def test_search_does_not_find_what_is_not_there(cast: Cast) -> None:
    assert list(search(Unit.objects.all(), "không có đơn vị này")) == []
    assert list(units_named(Unit.objects.all(), "Văn phòng")) == []


def test_an_alias_is_added_once_and_taken_back(cast: Cast) -> None:
    actor = cast.standing.actor()
    council = cast.units[5]
    alias = units.add_unit_alias(actor=actor, unit=council, text="Văn phòng Hội đồng")

    assert units_named(Unit.objects.all(), "van phong hoi dong") == [council]
    with pytest.raises(OrganisationError):
        units.add_unit_alias(actor=actor, unit=council, text="VĂN PHÒNG HỘI ĐỒNG")
    units.remove_unit_alias(actor=actor, alias=alias)
    assert units_named(Unit.objects.all(), "van phong hoi dong") == []


# --- merged, split, dissolved ----------------------------------------------------------------------------------------


def merge(cast: Cast, on: date, **more: object) -> Unit:
    """The unit of the officer goes over into the inspectorate."""
    return successions.merge_units(
        actor=cast.standing.actor(), units=[cast.unit], into=cast.units[3], effective_on=on, basis="QĐ 7", **more
    )


def test_a_unit_merged_in_mid_year_leaves_the_bloc_with_its_reason_and_keeps_its_past(cast: Cast) -> None:
    merge(cast, date(2026, 7, 1))

    unit = fresh(cast.unit)
    row = BlocMembership.objects.get(bloc=cast.bloc, year=2026, unit=unit)
    assert unit.ended_on == date(2026, 6, 30)
    assert (row.left_on, row.left_because) == (date(2026, 6, 30), "Sáp nhập vào Thanh tra Bộ")
    assert unit in members_of(cast.bloc.pk, 2026, date(2026, 6, 30))
    assert unit not in members_of(cast.bloc.pk, 2026, date(2026, 7, 1))
    assert BlocMembership.objects.get(bloc=cast.bloc, year=2025, unit=unit).left_on is None
    succession = UnitSuccession.objects.get()
    assert (succession.predecessor, succession.successor, succession.kind) == (
        unit,
        cast.units[3],
        SuccessionKind.MERGED,
    )
    assert [entry.action for entry in history_of("organisations.unit", cast.units[3].pk)] == ["unit.merged"]


def test_its_people_go_over_and_their_posts_end(cast: Cast) -> None:
    merge(cast, date(2026, 7, 1))

    head = cast.head.person
    assert [(row.unit, row.since, row.until) for row in head.memberships.order_by("pk")] == [
        (cast.unit, date(2020, 1, 1), date(2026, 6, 30)),
        (cast.units[3], date(2026, 7, 1), None),
    ]
    assert [post.until for post in head.posts.all()] == [date(2026, 6, 30)]
    assert head_of_unit(cast.unit.pk, date(2026, 6, 30)) == head
    assert head_of_unit(cast.unit.pk, date(2026, 7, 1)) is None
    assert head in people_of_unit(cast.units[3].pk, date(2026, 7, 1))


def test_a_leader_that_is_merged_leads_until_the_day_before(cast: Cast) -> None:
    successions.merge_units(
        actor=cast.standing.actor(), units=[cast.units[0]], into=cast.units[3], effective_on=date(2026, 7, 1)
    )

    lead = BlocLeadership.objects.get(bloc=cast.bloc, year=2026, role=LeadRole.LEAD)
    assert (lead.unit, lead.until) == (cast.units[0], date(2026, 6, 30))


def test_a_new_successor_takes_the_place_in_the_list(cast: Cast) -> None:
    actor = cast.standing.actor()
    new = units.create_unit(actor=actor, agency=cast.agency, name="Vụ Tổng hợp", since=date(2026, 7, 1))
    successions.merge_units(actor=actor, units=[cast.unit, cast.units[3]], into=new, effective_on=date(2026, 7, 1))

    row = BlocMembership.objects.get(bloc=cast.bloc, year=2026, unit=new)
    assert (row.joined_on, row.position) == (date(2026, 7, 1), 2)
    assert members_of(cast.bloc.pk, 2026, date(2026, 7, 1)) == [*cast.units[:2], new, *cast.units[4:]]


def test_a_successor_in_another_bloc_does_not_come_into_two(cast: Cast) -> None:
    merged = {"actor": cast.standing.actor(), "units": [cast.unit], "into": cast.other_unit}

    with pytest.raises(OrganisationError, match=r"đang là thành viên Khối Thi đua số II năm 2026") as refusal:
        successions.merge_units(**merged, effective_on=date(2026, 7, 1))
    assert (refusal.value.code, refusal.value.field) == ("other_bloc", "joins_blocs")
    assert fresh(cast.unit).ended_on is None
    successions.merge_units(**merged, effective_on=date(2026, 7, 1), joins_blocs=False)

    assert [row.bloc for row in BlocMembership.objects.filter(unit=cast.other_unit, year=2026)] == [cast.other_bloc]


def test_what_had_not_begun_is_taken_away(cast: Cast) -> None:
    BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=2027, unit=cast.unit)
    merge(cast, date(2027, 1, 1), joins_blocs=False)

    assert not BlocMembership.objects.filter(year=2027).exists()
    assert BlocMembership.objects.get(bloc=cast.bloc, year=2026, unit=cast.unit).left_on is None


def test_a_unit_cannot_go_over_into_itself_nor_into_one_that_has_ended(cast: Cast) -> None:
    actor = cast.standing.actor()
    for into, code in [
        (cast.unit, "self"),
        (make_unit(cast.agency, "da-giai-the", "Đã giải thể", ended_on=date(2020, 1, 1)), "ended"),
    ]:
        with pytest.raises(OrganisationError) as refusal:
            successions.merge_units(actor=actor, units=[cast.unit], into=into, effective_on=date(2026, 7, 1))
        assert refusal.value.code == code
    assert fresh(cast.unit).ended_on is None


def test_a_unit_with_living_units_below_cannot_end(cast: Cast) -> None:
    make_unit(cast.agency, "phong", "Phòng Tổng hợp", parent=cast.unit)

    with pytest.raises(OrganisationError) as refusal:
        merge(cast, date(2026, 7, 1))

    assert refusal.value.code == "has_children"
    assert "Phòng Tổng hợp" in refusal.value.message
    assert fresh(cast.unit).ended_on is None


def test_a_unit_is_not_merged_twice(cast: Cast) -> None:
    merge(cast, date(2026, 7, 1))

    with pytest.raises(OrganisationError) as refusal:
        merge(cast, date(2026, 8, 1))

    assert refusal.value.code == "ended"
    assert UnitSuccession.objects.count() == 1


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_split_unit_goes_on_or_ends(cast: Cast, goes_on: bool) -> None:
    actor = cast.standing.actor()
    parts = [units.create_unit(actor=actor, agency=cast.agency, name=name) for name in ("Vụ Kế hoạch", "Vụ Tài chính")]
    successions.split_unit(
        actor=actor, unit=cast.unit, into=parts, effective_on=date(2026, 7, 1), goes_on=goes_on, joins_blocs=True
    )

    unit = fresh(cast.unit)
    now_members = members_of(cast.bloc.pk, 2026, date(2026, 7, 1))
    assert (unit.ended_on is None) == goes_on
    assert (unit in now_members) == goes_on
    assert all(part in now_members for part in parts)
    assert {each.successor for each in unit.successions.all()} == set(parts)


def test_people_of_a_dissolved_unit_belong_nowhere_until_somebody_says(cast: Cast) -> None:
    MassOrganisation.objects.create(
        agency=cast.agency, unit=cast.unit, kind=MassOrganisationKind.TRADE_UNION, name="Công đoàn Vụ"
    )
    successions.dissolve_unit(actor=cast.standing.actor(), unit=cast.unit, effective_on=date(2026, 7, 1))

    lost = people_without_unit(Person.objects.all(), date(2026, 7, 1))
    assert set(lost) == {cast.officer.person, cast.head.person}
    assert set(UnitMembership.objects.filter(unit=cast.unit).values_list("until", "left_because")) == {
        (date(2026, 6, 30), "Giải thể")
    }
    assert MassOrganisation.objects.get().until == date(2026, 6, 30)
    assert Post.objects.filter(unit=cast.unit, until=None).count() == 0


def test_mass_organisations_are_noted_and_corrected(cast: Cast) -> None:
    actor = cast.standing.actor()
    body = mass_organisations.add_mass_organisation(
        actor=actor, unit=cast.unit, kind=MassOrganisationKind.YOUTH_UNION, name="Chi đoàn Vụ Kế hoạch"
    )
    change = {"actor": actor, "body": body, "kind": MassOrganisationKind.YOUTH_UNION, "name": "Chi đoàn", "since": None}
    mass_organisations.edit_mass_organisation(**change, until=date(2026, 5, 1), version=1)

    with pytest.raises(StaleVersionError):
        mass_organisations.edit_mass_organisation(**change, until=None, version=1)
    with pytest.raises(OrganisationError):
        mass_organisations.edit_mass_organisation(
            **change | {"since": date(2027, 1, 1)}, until=date(2026, 1, 1), version=2
        )
    assert MassOrganisation.objects.get().until == date(2026, 5, 1)
